import CSQLite

extension Connection {
    /// The mark in the file's header that says which kind of store it is; 0 when it has none.
    ///
    /// https://www.sqlite.org/pragma.html#pragma_application_id
    package func applicationID() throws(StorageError) -> Int32 {
        Int32(truncatingIfNeeded: try number("PRAGMA application_id"))
    }

    /// Refuses a file of another kind before anything is written to it.
    ///
    /// The first read of the file happens here: random bytes and cut files are found here too.
    func requireOurs() throws(StorageError) {
        let isEmpty = try number("SELECT count(*) FROM sqlite_schema") == 0
        guard let wanted = options.applicationID else { return }
        let found = try applicationID()
        if found == wanted || (found == 0 && isEmpty && mode == .create) { return }
        throw Self.notOurs()
    }

    func stampNewFile() throws(StorageError) {
        guard mode == .create, let wanted = options.applicationID else { return }
        guard try applicationID() != wanted else { return }
        try execute("PRAGMA application_id = \(wanted)")
    }

    static func notOurs() -> StorageError {
        StorageError(
            .notOurs,
            "This file belongs to another program or is another kind of store; "
                + "check the path. Nothing was changed."
        )
    }

    /// The first column of the first row as a number; 0 without a row.
    func number(_ sql: SQL) throws(StorageError) -> Int64 {
        let statement = try statements.checkOut(sql, on: handle)
        defer { statements.checkIn(statement) }
        return try statement.step() ? statement.row.int64(0) : 0
    }
}
