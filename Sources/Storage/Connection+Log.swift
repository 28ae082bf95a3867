import CSQLite

extension Connection {
    /// A number that is another one after each commit to the store by another connection; never by this one.
    ///
    /// Within a transaction it stands still. https://www.sqlite.org/pragma.html#pragma_data_version
    package func dataVersion() throws -> Int64 {
        try first("PRAGMA data_version") { $0.int64(0) } ?? 0
    }

    /// Folds the log into the store and empties it, if no reader stands in the way now.
    ///
    /// Waits for nobody: readers that come and go often would keep a writer waiting for long.
    ///
    /// - Returns: Whether the log is empty.
    package func emptyLogNow() throws(StorageError) -> Bool {
        sqlite3_busy_timeout(handle, 0)
        defer { sqlite3_busy_timeout(handle, options.busyTimeoutMilliseconds) }
        do {
            try checkpoint(truncate: true)
            return true
        } catch  where error.code == .busy {
            return false
        }
    }
}
