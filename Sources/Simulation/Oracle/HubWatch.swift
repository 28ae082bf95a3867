import Storage
import SyncCore

/// An operation as the hub recorded it.
struct RecordedOperation {
    let seq: Int64
    let origin: Int64
    let number: Int64
    let verdict: Verdict?
    let claimed: Int64
    let corrected: Int64
    let received: Int64
    let base: Int64
    let outcome: Outcome
    /// The incarnation it came from; nil for the hub's own.
    let incarnation: RowID?

    /// Whether it has had its effect.
    var isDone: Bool { verdict == .applied || verdict == .merged }

    /// A held operation as it is let in: with its author's words, under the decision's number.
    func letIn(by decision: RecordedOperation) -> RecordedOperation {
        RecordedOperation(
            seq: decision.seq,
            origin: origin,
            number: number,
            verdict: decision.verdict,
            claimed: claimed,
            corrected: corrected,
            received: decision.received,
            base: base,
            outcome: decision.outcome,
            incarnation: incarnation
        )
    }
}

/// What was read of the hub's store between two operations.
struct Observation {
    var operations: [RecordedOperation] = []
    /// Rows that changed, as they are now, in the order they were made.
    var rows: [(seq: Int64, wire: [UInt8])] = []
}

/// Reads what the hub writes, operation by operation, straight out of its tables.
struct HubWatch {
    /// What was read up to here.
    var reached: Int64 = 0
    private(set) var pending: [Observation] = []

    mutating func read(_ store: Connection) throws {
        let operations = try store.all(
            """
            SELECT o.seq, o.origin, o.number, o.claimed, o.corrected, o.received, o.base,
                o.outcome, i.id
            FROM operation o LEFT JOIN incarnation i ON i.origin = o.origin
            WHERE o.seq > ?1 ORDER BY o.seq
            """,
            reached
        ) { try Self.operation($0) }
        guard let last = operations.last?.seq else { return }
        let rows = try store.all(
            "SELECT seq, wire FROM state WHERE seq > ?1 ORDER BY seq, row",
            reached
        ) { (seq: $0.int64(0), wire: $0.bytes(1)) }
        pending.append(Observation(operations: operations, rows: rows))
        reached = last
    }

    private static func operation(_ row: Row) throws -> RecordedOperation {
        let outcome = try Outcome(try JSONValue.parse(row.bytes(7)))
        return RecordedOperation(
            seq: row.int64(0),
            origin: row.int64(1),
            number: row.int64(2),
            verdict: outcome.verdict,
            claimed: row.int64(3),
            corrected: row.int64(4),
            received: row.int64(5),
            base: row.int64(6),
            outcome: outcome,
            incarnation: row.optionalBytes(8).flatMap { RowID(bytes: $0) }
        )
    }

    /// Hands over what was committed.
    mutating func take() -> [Observation] {
        defer { pending = [] }
        return pending
    }

    /// Forgets what was read of writes that were undone.
    mutating func forget(downTo seq: Int64) {
        pending = []
        reached = seq
    }
}
