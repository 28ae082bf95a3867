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
        let none = words.say("ingen", "inga", "none")
        let header = table.header.isEmpty ? none : table.header.joined(separator: " | ")
        let place = table.headerRow.map { "\(words.row($0)): " } ?? ""
        return source
            + [
                line("overskrift", "overskrift", "header", place + header),
                line("rader", "rader", "rows", "\(count)"),
            ] + odd
    }

    private var words: RosterWords { RosterWords(language) }

    /// What it is called, and what it is, in columns.
    private func line(_ nb: String, _ nn: String, _ en: String, _ text: String) -> String {
        let name = words.say(nb, nn, en)
        return name + String(repeating: " ", count: max(1, 11 - name.count)) + text
    }

    private var source: [String] {
        guard let sheet = table.sheet else {
            let mark = words.say(
                ", med byte order mark",
                ", med byte order mark",
                ", with a byte order mark"
            )
            let said = words.say(
                ", sagt i første linje",
                ", sagt i fyrste linje",
                ", said by its first line"
            )
            let encoding = table.encoding.rawValue + (table.hasByteOrderMark ? mark : "")
            let delimiter = Self.name(of: table.delimiter) + (table.hasSeparatorLine ? said : "")
            return [
                line("tegnkoding", "teiknkoding", "encoding", encoding),
                line("skilletegn", "skiljeteikn", "delimiter", delimiter),
                line("linjeslutt", "linjeslutt", "line ends", Self.name(of: table.lineEnd)),
            ]
        }
        let hidden = sheet.isHidden ? words.say(", skjult", ", skjult", ", hidden") : ""
        let of = words.say("av", "av", "of")
        let from = sheet.countsFrom1904 ? "1904" : "1900"
        return [
            line(
                "format",
                "format",
                "format",
                words.say("arbeidsbok", "arbeidsbok", "workbook") + " (.xlsx)"
            ),
            line(
                "ark",
                "ark",
                "sheet",
                "\(sheet.number) \(of) \(sheet.sheets): \(sheet.name)\(hidden)"
            ),
            line(
                "datoer",
                "datoar",
                "dates",
                words.say("regnes fra", "blir rekna frå", "count from") + " \(from)"
            ),
            line(
                "avviste",
                "avviste",
                "rejects",
                words.say(
                    "skrives som CSV, utf-8 med byte order mark, ;",
                    "blir skrivne som CSV, utf-8 med byte order mark, ;",
                    "go to CSV, utf-8 with a byte order mark, ;"
                )
            ),
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
            let place = rows.isEmpty ? "" : " (\(words.places(rows, of: many)))"
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
