import Storage
import SyncCore

/// Forgets, step by step, what nobody needs any more; a dry run only counts.
///
/// Nothing it takes away is read by a pull of a cursor that still counts, so no replica ends up otherwise for it
/// (DESIGN.md 3.11).
struct Compactor {
    let states: StateStore
    /// Hub time, Unix milliseconds.
    let now: Int64
    let isDryRun: Bool
    private var report = CompactionReport()

    /// How much one step looks at; so small that others hardly wait for it.
    private static let marksPerStep = 500
    private static let operationsPerStep: Int64 = 500
    private static let rowsPerStep = 100

    init(_ states: StateStore, now: Int64, isDryRun: Bool) {
        self.states = states
        self.now = now
        self.isDryRun = isDryRun
    }

    private var store: Connection { states.store }

    /// Takes one step from a place; gives what it forgot and where to go on, nil at the end of the round.
    mutating func step(
        from place: CompactionPlace
    ) throws -> (report: CompactionReport, next: CompactionPlace?) {
        report = CompactionReport()
        let position: Int64?
        switch place.phase {
        case .leaves: position = try leaves(after: place.position)
        case .operations: position = try operations(after: place.position)
        case .history: position = try history(after: place.position)
        }
        guard let position else { return (report, place.next) }
        var next = place
        next.position = position
        return (report, next)
    }

    /// The last operation received longer ago than so many milliseconds; 0 when there is none.
    ///
    /// Hub time never decreases from one sequence number to the next, so it can be searched by halves.
    private func lastSeq(olderThan age: Int64) throws -> Int64 {
        let (cutoff, overflowed) = now.subtractingReportingOverflow(age)
        guard !overflowed else { return 0 }
        var low: Int64 = 0
        var high = try store.first("SELECT max(seq) FROM operation") { $0.int64(0) } ?? 0
        while low < high {
            let middle = low + (high - low + 1) / 2
            let received = try store.first(
                "SELECT received FROM operation WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1",
                middle
            ) { $0.int64(0) }
            if let received, received < cutoff { low = middle } else { high = middle - 1 }
        }
        return low
    }

    // MARK: Leave marks

    /// Marks older than any cursor that still counts; the horizon says from where cursors count.
    private mutating func leaves(after scope: Int64) throws -> Int64? {
        let horizon = try lastSeq(olderThan: HubReader.absence)
        guard horizon > 0 else { return nil }
        let next = try store.first(
            "SELECT min(scope) FROM scope_left WHERE scope > ?1",
            scope
        ) { $0.optionalInt64(0) }
        guard let next = next ?? nil else { return nil }
        let marks = try store.all(
            "SELECT seq, id FROM scope_left WHERE scope = ?1 AND seq <= ?2 LIMIT ?3",
            next,
            horizon,
            isDryRun ? Int.max : Self.marksPerStep
        ) { (seq: $0.int64(0), id: $0.bytes(1)) }
        report.leaveMarks += Int64(marks.count)
        guard !isDryRun, !marks.isEmpty else { return next }
        try raiseHorizon(to: horizon)
        for mark in marks {
            try store.run(
                "DELETE FROM scope_left WHERE scope = ?1 AND seq = ?2 AND id = ?3",
                next,
                mark.seq,
                mark.id
            )
        }
        return marks.count < Self.marksPerStep ? next : next - 1
    }

    private func raiseHorizon(to seq: Int64) throws {
        let meta = Meta(store: store)
        guard seq > (try Horizon.seq(of: store)) else { return }
        try meta.set(Horizon.name, String(seq))
    }

    // MARK: Operations

    private mutating func operations(after seq: Int64) throws -> Int64? {
        let last = try store.first("SELECT max(seq) FROM operation") { $0.int64(0) } ?? 0
        guard seq < last else { return nil }
        let end = min(last, seq + Self.operationsPerStep)
        let old = try lastSeq(olderThan: HubReader.absence)
        let durable = try Meta(store: store)["durableThrough"].flatMap { Int64($0) } ?? 0
        try forgetDigests(after: seq, through: min(end, old))
        let kept = try store.all(
            """
            SELECT seq, verdict, length(bytes) FROM operation
            WHERE seq > ?1 AND seq <= ?2 AND bytes IS NOT NULL
            """,
            seq,
            min(end, durable)
        ) { (seq: $0.int64(0), verdict: $0.int64(1), bytes: $0.int64(2)) }
        for operation in kept {
            let isDone =
                operation.verdict == Verdict.applied.stored
                || operation.verdict == Verdict.merged.stored
            guard try isDone || operation.seq <= old && !isAskedAbout(operation.seq) else {
                continue
            }
            report.operations += 1
            report.operationBytes += operation.bytes
            guard !isDryRun else { continue }
            try store.run("UPDATE operation SET bytes = NULL WHERE seq = ?1", operation.seq)
        }
        return end
    }

    private mutating func forgetDigests(after seq: Int64, through end: Int64) throws {
        guard seq < end else { return }
        let count = try store.first(
            "SELECT count(*) FROM operation WHERE seq > ?1 AND seq <= ?2 AND length(digest) > 0",
            seq,
            end
        ) { $0.int64(0) }
        report.digests += count ?? 0
        guard !isDryRun, count ?? 0 > 0 else { return }
        try store.run(
            "UPDATE operation SET digest = x'' WHERE seq > ?1 AND seq <= ?2 AND length(digest) > 0",
            seq,
            end
        )
    }

    /// Whether a person may still decide about the operation, or decide again.
    private func isAskedAbout(_ seq: Int64) throws -> Bool {
        try states.all(.reviewItem, where: "operationSeq", is: .integer(seq)).contains { item in
            guard !item.state.isRemoved, item.state["state"]?.text == "decided" else {
                return !item.state.isRemoved
            }
            return (item.state["decidedAt"]?.integer ?? 0) > now - HubReader.absence
        }
    }

    // MARK: History

    private mutating func history(after row: Int64) throws -> Int64? {
        let rows = try store.all(
            "SELECT row, id, entity FROM state WHERE row > ?1 ORDER BY row LIMIT ?2",
            row,
            Self.rowsPerStep
        ) { (row: $0.int64(0), id: $0.bytes(1), entity: $0.int(2)) }
        var ages: [Int64: Int64] = [:]
        for row in rows {
            let spec = states.catalogue.entity(number: row.entity)
            let rule = spec?.history ?? HistoryRule()
            let young = try ages[rule.days] ?? lastSeq(olderThan: rule.days * 86_400_000)
            ages[rule.days] = young
            let folder = HistoryFolder(states: states, isDryRun: isDryRun)
            let part = try folder.fold(row: row.row, id: row.id, spec, rule, youngAfter: young)
            report += part
        }
        return rows.last?.row
    }
}

/// From where on leave marks are kept: an older cursor is answered with a fresh state.
enum Horizon {
    static let name = "horizon"

    static func seq(of store: Connection) throws -> Int64 {
        try Meta(store: store)[name].flatMap { Int64($0) } ?? 0
    }
}
