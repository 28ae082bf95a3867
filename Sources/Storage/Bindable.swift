import CSQLite

/// A value that can stand for a `?` in SQL.
package protocol Bindable {
    /// Gives the value to the parameter at `position`; the first is 1.
    func bind(to statement: Statement, at position: Int32) throws(StorageError)
}

extension Int64: Bindable {
    /// As INTEGER.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        try statement.require(sqlite3_bind_int64(statement.pointer, position, self))
    }
}

extension Int: Bindable {
    /// As INTEGER.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        try Int64(self).bind(to: statement, at: position)
    }
}

extension Bool: Bindable {
    /// False is 0 and true is 1, as in SQL.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        try Int64(self ? 1 : 0).bind(to: statement, at: position)
    }
}

extension Double: Bindable {
    /// As REAL; not-a-number becomes NULL, since SQL has none.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        try statement.require(sqlite3_bind_double(statement.pointer, position, self))
    }
}

extension String: Bindable {
    /// The UTF-8 bytes go in as they are, so nothing normalises or cuts them.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        let pointer = statement.pointer
        var text = self
        let result = text.withUTF8 { bytes in
            // Without an address SQLite would store NULL, and an empty text is a text.
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_text(pointer, position, "", 0, csqlite_transient())
            }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { characters in
                sqlite3_bind_text64(
                    pointer,
                    position,
                    characters,
                    UInt64(bytes.count),
                    csqlite_transient(),
                    UInt8(SQLITE_UTF8)
                )
            }
        }
        try statement.require(result)
    }
}

extension [UInt8]: Bindable {
    /// As BLOB.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        try statement.require(
            withUnsafeBytes { Statement.bindBlob($0, statement.pointer, position) }
        )
    }
}

extension ArraySlice<UInt8>: Bindable {
    /// As BLOB.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        try statement.require(
            withUnsafeBytes { Statement.bindBlob($0, statement.pointer, position) }
        )
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// Nothing is NULL.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        switch self {
        case let value?: try value.bind(to: statement, at: position)
        case nil: try statement.require(sqlite3_bind_null(statement.pointer, position))
        }
    }
}

extension Statement {
    /// Binds bytes that are only on loan, such as part of a received message.
    package func bind(_ bytes: borrowing RawSpan, at position: Int) throws(StorageError) {
        try require(
            bytes.withUnsafeBytes { Statement.bindBlob($0, pointer, Int32(position)) }
        )
    }

    /// Binds one value at its place in the SQL; the first is 1.
    @inlinable @inline(__always) package func bind(_ value: some Bindable, at position: Int)
        throws(StorageError)
    {
        try value.bind(to: self, at: Int32(position))
    }

    fileprivate static func bindBlob(
        _ bytes: UnsafeRawBufferPointer,
        _ pointer: OpaquePointer,
        _ position: Int32
    ) -> Int32 {
        // Without an address SQLite would store NULL, and an empty blob is a blob.
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            return sqlite3_bind_zeroblob(pointer, position, 0)
        }
        return sqlite3_bind_blob64(
            pointer,
            position,
            start,
            UInt64(bytes.count),
            csqlite_transient()
        )
    }
}
