/// Prepared statements by their SQL text; the least recently used goes when there are too many.
///
/// A statement in use is not in the cache. Whoever asks for the same SQL meanwhile, as a recursive
/// reader does, gets a second one, which is dropped afterwards.
final class StatementCache {
    private let capacity: Int
    private var idle: [String: Statement] = [:]
    private var clock: UInt64 = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 0)
    }

    var count: Int { idle.count }

    func checkOut(_ sql: String, on handle: OpaquePointer) throws(StorageError) -> Statement {
        if let known = idle.removeValue(forKey: sql) { return known }
        return try Statement(sql, on: handle)
    }

    func checkIn(_ statement: Statement) {
        statement.reset()
        clock += 1
        statement.lastUse = clock
        idle[statement.sql] = statement
        if idle.count > capacity { dropOldest() }
    }

    func removeAll() {
        idle.removeAll()
    }

    // Looking at all of them is cheap beside the preparing that led here.
    private func dropOldest() {
        guard let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        idle.removeValue(forKey: oldest.key)
    }
}
