import Storage
import SyncCore

extension OperationRun {
    /// Puts every written row where it belongs now, and with it what follows from it.
    func placeInScopes() throws {
        let rules = ScopeRules(states: states, running: (seq, authorOrigin))
        var waiting = written.keys.sorted()
        var placed: Set<Int64> = []
        while let row = waiting.popLast() {
            guard placed.insert(row).inserted else { continue }
            let (before, after) = try beforeAndAfter(row)
            guard let after else { continue }
            // A tombstone stays where devices can see that the row is gone, and a row that was written alone where
            // it was, unless what it says of its place has changed.
            let isSettled =
                after.state.isErased
                || written.count == 1 && written[row] != nil
                    && (before.map { rules.areSame(for: $0.state, and: after.state) } ?? false)
            let target: Set<ScopeKey>? = isSettled ? nil : try rules.scopes(of: after.state)
            let isMoved = try place(before: before, after: after, target: target)
            if written[row] != nil {
                for state in [before?.state, after.state].compactMap({ $0 }) {
                    waiting += try rules.members(through: state).map(\.row)
                }
            }
            if isMoved || isHidingChanged(before, after) {
                waiting += try rules.followers(of: after.state).map(\.row)
            }
        }
    }

    /// Whether a row began or ceased to hide its children from the public.
    private func isHidingChanged(_ before: StateStore.Stored?, _ after: StateStore.Stored) -> Bool {
        guard let condition = catalogue[after.state.entity]?.scopes.publicWhen,
            let before
        else { return false }
        return condition.holds(for: before.state) != condition.holds(for: after.state)
    }

    private func beforeAndAfter(
        _ row: Int64
    ) throws -> (before: StateStore.Stored?, after: StateStore.Stored?) {
        if let known = written[row] { return known }
        let stored = try states.find(row: row)
        return (stored, stored)
    }

    /// Whether the row came into a scope or left one.
    private func place(
        before: StateStore.Stored?,
        after: StateStore.Stored,
        target: Set<ScopeKey>?
    ) throws -> Bool {
        let held = before == nil ? [] : try scopes.scopes(ofRow: after.row)
        let wanted: Set<Int64>
        if let target {
            wanted = Set(try target.map { try states.names.number(of: $0) })
        } else {
            wanted = held
        }
        guard wanted != held || written[after.row] != nil else { return false }
        let move = try scopes.place(
            after,
            inNumbers: wanted,
            oldHash: before?.hash,
            seq: seq
        )
        for (scope, entered) in move.left {
            try store.run(
                """
                INSERT OR IGNORE INTO scope_left (scope, seq, id, at, entered)
                VALUES (?1, ?2, ?3, ?4, ?5)
                """,
                scope,
                seq,
                after.state.id,
                world.now,
                entered
            )
        }
        touch(move.touched.union(move.left.keys))
        return wanted != held
    }
}
