/// A roster as it stands in the file: nothing interpreted, every row with its number.
///
/// For a workbook, encoding, delimiter, mark and line end are those of the file its rejects go to.
package struct ReadTable: Sendable, Equatable {
    package var encoding: TextEncoding
    /// The file began with a byte order mark; a reject file gets one too.
    package var hasByteOrderMark: Bool
    package var delimiter: Delimiter
    /// The file began with a `sep=` line.
    package var hasSeparatorLine: Bool
    package var lineEnd: LineEnd
    /// The sheet of a workbook; nil for text.
    package var sheet: SheetFacts?
    /// Column names as written; empty when the file has none.
    package var header: [String] = []
    /// Row number of the header, nil when the file has none.
    package var headerRow: Int?
    package var rows: [SourceRow] = []
    package var problems: [ReadProblem] = []
    /// How often each problem occurred; `problems` keeps only the first hundred of a kind.
    package var problemCounts: [String: Int] = [:]
    /// The width of the widest row, where `rows` are only the first ones; else 0.
    var widestRow = 0

    /// The number of columns of the header, or of the widest row where there is no header.
    package var columnCount: Int {
        guard header.isEmpty else { return header.count }
        return max(widestRow, rows.lazy.map(\.fields.count).max() ?? 0)
    }

    /// The pieces of `dugnad roster read --json`, in their order.
    package var report: ReadReport {
        ReadReport(
            encoding: encoding.rawValue,
            delimiter: delimiter.rawValue,
            header: header,
            rows: rows.map(\.fields),
            problems: problems
        )
    }
}

/// Which sheet of a workbook was read, and how its days are counted.
package struct SheetFacts: Sendable, Equatable, Codable {
    package var name: String
    /// Its place among the tabs, from 1.
    package var number: Int
    package var isHidden: Bool
    package var countsFrom1904: Bool
    /// How many sheets the workbook has.
    package var sheets: Int
}

/// One row of the file; its number counts every row, blank ones and the header included.
package struct SourceRow: Sendable, Equatable {
    package var number: Int
    package var fields: [String]
    package var flags: RowFlags
    /// Where the row begins in its text; what a row says does not depend on it.
    var place = 0

    package init(number: Int, fields: [String], flags: RowFlags = []) {
        self.number = number
        self.fields = fields
        self.flags = flags
    }

    package static func == (a: Self, b: Self) -> Bool {
        a.number == b.number && a.fields == b.fields && a.flags == b.flags
    }

    var isBlank: Bool { fields.allSatisfy { $0.allSatisfy(\.isRosterSpace) } }
}

/// What was odd about a row when it was read.
package struct RowFlags: OptionSet, Sendable, Hashable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// A quote was opened and never closed; the line was read as if it stood for itself.
    package static let unclosedQuote = RowFlags(rawValue: 1)
    /// Text stood between a closing quote and the next delimiter.
    package static let strayQuote = RowFlags(rawValue: 2)
    /// A byte had no meaning in the encoding and was replaced or kept as a control character.
    package static let badBytes = RowFlags(rawValue: 4)
    /// NUL bytes were taken out.
    package static let nulBytes = RowFlags(rawValue: 8)
    /// Fewer fields than the header has columns.
    package static let short = RowFlags(rawValue: 16)
    /// More fields than the header has columns, so that values may stand in the wrong column.
    package static let long = RowFlags(rawValue: 32)
    /// Text that was encoded as UTF-8 twice.
    package static let doubleEncoded = RowFlags(rawValue: 64)
    /// A cell of a sheet holds an error, such as #N/A.
    package static let cellError = RowFlags(rawValue: 128)
    /// A cell of a sheet holds a formula without its result.
    package static let noResult = RowFlags(rawValue: 256)
    /// The row of a sheet is hidden, by hand or by a filter.
    package static let hidden = RowFlags(rawValue: 512)
    /// The row of a sheet has values to the right of the header.
    package static let beyondHeader = RowFlags(rawValue: 1024)
}

/// Something a person should know about the file; never holds a value from it.
package struct ReadProblem: Sendable, Equatable, Codable {
    /// The row it concerns; 0 for the whole file.
    package var row: Int
    package var code: String
    package var message: String
}

/// The exact pieces printed by `dugnad roster read --json`.
package struct ReadReport: Sendable, Equatable, Codable {
    package var encoding: String
    package var delimiter: String
    package var header: [String]
    package var rows: [[String]]
    package var problems: [ReadProblem]
}

/// How the lines of a file end.
package enum LineEnd: String, Sendable, Codable {
    case crlf = "\r\n"
    case lf = "\n"
    case cr = "\r"
}

extension Character {
    /// White space as rosters have it: also no-break spaces and the byte order mark.
    var isRosterSpace: Bool { isWhitespace || self == "\u{FEFF}" || self == "\u{200B}" }
}
