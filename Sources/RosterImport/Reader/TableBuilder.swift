/// Makes a table of the rows of a file: header, rows that are people, and what was odd.
struct TableBuilder {
    private let source: SourceText
    private var problems = ProblemList()

    init(source: SourceText) {
        self.source = source
    }

    /// `headerRow` is the caller's word: a row number, 0 for none, nil for a guess.
    mutating func table(of rows: [SourceRow], headerRow: Int?) -> ReadTable {
        let index = headerIndex(in: rows, wanted: headerRow)
        var body = Array(rows[((index ?? -1) + 1)...])
        var header = index.map { rows[$0].fields.map(\.rosterTrimmed) } ?? []
        reportDialect(titleLines: index ?? 0)
        removeTrailer(from: &body)
        removeRepeatedHeaders(header, from: &body)
        trimEmptyColumns(&header, &body)
        reportHeader(header, row: index.map { rows[$0].number } ?? 0)
        for row in body.indices { inspect(&body[row], width: header.count) }
        return ReadTable(
            encoding: source.encoding,
            hasByteOrderMark: source.hasByteOrderMark,
            delimiter: source.delimiter,
            hasSeparatorLine: source.hasSeparatorLine,
            lineEnd: source.lineEnd,
            header: header,
            headerRow: index.map { rows[$0].number },
            rows: body,
            problems: problems.kept,
            problemCounts: problems.counts
        )
    }

    private func headerIndex(in rows: [SourceRow], wanted: Int?) -> Int? {
        guard let wanted else { return HeaderGuess.index(in: rows) }
        return rows.firstIndex { $0.number == wanted }
    }

    private mutating func reportDialect(titleLines: Int) {
        if source.badUnits > 0 {
            problems.add(
                0,
                "roster.bad_bytes",
                "Characters in the file are damaged. Export it again."
            )
        }
        if titleLines > 0 {
            problems.add(
                0,
                "roster.title_lines",
                "\(titleLines) rows above the header were left out."
            )
        }
    }

    /// A last row such as "Totalt;42" counts people, it is none.
    private mutating func removeTrailer(from rows: inout [SourceRow]) {
        guard rows.count > 1, let last = rows.last, Self.isTotal(last) else { return }
        rows.removeLast()
        problems.add(last.number, "roster.totals_row", "The row of totals was left out.")
    }

    private static func isTotal(_ row: SourceRow) -> Bool {
        let filled = row.fields.map(\.rosterTrimmed).filter { !$0.isEmpty }
        guard let first = filled.first?.lowercased() else { return false }
        let words = ["sum", "total", "antall", "antal", "i alt", "tilsammen", "til sammen"]
        guard words.contains(where: { first.hasPrefix($0) }) else { return false }
        let numbers = filled.dropFirst()
        let endsInNumber = filled.count == 1 && first.last?.isNumber == true
        return endsInNumber
            || !numbers.isEmpty && numbers.allSatisfy { $0.allSatisfy { !$0.isLetter } }
    }

    /// Exports glued together repeat their header.
    private mutating func removeRepeatedHeaders(_ header: [String], from rows: inout [SourceRow]) {
        guard header.count > 1 else { return }
        rows.removeAll { row in
            guard row.fields.count == header.count,
                zip(row.fields, header).allSatisfy({ $0.rosterTrimmed == $1 })
            else { return false }
            problems.add(row.number, "roster.repeated_header", "A second header row was left out.")
            return true
        }
    }

    /// Columns at the right edge that are empty in every row say nothing.
    private func trimEmptyColumns(_ header: inout [String], _ rows: inout [SourceRow]) {
        func width(_ fields: [String]) -> Int {
            (fields.lastIndex { !$0.rosterTrimmed.isEmpty } ?? -1) + 1
        }
        let named = width(header)
        // A row longer than the header tells of a shifted value, not of a column without a name.
        var used = named
        for row in rows where header.isEmpty || row.fields.count <= header.count {
            used = max(used, width(row.fields))
        }
        if header.count > used { header.removeLast(header.count - used) }
        for index in rows.indices where rows[index].fields.count > used {
            let keep = max(used, width(rows[index].fields))
            rows[index].fields.removeLast(rows[index].fields.count - keep)
        }
    }

    private mutating func reportHeader(_ header: [String], row: Int) {
        guard !header.isEmpty else {
            problems.add(0, "roster.no_header", "No header was found. Name the columns by number.")
            return
        }
        var seen: Set<String> = []
        for name in header where !name.isEmpty && !seen.insert(name).inserted {
            problems.add(row, "roster.duplicate_header", "Two columns have the same name.")
        }
        if header.contains("") {
            problems.add(row, "roster.unnamed_column", "A column with values has no name.")
        }
    }

    private mutating func inspect(_ row: inout SourceRow, width: Int) {
        if width > 0, row.fields.count < width { row.flags.insert(.short) }
        if width > 0, row.fields.count > width { row.flags.insert(.long) }
        for known in Self.flagProblems where row.flags.contains(known.flag) {
            problems.add(row.number, known.code, known.message)
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
