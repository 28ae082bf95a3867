extension RowMerge {
    /// Merges the removed mark: a concurrent edit beats a removal, and a person is asked (DESIGN.md 3.5).
    func mergeMark(into result: inout RowMergeResult) {
        guard !isHub else { return setMark(edit.mark, "hub.rule", &result) }
        switch edit.mark {
        case .removed: remove(&result)
        case .restored: setMark(.restored, "seen", &result)
        case nil: bringBack(&result)
        }
    }

    private func remove(_ result: inout RowMergeResult) {
        guard spec.isRemovable else {
            return reject(&result, "fact.immutable")
        }
        guard current != nil else { return reject(&result, "row.unknown") }
        guard let unseen = latestUnseenEdit(of: result.row) else {
            return setMark(.removed, "seen", &result)
        }
        log(true, "review", "removal.edit_stays", &result)
        result.findings.append(finding("row.brought_back", winner: unseen.seq))
        dispute(held: unseen, &result)
    }

    /// An edit of a removed row: seen, it is refused; unseen, the row comes back.
    private func bringBack(_ result: inout RowMergeResult) {
        guard result.row.isRemoved else { return }
        let mark = result.row.stamps[RowState.removedUnit]
        guard let mark, UnitSpec.isUnseen(mark, by: stamp, seen: seen) else {
            return reject(&result, "row.removed")
        }
        setMark(.restored, "removal.edit_stays", &result)
        result.findings.append(finding("row.brought_back", winner: mark.seq))
        dispute(held: mark, &result)
    }

    private func dispute(held: Stamp, _ result: inout RowMergeResult) {
        result.disputes.append(
            Dispute(
                unit: RowState.removedUnit,
                kind: "removal",
                held: UnitValue(stamp: held),
                incoming: UnitValue(stamp: stamp),
                isIncomingInForce: edit.mark == nil
            )
        )
    }

    private func setMark(
        _ mark: RemovalMark?,
        _ rule: String,
        _ result: inout RowMergeResult
    ) {
        guard let mark, result.row.isRemoved != (mark == .removed) else { return }
        result.row.isRemoved = mark == .removed
        result.row.stamps[RowState.removedUnit] = stamp
        result.changed.insert(RowState.removedUnit)
        log(mark == .removed, "written", rule, &result)
    }

    private func log(
        _ isRemoved: Bool,
        _ decision: String,
        _ rule: String,
        _ result: inout RowMergeResult
    ) {
        result.log.append(
            UnitLog(
                unit: RowState.removedUnit,
                decision: decision,
                rule: rule,
                value: .bool(isRemoved)
            )
        )
    }

    /// The latest value a person wrote unseen; what the hub's rules computed is no edit.
    private func latestUnseenEdit(of row: RowState) -> Stamp? {
        var stamps = row.stamps.filter { unit, _ in
            unit != RowState.removedUnit && spec.members(of: unit).first?.policy != .hub
        }.map(\.value)
        for elements in row.sets.values { stamps.append(contentsOf: elements.values) }
        return stamps.filter { UnitSpec.isUnseen($0, by: stamp, seen: seen) }
            .max { $0.seq < $1.seq }
    }
}
