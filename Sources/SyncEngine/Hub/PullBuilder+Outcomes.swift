import Storage
import SyncCore

/// What became of the device's own work.
extension PullBuilder {
    /// A device's own answers since its cursor, oldest first, and how far they and a page go.
    ///
    /// A first state has the newest of them only: as many as a push may have operations.
    func outcomes(
        _ origin: Int64?
    ) throws -> (lines: [(seq: Int64, line: [UInt8])], reached: Int64) {
        guard let origin, since < head else { return ([], head) }
        guard since > 0 else { return (try newestOutcomes(origin), head) }
        // Found backwards from its last operation, so that what was answered long ago costs nothing.
        let last = try reader.store.first(
            """
            SELECT number FROM operation WHERE origin = ?1 AND seq <= ?2 AND number > 0
            ORDER BY number DESC LIMIT 1
            """,
            origin,
            since
        ) { $0.int64(0) }
        let found = try reader.store.all(
            """
            SELECT seq, outcome FROM operation WHERE origin = ?1 AND number > ?2
            ORDER BY number LIMIT ?3
            """,
            origin,
            last ?? 0,
            limit.items
        ) { (seq: $0.int64(0), line: $0.bytes(1)) }
        let isCut = found.count == limit.items
        let news = try followUps(origin)
        return (found + news, isCut ? found.last?.seq ?? head : head)
    }

    /// What came of the device's work that had waited for an upgrade, oldest first: its numbers are the
    /// operations', its sequence numbers later ones.
    private func followUps(_ origin: Int64) throws -> [(seq: Int64, line: [UInt8])] {
        try reader.store.all(
            """
            SELECT seq, outcome FROM operation
            WHERE origin = ?1 AND number >= ?2 AND number < ?3 ORDER BY number DESC
            """,
            origin,
            -head,
            -since
        ) { (seq: $0.int64(0), line: $0.bytes(1)) }
    }

    private func newestOutcomes(_ origin: Int64) throws -> [(seq: Int64, line: [UInt8])] {
        try reader.store.all(
            """
            SELECT seq, outcome FROM operation WHERE origin = ?1 AND number > 0
            ORDER BY number DESC LIMIT \(PushRequest.maximumOperations)
            """,
            origin
        ) { (seq: $0.int64(0), line: $0.bytes(1)) }.reversed() + followUps(origin)
    }

    mutating func send(_ outcomes: [(seq: Int64, line: [UInt8])], through reached: Int64) {
        for outcome in outcomes where outcome.seq <= reached {
            bytes += Array("{\"outcome\":".utf8) + outcome.line + Array("}\n".utf8)
        }
    }
}
