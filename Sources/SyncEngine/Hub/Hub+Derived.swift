import Storage
import SyncCore

extension Hub {
    private static let derivedMark = "derived"

    /// Makes up, once, for what a store of an earlier version never got: what rows lend to persons, and rows that
    /// only the hub's rules write, of which the store has none.
    ///
    /// The rules answer with nothing where there is nothing to add, so that looking twice does no harm.
    func deriveOnce() throws {
        let meta = Meta(store: store)
        guard try meta[Self.derivedMark] == nil else { return }
        do {
            try store.transaction {
                try derive()
                try meta.set(Self.derivedMark, "1")
            }
        } catch {
            undone()
            throw error
        }
    }

    private func derive() throws {
        let sources = try sourcesOfWhatIsMissing()
        var lenders: [Int64] = []
        var row: Int64 = 0
        var changes: [RowChange] = []
        while let stored = try states.next(after: row) {
            row = stored.row
            let state = stored.state
            if !domain.loans(of: state).isEmpty { lenders.append(row) }
            guard sources.contains(state.entity), !state.isErased, !state.isRemoved else {
                continue
            }
            changes.append(RowChange(before: state, after: state, units: []))
            if changes.count == Self.rowsAtOnce { try derive(from: &changes) }
        }
        try derive(from: &changes)
        try lend(lenders)
    }

    /// Rows looked at in one operation; what follows from them is bounded.
    private static let rowsAtOnce = 500

    /// Entities named by those that nobody but the hub writes and that the store has no row of.
    private func sourcesOfWhatIsMissing() throws -> Set<EntityName> {
        var sources: Set<EntityName> = []
        for spec in domain.catalogue.ordered where spec.write.values.allSatisfy(\.isEmpty) {
            guard try states.all(spec.name).isEmpty else { continue }
            for field in spec.fields.values {
                if case .reference(let source) = field.type { sources.insert(source) }
            }
        }
        return sources
    }

    private func derive(from changes: inout [RowChange]) throws {
        defer { changes = [] }
        let (seq, now) = (try head() + 1, try hubTime())
        let world = newWorld(seq: seq, now: now)
        let edits = try domain.consequences(of: changes, by: .hub, in: world)
        guard !edits.isEmpty else { return }
        let run = newRun(world)
        try run.run(edits, by: .hub(at: now, rule: "hub.upgrade"))
        changed(run.touchedScopes)
        try recordOwn(run, seq: seq, now: now)
    }

    private func lend(_ rows: [Int64]) throws {
        guard !rows.isEmpty else { return }
        let (seq, now) = (try head() + 1, try hubTime())
        let run = newRun(newWorld(seq: seq, now: now))
        guard try run.settleLoans(ofRows: rows) else { return }
        changed(run.touchedScopes)
        try recordOwn(run, seq: seq, now: now)
    }
}
