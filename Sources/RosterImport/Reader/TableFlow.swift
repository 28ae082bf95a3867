/// Rows on their way into a table: those that are no people are left out, and what is odd is told.
///
/// Holds one row back, since a last row of totals is none.
struct TableFlow {
    typealias Sink = (SourceRow) throws(RosterError) -> Void

    private let shape: TableShape
    private let isSheet: Bool
    private var held: SourceRow?
    /// Columns of the header without a name in which nothing has been met so far.
    private var unnamed: [Int]
    private var hasUnnamedValues = false
    private var count = 0
    private(set) var problems = ProblemList()

    init(_ shape: TableShape, isSheet: Bool) {
        self.shape = shape
        self.isSheet = isSheet
        unnamed = shape.header.indices.filter { shape.header[$0].isEmpty }
        if shape.titleLines > 0 {
            problems.add(
                0,
                "roster.title_lines",
                "\(shape.titleLines) rows above the header were left out."
            )
        }
        reportHeader(shape.header, row: shape.headerRow ?? 0)
    }

    mutating func take(_ row: SourceRow, _ sink: Sink) throws(RosterError) {
        guard !isRepeatedHeader(row) else {
            // Exports glued together repeat their header.
            problems.add(row.number, "roster.repeated_header", "A second header row was left out.")
            return
        }
        if let held { try pass(held, sink) }
        held = row
    }

    mutating func finish(_ sink: Sink) throws(RosterError) {
        guard let last = held else { return }
        held = nil
        guard count > 0, Self.isTotal(last) else { return try pass(last, sink) }
        problems.add(last.number, "roster.totals_row", "The row of totals was left out.")
    }

    private mutating func pass(_ row: SourceRow, _ sink: Sink) throws(RosterError) {
        var row = row
        count += 1
        shape.fit(&row, isSheet: isSheet)
        for known in Self.flagProblems where row.flags.contains(known.flag) {
            problems.add(row.number, known.code, known.message)
        }
        if !unnamed.isEmpty { meet(row) }
        try sink(row)
    }

    /// A table that begins in column C has two columns without a name, and without anything else.
    private mutating func meet(_ row: SourceRow) {
        let count = unnamed.count
        unnamed.removeAll { $0 < row.fields.count && !row.fields[$0].rosterTrimmed.isEmpty }
        if unnamed.count < count { hasUnnamedValues = true }
    }

    /// One more than the last field with anything in it.
    static func width(_ fields: [String]) -> Int {
        (fields.lastIndex { !$0.rosterTrimmed.isEmpty } ?? -1) + 1
    }

    private func isRepeatedHeader(_ row: SourceRow) -> Bool {
        let header = shape.header
        guard header.count > 1, row.fields.count >= header.count,
            row.fields[0].rosterTrimmed == header[0]
        else { return false }
        return zip(row.fields, header).allSatisfy { $0.rosterTrimmed == $1 }
            && row.fields.dropFirst(header.count).allSatisfy(\.rosterTrimmed.isEmpty)
    }

    /// A last row such as "Totalt;42" counts people, it is none.
    private static func isTotal(_ row: SourceRow) -> Bool {
        let filled = row.fields.map(\.rosterTrimmed).filter { !$0.isEmpty }
        guard let first = filled.first?.lowercased() else { return false }
        guard saysTotal(first) else { return false }
        let numbers = filled.dropFirst()
        let endsInNumber = filled.count == 1 && first.last?.isNumber == true
        return endsInNumber
            || !numbers.isEmpty && numbers.allSatisfy { $0.allSatisfy { !$0.isLetter } }
    }

    /// Such a word stands by itself: Sumaya is somebody.
    private static func saysTotal(_ text: String) -> Bool {
        if ["i alt", "til sammen", "tilsammen"].contains(text) { return true }
        return ["sum", "summen", "total", "totalt", "antall", "antal"].contains { word in
            text.hasPrefix(word) && text.dropFirst(word.count).first?.isLetter != true
        }
    }
}

extension TableFlow {
    private mutating func reportHeader(_ header: [String], row: Int) {
        guard !header.isEmpty else {
            problems.add(0, "roster.no_header", "No header was found. Name the columns by number.")
            return
        }
        var seen: Set<String> = []
        for name in header where !name.isEmpty && !seen.insert(name).inserted {
            problems.add(row, "roster.duplicate_header", "Two columns have the same name.")
        }
    }

    /// What only the end of a file tells.
    mutating func report(_ findings: SourceFindings, _ source: RowSource) {
        if hasUnnamedValues {
            problems.add(
                shape.headerRow ?? 0,
                "roster.unnamed_column",
                "A column with values has no name."
            )
        }
        if findings.damagedUnits > 0 {
            problems.add(
                0,
                "roster.bad_bytes",
                "Characters in the file are damaged. Export it again."
            )
        }
        guard let sheet = findings.sheet, case .sheet(_, let choice) = source else { return }
        if !choice.others.isEmpty {
            problems.add(0, "roster.other_sheets", "Other sheets have rows and are not read.")
        }
        if !choice.hidden.isEmpty {
            problems.add(0, "roster.hidden_sheets", "Hidden sheets have rows and are not read.")
        }
        if choice.sheet.isHidden {
            problems.add(0, "roster.hidden_sheet_read", "The sheet that is read is a hidden one.")
        }
        let width = shape.header.isEmpty ? SheetLimits.columns : shape.header.count
        if sheet.hiddenColumns.contains(where: { $0.lowerBound <= width }) {
            problems.add(0, "roster.hidden_columns", "Hidden columns are read like the others.")
        }
        for rows in sheet.merged where rows.upperBound > shape.headerRow ?? 0 {
            problems.add(
                rows.lowerBound,
                "roster.merged_cells",
                "Cells are merged; the value counts for the first of them alone."
            )
        }
    }

    private static let flagProblems: [(flag: RowFlags, code: String, message: String)] = [
        (.short, "roster.short_row", "The row has fewer fields than the header has columns."),
        (.long, "roster.long_row", "The row has more fields than the header has columns."),
        (.unclosedQuote, "roster.unclosed_quote", "A quote is opened and never closed."),
        (.strayQuote, "roster.stray_quote", "Text stands after a closing quote."),
        (.badBytes, "roster.bad_bytes", "A character has no meaning in this encoding."),
        (.nulBytes, "roster.nul_byte", "NUL bytes were taken out."),
        (.doubleEncoded, "roster.double_encoded", "The text was encoded as UTF-8 twice."),
        (.hidden, "roster.hidden_row", "The row is hidden; it is read like the others."),
        (.cellError, "roster.cell_error", "A cell holds an error in place of a result."),
        (.noResult, "roster.no_result", "A formula has no result. Save the workbook in Excel."),
        (.beyondHeader, "roster.beyond_header", "A value stands to the right of the header."),
    ]
}

/// Problems in the order found, a hundred of each kind, all of them counted.
struct ProblemList {
    private(set) var kept: [ReadProblem] = []
    private(set) var counts: [String: Int] = [:]

    mutating func add(_ row: Int, _ code: String, _ message: String) {
        counts[code, default: 0] += 1
        guard counts[code, default: 0] <= 100 else { return }
        kept.append(ReadProblem(row: row, code: code, message: message))
    }
}
