import CSQLite

extension Connection {
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
