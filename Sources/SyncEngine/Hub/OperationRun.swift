import Storage
import SyncCore

/// Runs the edits of one operation against the hub's rows: merge, judge, follow-ups, scopes.
///
/// Lives inside one savepoint of the writer. A `Rejection` thrown out of it rolls everything back.
final class OperationRun {
    let states: StateStore
    let scopes: ScopeIndex
    let domain: any Domain
    let world: HubWorld
    let store: Connection
    let seq: Int64
    unowned let hub: Hub
    let deviceScopes: DeviceScopes
    /// The incarnation the running operation came from; it is not on record yet.
    let authorOrigin: Int64
    let ledger: Ledger

    /// Rows written so far: as they were before the operation, and as they stand.
    private(set) var written: [Int64: (before: StateStore.Stored?, after: StateStore.Stored)] = [:]
    private(set) var findings: [Finding] = []
    private(set) var touchedScopes: Set<Int64> = []
    private(set) var aboutPersons: Set<RowID> = []
    /// Whether the operation erased somebody; then its own bytes are not kept either.
    private(set) var hasErased = false
    /// What of the edits waits until the hub knows as much as their author.
    private(set) var setAside: [(edit: Edit, author: Authorship)] = []
    private var disputes: [(row: RowState, dispute: Dispute, author: Authorship)] = []
    private(set) var historyPart = 0

    /// Bounds on what the rules may write in consequence of one operation.
    private static let maximumRounds = 16
    private static let maximumFollowUps = 20_000

    init(_ hub: Hub, world: HubWorld, authorOrigin: Int64) {
        self.hub = hub
        self.world = world
        self.authorOrigin = authorOrigin
        states = hub.states
        scopes = hub.scopes
        domain = hub.domain
        ledger = hub.ledger
        store = hub.store
        deviceScopes = hub.deviceScopes
        seq = world.seq
    }

    var catalogue: Catalogue { states.catalogue }

    /// Merges the author's edits, lets the rules judge and follow up, and places the rows in their scopes.
    func run(_ edits: [Edit], by author: Authorship) throws {
        let round = try write(edits, by: author)
        try followUp(round, by: author)
        if !author.isHub { try remark(on: round) }
        try noteWithdrawals()
        try placeInScopes()
        try settleLoans()
    }

    /// Merges edits and has the domain judge the rows they come to.
    func write(_ edits: [Edit], by author: Authorship) throws -> [RowChange] {
        let earlier = world.author
        world.author = author
        defer { world.author = earlier }
        var round: [RowChange] = []
        for edit in edits {
            guard let change = try apply(edit, by: author) else { continue }
            round.append(change)
        }
        if !author.isHub {
            try enforce(try domain.judge(round, by: author.actor, in: world))
        }
        return round
    }

    func followUp(_ first: [RowChange], by author: Authorship) throws {
        var round = first
        var rounds = 0
        var total = 0
        while !round.isEmpty || !disputes.isEmpty {
            rounds += 1
            var next = try decide(round, by: author)
            var edits = try openReviews() + replaceFacts(round) + withheld(round)
            edits += try consequences(of: round, by: author)
            total += edits.count
            guard rounds <= Self.maximumRounds, total <= Self.maximumFollowUps else {
                throw SyncError(
                    "hub.rules_do_not_end",
                    "The hub's rules do not come to an end; report this."
                )
            }
            let hub = Authorship.hub(at: world.now)
            for edit in edits {
                if let change = try apply(edit, by: hub) { next.append(change) }
            }
            next += try erase(next + (rounds == 1 ? round : []))
            round = next
        }
    }

    /// What the rules write, who may ask what the author had seen.
    private func consequences(of round: [RowChange], by author: Authorship) throws -> [Edit] {
        let earlier = world.author
        world.author = author
        defer { world.author = earlier }
        return try domain.consequences(of: round, by: author.actor, in: world)
    }

    private func remark(on round: [RowChange]) throws {
        let rows = try round.compactMap { try states.find($0.id)?.state }
        findings += try domain.remarks(on: rows, in: world)
    }

    private func enforce(_ ruling: Ruling) throws {
        switch ruling {
        case .accept: return
        case .refuse(let reasons): throw Rejection.refused(findings + reasons)
        case .hold(let reasons), .lapsed(let reasons):
            guard !world.isWaived else { return }
            throw Rejection.held(findings + reasons)
        }
    }

    /// Merges one edit into its row; nil when nothing changed.
    func apply(_ edit: Edit, by author: Authorship) throws -> RowChange? {
        guard let spec = catalogue[edit.entity], author.isHub || spec.since <= author.schema else {
            return try unknownEntity(edit, author)
        }
        if author.isAhead, try isRowSetAside(edit.id) {
            setAside.append((edit, author))
            note(Finding("schema.ahead", entity: edit.entity, row: edit.id))
            return nil
        }
        let previous = try states.find(edit.id)
        guard try !isAboutErased(edit, spec, previous) else { return nil }
        if !author.isHub {
            try requireSense(edit, spec, previous)
            try requireNothingHeld(edit, spec)
        }
        let result = RowMerge(
            spec: spec,
            lifecycles: catalogue.lifecycles,
            current: previous?.state,
            edit: edit,
            stamp: Stamp(seq: seq, at: author.at, origin: author.origin),
            seen: try author.seen(previous),
            isHub: author.isHub,
            isAhead: author.isAhead,
            schema: author.schema,
            isResumed: author.resumes != nil
        ).result()
        if !author.isHub {
            let current = previous?.state
            let edit = edit.without(stepsBehindIn: result, spec)
            try enforce(try ruling(on: edit, spec, current, author))
        }
        findings += result.findings
        guard !result.isRefused else { throw Rejection.refused(findings) }
        if let rest = result.setAside { setAside.append((rest, author)) }
        guard !result.isWhollySetAside else { return nil }
        noteAbout(edit, spec, result.row)
        return try record(result, previous, author)
    }

