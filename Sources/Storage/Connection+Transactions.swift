import CSQLite

extension Connection {
    /// Runs the body as one write: all of it is stored, or, when it throws, nothing.
    ///
    /// The write lock is taken at the start, so the body cannot fail half-way for want of it.
    /// Transactions do not nest; use `savepoint` inside.
    package func transaction<R>(_ body: () throws -> R) throws -> R {
        try bracket("BEGIN IMMEDIATE", end: "COMMIT", undo: ["ROLLBACK"], body)
    }

    /// Runs the body over one state of the store, whatever others write meanwhile.
    ///
    /// Keep it short: the log cannot be folded back into the store past the oldest open snapshot.
    /// Inside a transaction the body simply runs, since that is one state already.
    package func snapshot<R>(_ body: () throws -> R) throws -> R {
        guard !isInTransaction else { return try body() }
        return try bracket("BEGIN DEFERRED", end: "COMMIT", undo: ["ROLLBACK"]) {
            // BEGIN alone fixes nothing; the first read does.
            _ = try number("SELECT 1 FROM sqlite_schema LIMIT 1")
            return try body()
        }
    }

    /// Runs the body so that, when it throws, only its own writes are undone.
    ///
    /// Outside a transaction it is one.
    package func savepoint<R>(_ body: () throws -> R) throws -> R {
        guard isInTransaction else { return try transaction(body) }
        // The same name nests: the innermost one is meant. https://www.sqlite.org/lang_savepoint.html
        let undo: [SQL] = ["ROLLBACK TO inner", "RELEASE inner"]
        return try bracket("SAVEPOINT inner", end: "RELEASE inner", undo: undo, body)
    }

    /// Runs the body and undoes everything it wrote, whatever came of it.
    package func trial<R>(_ body: () throws -> R) throws -> R {
        var result: R?
        do {
            try savepoint {
                result = try body()
                throw TrialOver()
            }
        } catch is TrialOver {}
        guard let result else {
            throw StorageError(.failed, "A trial ended without a result.")
        }
        return result
    }

    // Some failures (disk full, I/O) make SQLite undo the whole transaction by itself. What the body
    // would run after that would be stored at once and alone, so it is refused.
    func requireLiveTransaction() throws(StorageError) {
        guard depth > 0, !isInTransaction else { return }
        throw StorageError(
            .failed,
            "SQLite undid the transaction after an earlier failure; let that one through."
        )
    }

    private func bracket<R>(
        _ begin: SQL,
        end: SQL,
        undo: [SQL],
        _ body: () throws -> R
    ) throws -> R {
        try requireLiveTransaction()
        try control(begin)
        depth += 1
        defer { depth -= 1 }
        do {
            let value = try body()
            try control(end)
            return value
        } catch {
            rollBack(by: undo)
            throw error
        }
    }

    // The error that led here is the one to report. If undoing fails too, the whole transaction
    // goes: a part that should be undone is never committed.
    private func rollBack(by undo: [SQL]) {
        guard isInTransaction else { return }
        do throws(StorageError) {
            for command in undo { try control(command) }
        } catch {
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
        }
    }

    private func control(_ sql: SQL) throws(StorageError) {
        let statement = try statements.checkOut(sql, on: handle)
        defer { statements.checkIn(statement) }
        while try statement.step() {}
    }
}

/// Ends a trial the way a failure would, so that it is undone.
private struct TrialOver: Error {}
