import CSQLite

/// One row of an answer, on loan: read it inside the closure that was given it and never keep it.
///
/// Columns count from 0. A value of another kind is converted as SQLite does it
/// (https://www.sqlite.org/c3ref/column_blob.html); NULL reads as 0, "" or no bytes, so ask `isNull` or
/// use the optional forms where NULL can stand.
package struct Row {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// How many columns the row has.
    package var columnCount: Int { Int(sqlite3_data_count(pointer)) }

    /// Whether the column is NULL.
    package func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(pointer, index(column)) == SQLITE_NULL
    }

    /// The column as a whole number; a text is read as far as it is one.
    package func int64(_ column: Int) -> Int64 {
        sqlite3_column_int64(pointer, index(column))
    }

    /// The column as a whole number.
    package func int(_ column: Int) -> Int {
        Int(int64(column))
    }

    /// Whether the column is another number than 0.
    package func bool(_ column: Int) -> Bool {
        int64(column) != 0
    }

    /// The column as a floating-point number.
    package func double(_ column: Int) -> Double {
        sqlite3_column_double(pointer, index(column))
    }

    /// The column as a text; bytes that are no UTF-8 become U+FFFD.
    package func text(_ column: Int) -> String {
        // The text first and its length after: asking the other way round may convert it twice.
        guard let start = sqlite3_column_text(pointer, index(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(pointer, index(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A copy of the column's bytes.
    package func bytes(_ column: Int) -> [UInt8] {
        [UInt8](raw(column))
    }

    /// Hands over the bytes of a blob or text without copying them; they end with the closure.
    package func withBytes<R>(_ column: Int, _ body: (RawSpan) throws -> R) rethrows -> R {
        try body(RawSpan(_unsafeBytes: raw(column)))
    }

    /// As `int64`, and nil for NULL.
    package func optionalInt64(_ column: Int) -> Int64? {
        isNull(column) ? nil : int64(column)
    }

    /// As `int`, and nil for NULL.
    package func optionalInt(_ column: Int) -> Int? {
        isNull(column) ? nil : int(column)
    }

    /// As `double`, and nil for NULL.
    package func optionalDouble(_ column: Int) -> Double? {
        isNull(column) ? nil : double(column)
    }

    /// As `text`, and nil for NULL.
    package func optionalText(_ column: Int) -> String? {
        isNull(column) ? nil : text(column)
    }

    /// As `bytes`, and nil for NULL.
    package func optionalBytes(_ column: Int) -> [UInt8]? {
        isNull(column) ? nil : bytes(column)
    }

    private func raw(_ column: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(pointer, index(column))
        let count = Int(sqlite3_column_bytes(pointer, index(column)))
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    // SQLite answers NULL for a column that is not there; that is a fault in the program.
    private func index(_ column: Int) -> Int32 {
        assert(column >= 0 && column < columnCount, "no column \(column) in this row")
        return Int32(truncatingIfNeeded: column)
    }
}
