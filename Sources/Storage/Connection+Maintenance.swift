import CSQLite

extension Connection {
    /// How far a checkpoint came, in pages of the log.
    package struct Checkpoint: Sendable, Equatable {
        /// Pages the log holds.
        package let pagesInLog: Int
        /// Pages of them that are in the store now.
        package let pagesMoved: Int
    }

    /// Folds the log back into the store.
    ///
    /// - Parameter truncate: Also waits for the readers and empties the log file, so that nothing that
    ///   was erased is left in it. Without it, what readers still need stays, and nobody waits.
    /// - Throws: `store.busy` when a reader did not end within the busy timeout.
    @discardableResult package func checkpoint(truncate: Bool) throws(StorageError) -> Checkpoint {
        var (logged, moved): (Int32, Int32) = (0, 0)
        let mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        let result = sqlite3_wal_checkpoint_v2(handle, "main", mode, &logged, &moved)
        guard result == SQLITE_OK else { throw StorageError(result: result, handle: handle) }
        // A store without a log answers -1.
        return Checkpoint(pagesInLog: Int(max(logged, 0)), pagesMoved: Int(max(moved, 0)))
    }

    /// What is wrong with the store: damaged pages and rows that refer to nothing; empty when all is well.
    ///
    /// Reads the whole store. At most `limit` lines, which name tables, pages and row numbers, no values.
    package func integrityProblems(limit: Int = 100) throws -> [String] {
        do {
            let pages = try all("PRAGMA integrity_check(\(limit))") { $0.text(0) }
            return pages == ["ok"] ? try danglingRows(limit: limit) : pages
        } catch let error as StorageError where error.code == .corrupt {
            // Some damage stops the check itself; that is an answer too.
            return [error.message]
        }
    }

    /// Throws `store.corrupt` unless all pages are in order; indexes are not compared with their tables.
    ///
    /// Reads the whole store: a tenth of a second for some ten megabytes.
    package func requireWholePages() throws {
        let found = try first("PRAGMA quick_check(1)") { $0.text(0) }
        guard found == "ok" else { throw StorageError(result: SQLITE_CORRUPT, handle: nil) }
    }

    private func danglingRows(limit: Int) throws -> [String] {
        var rows: [String] = []
        try query("PRAGMA foreign_key_check") { row in
            guard rows.count < limit else { return }
            rows.append("row \(row.int64(1)) in \(row.text(0)) refers to nothing in \(row.text(2))")
        }
        return rows
    }

    /// Renews what the query planner knows about the tables, where that has become stale.
    package func optimize() throws(StorageError) {
        // The limit keeps it to milliseconds: https://www.sqlite.org/lang_analyze.html#approx
        try execute("PRAGMA analysis_limit = 400; PRAGMA optimize;")
    }
}