    /// Writing is judged by the grants at the base: what was right then and is not any more is kept for the office
    /// that owns the row now, but a new fact counts (DESIGN.md 3.8).
    private func ruling(
        on edit: Edit,
        _ spec: EntitySpec,
        _ current: RowState?,
        _ author: Authorship
    ) throws -> Ruling {
        var (edit, current) = (edit, current)
        if let resumed = author.resumes, let row = current, try isMade(row.id, by: resumed) {
            // Whoever may make such a row may make it with what was not known then.
            edit.set.merge(row.fields) { rest, _ in rest }
            current = nil
        }
        var ruling = try domain.admit(edit, current: current, by: author.actor, in: world)
        if ruling == .accept, let now = author.now,
            try domain.admit(edit, current: current, by: now, in: world) != .accept
        {
            ruling = .lapsed([Finding("scope.left", entity: edit.entity, row: edit.id)])
        }
        guard case .lapsed = ruling, spec.isFact, current == nil else { return ruling }
        return .accept
    }

    private func isMade(_ id: RowID, by seq: Int64) throws -> Bool {
        let first = try store.first(
            "SELECT min(h.seq) FROM state s JOIN history h ON h.row = s.row WHERE s.id = ?1",
            id
        ) { $0.optionalInt64(0) }
        return first == seq
    }

    private func record(
        _ result: RowMergeResult,
        _ previous: StateStore.Stored?,
        _ author: Authorship
    ) throws -> RowChange? {
        for dispute in result.disputes { disputes.append((result.row, dispute, author)) }
        var stored = previous
        if !result.changed.isEmpty || previous == nil {
            stored = try replace(previous, with: result.row)
        }
        guard let stored else { return nil }
        try writeHistory(result.log, row: stored.row, author)
        guard !result.changed.isEmpty || previous == nil else { return nil }
        return RowChange(before: previous?.state, after: result.row, units: result.changed)
    }

    /// Writes a row and remembers what it was before the operation.
    func replace(_ previous: StateStore.Stored?, with row: RowState) throws -> StateStore.Stored {
        let stored = try states.put(row, seq: seq, over: previous)
        let before = written[stored.row].map(\.before) ?? previous
        written[stored.row] = (before: before, after: stored)
        return stored
    }

    func writeHistory(
        _ log: [UnitLog],
        row: Int64,
        _ author: Authorship
    ) throws {
        for entry in log {
            historyPart += 1
            let rule = entry.decision == "decided" ? entry.rule : author.rule ?? entry.rule
            try store.run(
                """
                INSERT INTO history (row, unit, seq, part, origin, decision, winner, value, rule, at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                """
            ) { statement throws(StorageError) in
                try statement.bind(row, at: 1)
                try statement.bind(entry.unit, at: 2)
                try statement.bind(seq, at: 3)
                try statement.bind(historyPart, at: 4)
                try statement.bind(author.origin, at: 5)
                try statement.bind(entry.decision, at: 6)
                try statement.bind(entry.winner, at: 7)
                try statement.bind(entry.value.bytes(), at: 8)
                try statement.bind(rule, at: 9)
                try statement.bind(author.at, at: 10)
            }
        }
    }

    private func unknownEntity(_ edit: Edit, _ author: Authorship) throws -> RowChange? {
        let code = author.isAhead ? "schema.ahead" : "entity.unknown"
        findings.append(Finding(code, entity: edit.entity, row: edit.id))
        guard author.isAhead else { throw Rejection.refused(findings) }
        setAside.append((edit, author))
        return nil
    }

    /// Whether the row was not made yet, since it needs what this hub does not know.
    private func isRowSetAside(_ id: RowID) throws -> Bool {
        guard try states.find(id) == nil else { return false }
        return try store.first("SELECT 1 FROM ahead_row WHERE id = ?1", id) { _ in true }
            ?? false
    }

    /// The role behind a value; nil when several have spoken on it.
    func roleOf(_ stamp: Stamp) throws -> Role? {
        guard stamp.origin != Stamp.severalOrigins else { return nil }
        return try hub.judgedRole(stamp) ?? hub.actor(origin: stamp.origin).role
    }

    func noteErasure() { hasErased = true }

    func takeDisputes() -> [(row: RowState, dispute: Dispute, author: Authorship)] {
        defer { disputes = [] }
        return disputes
    }

    func note(_ finding: Finding) { findings.append(finding) }

    func note(about persons: some Sequence<RowID>) { aboutPersons.formUnion(persons) }

    func touch(_ scopes: Set<Int64>) { touchedScopes.formUnion(scopes) }
}
