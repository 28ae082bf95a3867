import CSQLite

extension Connection {
    /// The oldest library with all the SQL used here: Debian 12 has it.
    static let oldestLibrary: Int32 = 3_040_001

    static func requireLibrary(
        _ version: Int32 = sqlite3_libversion_number()
    ) throws(StorageError) {
        guard version < oldestLibrary else { return }
        throw StorageError(
            .sqliteTooOld,
            "SQLite \(version / 1_000_000).\(version / 1_000 % 1_000).\(version % 1_000) is too old; "
                + "install 3.40.1 or later (Debian: libsqlite3-0)."
        )
    }

    func configure() throws(StorageError) {
        // First, since every later line may meet a lock of another connection.
        sqlite3_busy_timeout(handle, options.busyTimeoutMilliseconds)
        hardenParser()
        try requireOurs()
        try requireWritable()
        try setPragmas()
        guard mode != .readOnly else { return }
        try setWritingPragmas()
        try stampNewFile()
    }

    private func hardenParser() {
        let switches: [(Int32, Int32)] = [
            // References between rows are rules of the schema; off is SQLite's default.
            (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
            // The file may come from elsewhere (a restored backup): its triggers and views may call
            // only functions known to be harmless. https://www.sqlite.org/security.html
            (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
            // No statement may write the schema table or the inner tables of a search index.
            (SQLITE_DBCONFIG_DEFENSIVE, 1),
            // A misspelt column in double quotes is an error and not a text.
            (SQLITE_DBCONFIG_DQS_DML, 0),
            (SQLITE_DBCONFIG_DQS_DDL, 0),
        ]
        for (option, value) in switches { _ = csqlite_db_config_int(handle, option, value) }
    }

    // SQLite falls back to reading when it may not write the file; better to hear it now.
    private func requireWritable() throws(StorageError) {
        guard mode != .readOnly, sqlite3_db_readonly(handle, "main") == 1 else { return }
        throw StorageError(result: SQLITE_READONLY, handle: nil)
    }

    private func setPragmas() throws(StorageError) {
        try execute(
            // Sorting must not leave people's data in files that erasure does not know.
            "PRAGMA temp_store = MEMORY;"
                + "PRAGMA cache_size = -\(options.cacheKibibytes);"
                // A failing disk under a mapped page is a SIGBUS that ends the process;
                // with read() it is an error with a code. The page cache of the system serves both.
                + "PRAGMA mmap_size = 0;"
                // Finds damaged pages when they are read, for one look at each cell.
                + "PRAGMA cell_size_check = ON;"
                // REPLACE then fires delete triggers, which search indexes rely on; set here because
                // distributions compile different defaults.
                + "PRAGMA recursive_triggers = ON;"
        )
    }

    private func setWritingPragmas() throws(StorageError) {
        // The page size and vacuum mode are fixed with the first page, so they stand before WAL.
        try execute(
            "PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE;"
                // What is deleted is overwritten at once: erasure promises it.
                + "PRAGMA secure_delete = ON;"
        )
        // Readers never wait for the writer, nor it for them. A memory store has no journal file.
        if options.usesLog && !isInMemory { try execute("PRAGMA journal_mode = WAL;") }
        try execute(
            // NORMAL in WAL mode may lose the last commits in a power cut, and we answer after them.
            "PRAGMA synchronous = \(options.durability == .full ? "FULL" : "OFF");"
                // 64 MB of log between checkpoints was measured to write a third faster than 4 MB …
                + "PRAGMA wal_autocheckpoint = 16384;"
                // … and after a burst the file is cut back to that.
                + "PRAGMA journal_size_limit = 67108864;"
        )
        if let pages = options.maximumPages { try execute("PRAGMA max_page_count = \(pages);") }
    }
}
