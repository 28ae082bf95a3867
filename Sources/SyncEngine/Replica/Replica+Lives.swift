import Storage
package import SyncCore

extension Replica {
    /// The life the store is in now, as another process may have left it.
    package var incarnation: RowID {
        get throws { try life().incarnation }
    }

    /// The life that an operation belongs to; without one, the present life.
    func life(of number: Int64 = .max) throws -> Life {
        let life = try store.first(
            "SELECT first, incarnation FROM life WHERE first <= ?1 ORDER BY first DESC LIMIT 1",
            number
        ) { Self.life($0) }
        guard let life = life ?? nil else {
            throw SyncError("replica.not_joined", "The store has joined no hub yet.")
        }
        return life
    }

    /// The life the hub knows by this incarnation; nil when the store has left it behind.
    func life(_ incarnation: RowID) throws -> Life? {
        try store.first(
            "SELECT first, incarnation FROM life WHERE incarnation = ?1",
            incarnation.description
        ) { Self.life($0) } ?? nil
    }

    private static func life(_ row: Row) -> Life? {
        RowID(row.text(1)).map { Life(first: row.int64(0), incarnation: $0) }
    }

    /// The number of the first operation that is no longer of the life.
    func end(of life: Life) throws -> Int64 {
        let next = try store.first("SELECT min(first) FROM life WHERE first > ?1", life.first) {
            $0.optionalInt64(0)
        }
        return (next ?? nil) ?? .max
    }

    /// Begins a new life with the operation of this number; what waits from there on becomes its own.
    ///
    /// The cursor stays: the hub gave it to the device, whichever life it is in. Only what the hub is known
    /// not to have may be renumbered, or it would be done twice.
    func beginLife(at first: Int64) throws {
        let life = Life(first: first, incarnation: environment.newID())
        try store.run(
            "INSERT OR REPLACE INTO life (first, incarnation) VALUES (?1, ?2)",
            first,
            life.incarnation.description
        )
        let waiting = try store.all(
            "SELECT number, bytes FROM outbox WHERE number >= ?1 AND number < ?2",
            first,
            try end(of: life)
        ) { (number: $0.int64(0), bytes: $0.bytes(1)) }
        for entry in waiting {
            let renumbered = try read(entry.bytes).with(
                incarnation: life.incarnation,
                number: life.sent(entry.number)
            )
            try outboxRows.rewrite(entry.number, renumbered.json.bytes())
        }
        try meta.clear("origin")
        try refreshIdentity()
    }

    /// Begins a new life where the hub has operations of the present one that this store never made.
    ///
    /// Then the store is a copy, or an old state of itself. What still waits for its answer is left to the next
    /// push, which tells from where on it differs.
    func renewLife(heard: Int64) throws {
        let life = try life()
        let next = try nextNumber
        guard heard >= life.sent(next) else { return }
        let isUnanswered = try store.first(
            "SELECT 1 FROM outbox WHERE number >= ?1 AND outcome IS NULL",
            life.first
        ) { _ in true }
        guard isUnanswered == nil else { return }
        try beginLife(at: next)
    }

    /// The number of the next operation made here.
    var nextNumber: Int64 {
        get throws { try meta["nextNumber"].flatMap { Int64($0) } ?? 1 }
    }
}

extension Operation {
    /// The same work as an operation of another life; what its author had seen stays.
    fileprivate func with(incarnation: RowID, number: Int64) -> Operation {
        Operation(
            incarnation: incarnation,
            number: number,
            schema: schema,
            at: at,
            base: base,
            clockStepped: clockStepped,
            edits: edits,
            isCut: isCut
        )
    }
}
