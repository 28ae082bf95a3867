import Coordination
import RosterImport
import SyncCore

/// How a file was understood, as it is told: the names of columns, numbers and codes, no values.
struct RosterReadText {
    let table: ReadTable
    let count: Int
    let language: Language

    init(_ table: ReadTable, count: Int, _ language: Language) {
        self.table = table
        self.count = count
        self.language = language
    }

    var lines: [String] {
        let header = table.header.isEmpty ? "none" : table.header.joined(separator: " | ")
        let place = table.headerRow.map { "row \($0): " } ?? ""
        return source + ["header     \(place)\(header)", "rows       \(count)"] + odd
    }

    private var source: [String] {
        guard let sheet = table.sheet else {
            let mark = table.hasByteOrderMark ? ", with a byte order mark" : ""
            let said = table.hasSeparatorLine ? ", said by its first line" : ""
            return [
                "encoding   \(table.encoding.rawValue)\(mark)",
                "delimiter  \(Self.name(of: table.delimiter))\(said)",
                "line ends  \(Self.name(of: table.lineEnd))",
            ]
        }
        let hidden = sheet.isHidden ? ", hidden" : ""
        return [
            "format     workbook (.xlsx)",
            "sheet      \(sheet.number) of \(sheet.sheets): \(sheet.name)\(hidden)",
            "dates      count from \(sheet.countsFrom1904 ? "1904" : "1900")",
            "rejects    go to CSV, utf-8 with a byte order mark, ;",
        ]
    }

    /// One line for each kind of oddity, with the first rows that have it.
    private var odd: [String] {
        var codes: [String] = []
        for problem in table.problems where !codes.contains(problem.code) {
            codes.append(problem.code)
        }
        return codes.map { code in
            let rows = table.problems.filter { $0.code == code && $0.row > 0 }.map(\.row)
            let many = table.problemCounts[code] ?? rows.count
            let shown = rows.prefix(10).map { "\($0)" }.joined(separator: ", ")
            let place = rows.isEmpty ? "" : " (rows \(shown)\(many > 10 ? " …" : ""))"
            let first = table.problems.first { $0.code == code }
            let told = RosterMessages.sentence(code, in: language)
            let sentence = told == code ? first?.message ?? code : told
            return "\(many) × \(code): \(sentence)\(place)"
        }
    }

    static func name(of delimiter: Delimiter) -> String {
        delimiter == .tab ? "tab" : delimiter.rawValue
    }

    private static func name(of end: LineEnd) -> String {
        switch end {
        case .crlf: "CRLF"
        case .lf: "LF"
        case .cr: "CR"
        }
    }

    /// What is known before the rows.
    static func json(_ table: ReadTable) -> JSONValue {
        let sheet = table.sheet.map { sheet -> JSONValue in
            [
                "name": .string(sheet.name), "number": .integer(Int64(sheet.number)),
                "hidden": .bool(sheet.isHidden), "datesFrom": sheet.countsFrom1904 ? 1904 : 1900,
                "sheets": .integer(Int64(sheet.sheets)),
            ]
        }
        let isText = table.sheet == nil
        return [
            "format": isText ? "delimited" : "xlsx",
            "encoding": isText ? .string(table.encoding.rawValue) : .null,
            "delimiter": isText ? .string(table.delimiter.rawValue) : .null,
            "byteOrderMark": .bool(isText && table.hasByteOrderMark),
            "lineEnd": isText ? .string(name(of: table.lineEnd)) : .null, "sheet": sheet ?? .null,
            "headerRow": table.headerRow.map { .integer(Int64($0)) } ?? .null,
            "header": .array(table.header.map { .string($0) }),
        ]
    }

    /// What only the last row tells.
    static func ending(_ table: ReadTable, count: Int, _ language: Language) -> JSONValue {
        let problems = table.problems.map { problem -> JSONValue in
            let told = RosterMessages.sentence(problem.code, in: language)
            return [
                "row": .integer(Int64(problem.row)), "code": .string(problem.code),
                "message": .string(told == problem.code ? problem.message : told),
            ]
        }
        return [
            "count": .integer(Int64(count)), "problems": .array(problems),
            "problemCounts": .object(
                JSONObject(table.problemCounts.mapValues { .integer(Int64($0)) })
            ),
        ]
    }
}
