import Storage
import SyncCore

extension Replica {
    /// Hub time as this device knows it: its own clock, corrected by what the last pull measured.
    ///
    /// Unix milliseconds, never before the hub's last word; nil before the first pull.
    package var estimatedHubTime: Int64? {
        get throws {
            guard let told = try hubTime, let heard = try lastContact else { return nil }
            return max(told, environment.now() + told - heard)
        }
    }

    /// Takes away rows of scopes whose time is over, without asking the hub (DESIGN.md 3.8).
    ///
    /// Gives how many rows went. Opening the store, making an operation and taking in a page do it; a client
    /// that stays open does it by a timer. Unsent work is kept.
    @discardableResult package func dropEnded() throws -> Int { try endScopes() ?? 0 }

    /// As `dropEnded`; nil where no scope has ended since.
    func endScopes() throws -> Int? {
        guard let now = try estimatedHubTime else { return nil }
        let ended = try store.all(
            "SELECT scope FROM scope_end WHERE ends <= ?1 AND is_over = 0",
            now
        ) { $0.int64(0) }
        guard !ended.isEmpty else { return nil }
        return try store.transaction {
            var gone = 0
            for scope in ended {
                gone += try dropRows(of: scope)
                try store.run("UPDATE scope_end SET is_over = 1 WHERE scope = ?1", scope)
            }
            // Pages kept aside may hold such rows; they are asked for again.
            try store.run("DELETE FROM staged")
            try meta.clear("stagedCursor")
            try rebase()
            return gone
        }
    }

    private func dropRows(of scope: Int64) throws -> Int {
        var gone = 0
        for row in try rowNumbers(in: scope) {
            guard let stored = try states.find(row: row) else { continue }
            try takeOut(stored, of: scope)
            guard try scopes.scopes(ofRow: row).isEmpty else { continue }
            try states.drop(stored)
            gone += 1
        }
        return gone
    }

    /// Scopes whose rows this store dropped by itself; the hub is told with the next pull.
    package var lackedScopes: Set<String> {
        get throws {
            Set(
                try store.all(
                    """
                    SELECT i.name FROM scope_end e JOIN interned i ON i.number = e.scope
                    WHERE e.is_over = 1
                    """
                ) { String($0.text(0).dropFirst("scope/".count)) }
            )
        }
    }

    func rowNumbers(in scope: Int64) throws -> [Int64] {
        try store.all("SELECT row FROM scope_row WHERE scope = ?1", scope) { $0.int64(0) }
    }

    func takeOut(_ stored: StateStore.Stored, of scope: Int64) throws {
        var remaining = try scopes.scopes(ofRow: stored.row)
        remaining.remove(scope)
        _ = try scopes.place(
            stored,
            inNumbers: remaining,
            oldHash: stored.hash,
            seq: stored.seq
        )
    }

    /// Keeps what the head of a complete pull says of ends and of the device's grant.
    func note(_ head: PullHead) throws {
        try store.run("DELETE FROM scope_end")
        for (key, ends) in head.ends {
            try store.run(
                "INSERT INTO scope_end (scope, ends) VALUES (?1, ?2)",
                try names.number(of: ScopeKey(rawValue: key)),
                ends
            )
        }
        guard let grant = head.grant else { return }
        try meta.set("role", grant.role.rawValue)
        try meta.set("centre", grant.centre.description)
        if let person = grant.person {
            try meta.set("person", person.description)
        } else {
            try meta.clear("person")
        }
    }
}
