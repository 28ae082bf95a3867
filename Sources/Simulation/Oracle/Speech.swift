import SyncCore

/// Who wrote an operation and what she had heard, as it was when she made it.
struct Speech {
    let edits: [Edit]
    let origin: Int64
    /// The last sequence number she had seen of a row.
    let seen: (RowID) -> Int64

    var isHub: Bool { origin == Stamp.hubOrigin }

    /// Whether somebody decides, or takes a decision back.
    var isDecision: Bool {
        edits.contains { $0.entity == "reviewItem" && $0.set["decision"] != nil }
    }

    func heard(_ word: Word, on row: RowID) -> Bool {
        word.origin == origin || word.seq <= seen(row)
    }

    /// Whether the operation says something on this unit of the row.
    func touches(_ unit: String, of row: RowID, _ spec: EntitySpec) -> Bool {
        edits.contains { edit in
            edit.id == row
                && (edit.set.keys.contains { spec.fields[$0]?.unit == unit }
                    || edit.add[unit] != nil || edit.remove[unit] != nil)
        }
    }
}

extension Oracle {
    /// Who stands behind an operation of the hub's log, out of the oracle's own book.
    func speech(of operation: RecordedOperation) -> Speech {
        guard operation.origin != Stamp.hubOrigin else {
            return Speech(edits: [], origin: Stamp.hubOrigin) { _ in .max }
        }
        guard devices[operation.origin] != nil, let incarnation = operation.incarnation else {
            return Speech(edits: officeEdits, origin: operation.origin) { _ in operation.seq - 1 }
        }
        let key = OperationBook.Key(incarnation: incarnation, number: operation.number)
        model.taken.insert(key)
        guard let made = delivered[key].flatMap({ book.made[$0] }) else {
            fail(.numbers, "the hub has an operation that no device made")
            return Speech(edits: [], origin: operation.origin) { _ in 0 }
        }
        let reach = reach(of: made.operation.base)
        require(
            operation.base <= reach,
            .seen,
            "operation \(operation.seq) counts as having seen \(operation.base), not \(reach)"
        )
        return Speech(edits: made.operation.edits, origin: operation.origin) {
            made.seenRows.contains($0) ? reach : 0
        }
    }
}
