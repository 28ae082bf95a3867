import Foundation

/// Rows cut and understood on a thread of their own, while those before them are compared.
///
/// Both halves take about the same time, and what a row says depends on no other row; the order stays.
struct RowFeed {
    let stream: RosterStream
    let reader: RowReader

    private static let rowsAtOnce = 256

    /// Hands over the rows in order; throws what reading them throws, or what `body` does.
    func forEach(
        _ body: (SourceRow, RowReader.Outcome) throws(RosterError) -> Void
    ) throws(RosterError) -> ReadTable {
        let belt = RowBelt()
        let source = Source(stream: stream, reader: reader)
        let thread = Thread { source.fill(belt) }
        thread.stackSize = 8 << 20
        thread.start()
        defer { belt.stop() }
        while let batch = belt.take() {
            for item in batch { try body(item.row, item.outcome) }
        }
        return try belt.end().get()
    }

    /// The one thread's own while it runs.
    // Unchecked: a delimited text is read by offset, from an open file or from memory that nobody
    // changes, and `RosterStream` keeps nothing between two calls.
    private struct Source: @unchecked Sendable {
        let stream: RosterStream
        let reader: RowReader

        func fill(_ belt: RowBelt) {
            do throws(RosterError) {
                var batch: [RowBelt.Item] = []
                batch.reserveCapacity(rowsAtOnce)
                let table = try stream.read { row throws(RosterError) in
                    batch.append(RowBelt.Item(row: row, outcome: reader.read(row)))
                    guard batch.count == rowsAtOnce else { return }
                    try belt.put(batch)
                    batch.removeAll(keepingCapacity: true)
                }
                try belt.put(batch)
                belt.finish(.success(table))
            } catch { belt.finish(.failure(error)) }
        }
    }
}

/// A short queue between two threads; whoever is ahead waits.
// Unchecked: everything is touched with the lock held alone.
private final class RowBelt: @unchecked Sendable {
    struct Item: Sendable {
        let row: SourceRow
        let outcome: RowReader.Outcome
    }

    private let condition = NSCondition()
    private var batches: [[Item]] = []
    private var result: Result<ReadTable, RosterError>?
    private var isStopped = false
    private static let most = 8

    private static let stopped = RosterError(code: "enough", message: "")

    /// Waits while the queue is full; throws where nobody takes any more.
    func put(_ batch: [Item]) throws(RosterError) {
        condition.lock()
        defer { condition.unlock() }
        while batches.count >= Self.most, !isStopped { condition.wait() }
        guard !isStopped else { throw Self.stopped }
        batches.append(batch)
        condition.broadcast()
    }

    func finish(_ result: Result<ReadTable, RosterError>) {
        condition.lock()
        defer { condition.unlock() }
        self.result = result
        condition.broadcast()
    }

    /// The next rows; nil at the end.
    func take() -> [Item]? {
        condition.lock()
        defer { condition.unlock() }
        while batches.isEmpty, result == nil { condition.wait() }
        guard !batches.isEmpty else { return nil }
        condition.broadcast()
        return batches.removeFirst()
    }

    /// How reading ended.
    func end() -> Result<ReadTable, RosterError> {
        condition.lock()
        defer { condition.unlock() }
        return result ?? .failure(Self.stopped)
    }

    /// Has the other thread end, and waits for it.
    func stop() {
        condition.lock()
        defer { condition.unlock() }
        isStopped = true
        batches.removeAll()
        condition.broadcast()
        while result == nil { condition.wait() }
    }
}
