import Storage
import SyncCore

/// What the hub had refused before it was restored from a backup stays refused (DESIGN.md 3.7, 3.13).
///
/// The restored hub does not know it any more, and might keep for a person what its author was told is not done.
extension Replica {
    /// The earlier answers to what waits again, by number.
    func refusedBefore() throws -> [Int64: Outcome] {
        try refusals().mapValues { try outcome($0) }
    }

    /// The same as they are kept.
    func refusals() throws -> [Int64: [UInt8]] {
        var found: [Int64: [UInt8]] = [:]
        try store.query("SELECT number, refused FROM outbox WHERE refused IS NOT NULL") { row in
            found[row.int64(0)] = row.bytes(1)
        }
        return found
    }

    /// Takes back what the outbox was told, since the hub has lost it; gives how many operations.
    func untell(_ numbers: Range<Int64>) throws -> Int {
        let told = try store.all(
            """
            SELECT number, outcome, refused FROM outbox
            WHERE number >= ?1 AND number < ?2 AND outcome IS NOT NULL
            """,
            numbers.lowerBound,
            numbers.upperBound
        ) { (number: $0.int64(0), outcome: $0.bytes(1), before: $0.optionalBytes(2)) }
        for entry in told {
            try outboxRows.tell(
                entry.number,
                nil,
                refused: try OutboxRows.refusal(entry.outcome, before: entry.before)
            )
        }
        return told.count
    }
}

extension Outcome {
    /// The same with the reasons its author was given first; what stood in the way then is known no more.
    func with(reasonsOf earlier: Outcome?) -> Outcome {
        guard let earlier, findings.contains(where: { $0.code == Self.refusedBefore }) else {
            return self
        }
        let reasons = earlier.findings.filter { $0.code != Self.refusedBefore }.map {
            Finding($0.code, entity: $0.entity, row: $0.row, field: $0.field, detail: $0.detail)
        }
        return Outcome(
            number: number,
            verdict: verdict,
            seq: seq,
            findings: Array((findings + reasons).prefix(Self.maximumFindings))
        )
    }

    /// The finding by which a hub keeps to what it had said before it was restored.
    static let refusedBefore = "refused.before"
}
