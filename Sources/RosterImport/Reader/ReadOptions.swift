/// What the caller already knows about a file, and how much of it is taken.
package struct ReadOptions: Sendable, Equatable {
    /// Used instead of the evidence in the bytes.
    package var encoding: TextEncoding?
    /// Used instead of the evidence in the first rows.
    package var delimiter: Delimiter?
    /// Row number of the header counted from 1; 0 says that there is no header.
    package var headerRow: Int?
    /// Turns text such as "KÃ¥re" back into "Kåre"; off, such text is only reported.
    package var repairsDoubleEncoding: Bool
    package var limits: ReadLimits

    package init(
        encoding: TextEncoding? = nil,
        delimiter: Delimiter? = nil,
        headerRow: Int? = nil,
        repairsDoubleEncoding: Bool = false,
        limits: ReadLimits = ReadLimits()
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.headerRow = headerRow
        self.repairsDoubleEncoding = repairsDoubleEncoding
        self.limits = limits
    }
}

/// The largest file that is read; each limit has its own error code.
package struct ReadLimits: Sendable, Equatable {
    /// Bytes in the file; `roster.file_too_large`.
    package var fileBytes: Int
    /// Columns in one row; `roster.too_many_columns`.
    package var columns: Int
    /// Bytes in one field as written; `roster.field_too_long`.
    package var fieldBytes: Int
    /// Rows that are not blank, header included; `roster.too_many_rows`.
    package var rows: Int

    package init(
        fileBytes: Int = 512 << 20,
        columns: Int = 512,
        fieldBytes: Int = 64 << 10,
        rows: Int = 1_000_100
    ) {
        self.fileBytes = fileBytes
        self.columns = columns
        self.fieldBytes = fieldBytes
        self.rows = rows
    }
}

/// The character between two fields.
package enum Delimiter: String, Sendable, CaseIterable, Codable {
    case semicolon = ";"
    case comma = ","
    case tab = "\t"
    case pipe = "|"

    var byte: UInt8 {
        switch self {
        case .semicolon: 0x3B
        case .comma: 0x2C
        case .tab: 0x09
        case .pipe: 0x7C
        }
    }
}
