/// What the caller already knows about a file, and how much of it is taken.
package struct ReadOptions: Sendable, Equatable {
    /// Used instead of the evidence in the bytes.
    package var encoding: TextEncoding?
    /// Used instead of the evidence in the first rows.
    package var delimiter: Delimiter?
    /// Row number of the header counted from 1; 0 says that there is no header.
    package var headerRow: Int?
    /// The sheet of a workbook, by the name on its tab or by its number from 1.
    package var sheet: String?
    /// What the file is called; text that calls itself a workbook is refused.
    package var fileName: String?
    /// Turns text such as "KÃ¥re" back into "Kåre"; off, such text is only reported.
    package var repairsDoubleEncoding: Bool
    package var limits: ReadLimits

    package init(
        encoding: TextEncoding? = nil,
        delimiter: Delimiter? = nil,
        headerRow: Int? = nil,
        sheet: String? = nil,
        repairsDoubleEncoding: Bool = false,
        limits: ReadLimits = ReadLimits()
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.headerRow = headerRow
        self.sheet = sheet
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
    /// How far a workbook is unpacked; `roster.workbook_unsafe` and `roster.workbook_too_large`.
    package var workbook: WorkbookLimits

    package init(
        fileBytes: Int = 512 << 20,
        columns: Int = 512,
        fieldBytes: Int = 64 << 10,
        rows: Int = 1_000_100,
        workbook: WorkbookLimits = WorkbookLimits()
    ) {
        self.fileBytes = fileBytes
        self.columns = columns
        self.fieldBytes = fieldBytes
        self.rows = rows
        self.workbook = workbook
    }

    func fieldTooLong(row: Int) -> RosterError {
        RosterError(
            code: "roster.field_too_long",
            message: "A field is longer than \(fieldBytes) bytes. "
                + "Look for a quote that is never closed, or shorten the field.",
            row: row,
            detail: "\(fieldBytes)"
        )
    }

    func tooManyColumns(row: Int) -> RosterError {
        RosterError(
            code: "roster.too_many_columns",
            message: "A row has more than \(columns) columns. "
                + "Check the delimiter, or remove the columns that are not needed.",
            row: row,
            detail: "\(columns)"
        )
    }

    var tooManyRows: RosterError {
        RosterError(
            code: "roster.too_many_rows",
            message: "The file has more than \(rows) rows. Split it.",
            detail: "\(rows)"
        )
    }

    var fileTooLarge: RosterError {
        RosterError(
            code: "roster.file_too_large",
            message: "The file is larger than \(fileBytes) bytes. Split it.",
            detail: "\(fileBytes >> 20) MiB"
        )
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
