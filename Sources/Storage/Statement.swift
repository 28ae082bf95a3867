import CSQLite

/// One prepared SQL statement; valid inside the closure that was given it.
///
/// Positions are those of SQL: the first parameter is 1. Use it directly where one statement runs many
/// times; otherwise `run`, `query`, `first` and `all` are shorter.
///
///     try store.withStatement("INSERT INTO word (id, text) VALUES (?1, ?2)") { insert in
///         for (id, word) in words { try insert.run(id, word) }
///     }
package final class Statement {
    let sql: String
    let pointer: OpaquePointer
    private let handle: OpaquePointer
    /// When the cache last had it; kept by the cache.
    var lastUse: UInt64 = 0
    /// Whether somebody has it now; kept by the cache.
    var isInUse = false

    init(_ sql: String, on handle: OpaquePointer) throws(StorageError) {
        self.sql = sql
        self.handle = handle
        self.pointer = try Self.prepare(sql, on: handle)
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    /// Binds the values in order, runs to the end, and is ready for the next use.
    @inlinable @inline(__always) package func run<each V: Bindable>(
        _ values: repeat each V
    ) throws(StorageError) {
        defer { reset() }
        try bind(repeat each values)
        while try step() {}
    }

    /// Binds the values in order; as many as the statement has parameters.
    @inlinable @inline(__always) package func bind<each V: Bindable>(
        _ values: repeat each V
    ) throws(StorageError) {
        var position: Int32 = 0
        for value in repeat each values {
            position += 1
            try value.bind(to: self, at: position)
        }
        try requireAllBound(position)
    }

    // A parameter without a value would silently be NULL.
    @usableFromInline func requireAllBound(_ count: Int32) throws(StorageError) {
        let wanted = sqlite3_bind_parameter_count(pointer)
        guard count != wanted else { return }
        throw StorageError(
            .failed,
            "\(count) values for \(wanted) parameters, a fault in the program, in: \(sql)"
        )
    }

    /// Moves to the next row; false when there is none left.
    package func step() throws(StorageError) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let result:
            throw StorageError(result: result, handle: handle, sql: sql, whileRunning: true)
        }
    }

    /// The row the statement stands on, after `step` said true and until the next `step` or `reset`.
    package var row: Row { Row(pointer) }

    /// Ends the run and forgets the bound values, so that no large value is kept in memory.
    package func reset() {
        // The result repeats the error of the last step, which was thrown there.
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    func require(_ result: Int32) throws(StorageError) {
        guard result == SQLITE_OK else {
            throw StorageError(result: result, handle: handle, sql: sql)
        }
    }

    private static func prepare(
        _ sql: String,
        on handle: OpaquePointer
    ) throws(StorageError) -> OpaquePointer {
        var prepared: OpaquePointer?
        var another: OpaquePointer?
        let result = sql.utf8CString.withUnsafeBufferPointer { text in
            var tail: UnsafePointer<CChar>?
            let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
            let first = sqlite3_prepare_v3(handle, text.baseAddress, -1, flags, &prepared, &tail)
            guard first == SQLITE_OK, let tail, tail.pointee != 0 else { return first }
            // A comment or a line break after the statement is fine; a second statement is not.
            return sqlite3_prepare_v3(handle, tail, -1, 0, &another, nil)
        }
        sqlite3_finalize(another)
        guard result == SQLITE_OK else {
            let error = StorageError(result: result, handle: handle, sql: sql)
            sqlite3_finalize(prepared)
            throw error
        }
        guard let prepared, another == nil else {
            sqlite3_finalize(prepared)
            throw StorageError(
                .failed,
                "Exactly one statement is expected here; use execute for more, in: \(sql)"
            )
        }
        return prepared
    }
}
