import CSQLite

// The bodies that take values are inlinable, so that each use is compiled for its own types. Those with a
// parameter pack are not, as of Swift 6.3: tuples of metadata are looked up for every call, and binding ten values
// costs as much as storing them. What runs for every field of a push binds value by value (`run(_:binding:)`).
extension Connection {
    /// Runs several statements without values, such as a schema.
    package func execute(_ sql: String) throws(StorageError) {
        try requireLiveTransaction()
        let result = sqlite3_exec(handle, sql, nil, nil, nil)
        guard result == SQLITE_OK else {
            throw StorageError(result: result, handle: handle, sql: sql)
        }
    }

    /// Runs one statement with its values to the end; rows it may give are passed over.
    @inlinable @inline(__always) package func run<each V: Bindable>(
        _ sql: SQL,
        _ values: repeat each V
    ) throws(StorageError) {
        let statement = try checkOut(sql)
        defer { putBack(statement) }
        try statement.bind(repeat each values)
        while try statement.step() {}
    }

    /// Runs one statement, whose values the closure binds, to the end; for what runs thousands of times a second.
    ///
    /// Every parameter must be bound: one that is not is NULL.
    @inlinable @inline(__always) package func run(
        _ sql: SQL,
        binding bind: (Statement) throws(StorageError) -> Void
    ) throws(StorageError) {
        let statement = try checkOut(sql)
        defer { putBack(statement) }
        try bind(statement)
        while try statement.step() {}
    }

    /// As `first`, with a closure that binds the values.
    @inlinable @inline(__always) package func first<R>(
        _ sql: SQL,
        binding bind: (Statement) throws(StorageError) -> Void,
        map: (Row) throws -> R
    ) throws -> R? {
        let statement = try checkOut(sql)
        defer { putBack(statement) }
        try bind(statement)
        return try statement.step() ? map(statement.row) : nil
    }

    /// As `query`, with a closure that binds the values.
    @inlinable @inline(__always) package func query(
        _ sql: SQL,
        binding bind: (Statement) throws(StorageError) -> Void,
        each row: (Row) throws -> Void
    ) throws {
        let statement = try checkOut(sql)
        defer { putBack(statement) }
        try bind(statement)
        while try statement.step() { try row(statement.row) }
    }

    /// Hands each row to the closure in turn.
    @inlinable @inline(__always) package func query<each V: Bindable>(
        _ sql: SQL,
        _ values: repeat each V,
        each row: (Row) throws -> Void
    ) throws {
        let statement = try checkOut(sql)
        defer { putBack(statement) }
        try statement.bind(repeat each values)
        while try statement.step() { try row(statement.row) }
    }

    /// What the closure makes of the first row; nil without a row.
    ///
    /// Later rows are not read.
    @inlinable @inline(__always) package func first<each V: Bindable, R>(
        _ sql: SQL,
        _ values: repeat each V,
        map: (Row) throws -> R
    ) throws -> R? {
        let statement = try checkOut(sql)
        defer { putBack(statement) }
        try statement.bind(repeat each values)
        return try statement.step() ? map(statement.row) : nil
    }

    /// What the closure makes of every row, in order.
    ///
    /// The caller's SQL bounds how many there can be.
    @inlinable @inline(__always) package func all<each V: Bindable, R>(
        _ sql: SQL,
        _ values: repeat each V,
        map: (Row) throws -> R
    ) throws -> [R] {
        let statement = try checkOut(sql)
        defer { putBack(statement) }
        try statement.bind(repeat each values)
        var found: [R] = []
        while try statement.step() { found.append(try map(statement.row)) }
        return found
    }

    /// Lends the prepared statement; afterwards it is reset, and its values forgotten.
    package func withStatement<R>(_ sql: SQL, _ body: (Statement) throws -> R) throws -> R {
        let statement = try checkOut(sql)
        defer { putBack(statement) }
        return try body(statement)
    }

    @usableFromInline func checkOut(_ sql: SQL) throws(StorageError) -> Statement {
        try requireLiveTransaction()
        return try statements.checkOut(sql, on: handle)
    }

    @usableFromInline func putBack(_ statement: Statement) {
        statements.checkIn(statement)
    }
}
