import CSQLite

extension StorageError {
    /// The failure SQLite reports as `result`; `handle` gives its words where those are safe to show.
    init(result: Int32, handle: OpaquePointer?, sql: String? = nil, whileRunning: Bool = false) {
        let (code, advice) = Self.meaning(of: result)
        var message = "\(advice) (SQLite: \(Self.detail(result, handle, whileRunning)))"
        if let sql, code == .failed { message += " in: \(Self.shortened(sql))" }
        self.init(code, message, sqliteCode: result)
    }

    /// The one table from result codes to ours.
    private static func meaning(of result: Int32) -> (Code, String) {
        switch result & 0xff {
        case SQLITE_NOTADB:
            (.notOurs, "This file is no store, or its first page is damaged; check the path.")
        case SQLITE_CORRUPT: (.corrupt, "The store is damaged; restore the latest good backup.")
        case SQLITE_READONLY, SQLITE_PERM:
            (.readOnly, "The store cannot be written; check the owner and rights of its folder.")
        case SQLITE_FULL: (.full, "The disk is full; free some space, then try again.")
        case SQLITE_CONSTRAINT: (.constraint, "The schema does not allow these rows.")
        case SQLITE_BUSY, SQLITE_LOCKED: (.busy, "The store is busy; try again in a moment.")
        case SQLITE_CANTOPEN: (.io, "The store cannot be opened; check the path and its rights.")
        case SQLITE_IOERR: (.io, "Reading or writing failed; check the disk and the system log.")
        case SQLITE_NOMEM: (.failed, "There is no memory left; stop something and try again.")
        default: (.failed, "The statement failed; this is a fault in the program.")
        }
    }

    // While a statement runs, a plain SQLITE_ERROR may quote what was bound: FTS5 repeats the search
    // words in its syntax errors. Those words can be a person's name, so only the generic text is kept.
    // Errors of preparing speak of our own SQL, and constraint errors of tables and columns alone.
    private static func detail(
        _ result: Int32,
        _ handle: OpaquePointer?,
        _ whileRunning: Bool
    ) -> String {
        guard !(whileRunning && result & 0xff == SQLITE_ERROR), let handle else {
            return String(cString: sqlite3_errstr(result))
        }
        return String(cString: sqlite3_errmsg(handle))
    }

    private static func shortened(_ sql: String) -> String {
        let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 160 ? line.prefix(160) + "…" : line
    }
}
