/// Rows cut and understood on a thread of their own, while those before them are compared.
///
/// Both halves take about the same time, and what a row says, and what it is compared by, depend on no
/// other row; the order stays.
struct RowFeed {
    let stream: RosterStream
    let reader: RowReader

    private static let rowsAtOnce = 256

    /// Hands over the rows in order; throws what reading them throws, or what `body` does.
    func forEach(
        _ body: (SourceRow, ReadRow) throws(RosterError) -> Void
    ) throws(RosterError) -> ReadTable {
        let source = Source(stream: stream, reader: reader)
        let belt = Belt<[Item], ReadTable, RosterError> { belt throws(RosterError) in
            try source.fill(belt)
        }
        defer { belt.stop() }
        while let batch = belt.take() {
            for item in batch { try body(item.row, item.read) }
        }
        return try belt.end()
    }

    private struct Item: Sendable {
        let row: SourceRow
        let read: ReadRow
    }

    /// The one thread's own while it runs.
    // Unchecked: a delimited text is read by offset, from an open file or from memory that nobody
    // changes, and `RosterStream` keeps nothing between two calls.
    private struct Source: @unchecked Sendable {
        let stream: RosterStream
        let reader: RowReader

        func fill(
            _ belt: Belt<[Item], ReadTable, RosterError>
        ) throws(RosterError) -> ReadTable {
            var batch: [Item] = []
            batch.reserveCapacity(rowsAtOnce)
            let table = try stream.read { row throws(RosterError) in
                batch.append(Item(row: row, read: ReadRow(reader.read(row))))
                guard batch.count == rowsAtOnce else { return }
                guard belt.put(batch) else { throw Self.enough }
                batch.removeAll(keepingCapacity: true)
            }
            guard belt.put(batch) else { throw Self.enough }
            return table
        }

        private static let enough = RosterError(code: "enough", message: "")
    }
}

/// A row as it was understood, with what it is compared by.
struct ReadRow: Sendable {
    let outcome: RowReader.Outcome
    let profile: MatchProfile?
    let contentKey: UInt64

    init(_ outcome: RowReader.Outcome) {
        self.outcome = outcome
        if case .person(let person, _) = outcome {
            profile = MatchProfile(person)
            contentKey = ContentKey.number(of: person)
        } else {
            profile = nil
            contentKey = 0
        }
    }
}
