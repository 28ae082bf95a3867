import Storage
import SyncCore

/// Carries out again what the ledger says and an old copy of the store does not know.
struct LedgerReplay {
    private let hub: Hub
    private let words: LedgerWords

    /// `whole` is the ledger with all that is known now.
    init(_ hub: Hub, _ whole: LedgerChain) {
        self.hub = hub
        words = LedgerWords(whole)
    }

    /// Call it in a transaction; what it changes in rows and grants is one operation of the hub itself.
    func run(_ entries: [LedgerEntry]) throws {
        hub.ledger.isReplaying = true
        defer { hub.ledger.isReplaying = false }
        for entry in entries { try shut(entry) }
        let persons = entries.filter { $0.kind == LedgerKind.erased.rawValue }
            .compactMap { $0.id("person") }
        let last = words.last(on: entries)
        let edits = try last.compactMap(withdrawal)
        let (seq, now) = (try hub.head() + 1, try hub.hubTime())
        let hasGranted = try grantAgain(entries)
        guard !persons.isEmpty || !edits.isEmpty || hasGranted else { return }
        let run = hub.newRun(hub.newWorld(seq: seq, now: now))
        try run.again(Self.joined(edits), erasing: persons)
        try hub.recordOwn(run, seq: seq, now: now)
    }

    /// Gives devices every grant the office gave them after the backup, the last one at the end; says whether there
    /// was another one than they had.
    ///
    /// Work from in between comes again, and is judged by the grant of then: each has its own time and epoch, and
    /// counts from the fork on, which is as far as a cursor from before the restore does.
    private func grantAgain(_ entries: [LedgerEntry]) throws -> Bool {
        let news = entries.enumerated().filter { $1.kind == LedgerKind.granted.rawValue }
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
        let fork = try hub.head()
        var hasGranted = false
        for entry in news + words.last(on: news).filter({ !news.contains($0) }) {
            if try grant(entry, from: fork) { hasGranted = true }
        }
        return hasGranted
    }

    private func grant(_ entry: LedgerEntry, from fork: Int64) throws -> Bool {
        guard let id = entry.id("device"), let grant = Grant(entry.facts),
            let device = try hub.store.first(
                "SELECT \(Device.columns) FROM device WHERE id = ?1 AND revoked IS NULL",
                id,
                map: { try Device($0) }
            )
        else { return false }
        return try hub.deviceScopes.settle(
            device,
            as: grant,
            seq: fork,
            now: entry.at,
            epoch: entry.facts["epoch"]?.integer ?? 0
        )
    }

    /// Devices stay shut out, a code that was used stays used, and whom a list must not bring back is known again.
    private func shut(_ entry: LedgerEntry) throws {
        switch LedgerKind(rawValue: entry.kind) {
        case .erased:
            let marks = entry.facts["traces"]?.array?.compactMap(\.text) ?? []
            try ErasedTraces.keep(
                marks.compactMap(LedgerEntry.bytes(hex:)),
                at: entry.at,
                isReplaying: true,
                in: hub.store
            )
        case .revoked:
            guard let device = entry.id("device") else { return }
            try hub.store.run(
                """
                UPDATE device SET revoked = coalesce(revoked, ?2), is_lost = max(is_lost, ?3)
                WHERE id = ?1
                """,
                device,
                entry.at,
                entry.facts["lost"]?.bool ?? false
            )
        case .retired:
            guard let device = entry.id("device") else { return }
            try hub.store.run(
                "UPDATE device SET retired = coalesce(retired, ?2) WHERE id = ?1",
                device,
                entry.at
            )
        case .used:
            guard let code = entry.facts["code"]?.text.flatMap(LedgerEntry.bytes(hex:)) else {
                return
            }
            try hub.store.run(
                "UPDATE enrolment SET used = coalesce(used, ?2) WHERE code_hash = ?1",
                code,
                entry.at
            )
        default: return
        }
    }

    /// The edit that withdraws again; what is about a row nobody has sent yet waits for it.
    ///
    /// The last word says how careful the value has to be at least: what was loosened after the backup is not made
    /// looser here, but its withdrawal from before is not repeated either.
    private func withdrawal(_ entry: LedgerEntry) throws -> Edit? {
        guard let row = entry.id("row"), let name = entry.facts["field"]?.text,
            let level = entry.facts["level"]?.integer
        else { return nil }
        guard let stored = try hub.states.find(row) else {
            try hub.ledger.withhold(row, field: name, level: level)
            return nil
        }
        guard !stored.state.isErased,
            let field = hub.domain.catalogue[stored.state.entity]?.fields[name],
            field.policy == .restrictive, field.care(stored.state[name]) < Int(level),
            let value = field.value(ofCare: Int(level))
        else { return nil }
        return Edit(stored.state.entity, row, set: [name: value])
    }

    /// One edit a row, in the order of the ledger; the later word about a field counts.
    private static func joined(_ edits: [Edit]) -> [Edit] {
        var order: [RowID] = []
        var byRow: [RowID: Edit] = [:]
        for edit in edits {
            if byRow[edit.id] == nil { order.append(edit.id) }
            byRow[edit.id, default: edit].set.merge(edit.set) { $1 }
        }
        return order.compactMap { byRow[$0] }
    }
}
