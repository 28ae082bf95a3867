import Coordination
import Foundation
import RosterImport

/// A plan as one page that a browser opens without a network.
///
/// Numbers, how full each column is, why rows are what they are, and a sample of changes. It has no
/// script, and says what it holds.
struct RosterHtml {
    private let summary: PlanSummary
    private let columns: RosterColumnWords
    private let sample: RosterExamples
    private let words: RosterHtmlWords
    private let language: Language

    init(
        _ summary: PlanSummary,
        _ columns: RosterColumnWords,
        _ sample: RosterExamples,
        _ language: Language
    ) {
        self.summary = summary
        self.columns = columns
        self.sample = sample
        self.language = language
        words = RosterHtmlWords(language)
    }

    /// The whole page, UTF-8.
    var bytes: [UInt8] {
        Array(
            """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.safe(words.title))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <h1>\(Self.safe(words.title))</h1>
            <p class="private">\(Self.safe(words.holds(sample.rows.count)))</p>
            <p>\(Self.safe(words.made(summary.header.created)))</p>
            \(counts)
            \(fill)
            \(reasons)
            \(changes)
            </body>
            </html>

            """.utf8
        )
    }

    private var counts: String {
        let counts = summary.header.counts
        let lines = [
            (words.read, counts.rowsRead), (words.action(.create), counts.create),
            (words.action(.update), counts.update), (words.action(.link), counts.link),
            (words.action(.unchanged), counts.unchanged), (words.action(.ask), counts.ask),
            (words.action(.reject), counts.reject),
        ]
        return section(words.counts, table([], lines.map { [$0.0, String($0.1)] }))
    }

    /// One bar a column, as long as the part of the rows with something in it.
    private var fill: String {
        let rows = max(1, summary.header.counts.rowsRead)
        let height = 24 * columns.mapping.columns.count + 8
        var marks = ""
        for (place, column) in columns.mapping.columns.enumerated() {
            let share = Double(summary.filled[column.index]) / Double(rows)
            let top = 24 * place + 4
            let label = Self.safe(String(column.label.prefix(40)))
            let meaning = Self.safe(words.use(column.use))
            marks += """
                <text x="0" y="\(top + 13)">\(label)</text>
                <text x="230" y="\(top + 13)" class="use">\(meaning)</text>
                <rect x="400" y="\(top)" width="300" height="16" class="all"/>
                <rect x="400" y="\(top)" width="\(Self.width(share))" height="16" class="filled"/>
                <text x="710" y="\(top + 13)">\(Self.percent(share))</text>

                """
        }
        let chart = """
            <svg role="img" aria-label="\(Self.safe(words.fill))" viewBox="0 0 780 \(height)" \
            width="780" height="\(height)">
            \(marks)</svg>
            """
        return section(words.fill, chart)
    }

    private var reasons: String {
        let lines = summary.reasons.sorted { $0.key < $1.key }.map { code, rows in
            let shown = rows.numbers.prefix(10).map(String.init).joined(separator: ", ")
            return [
                String(rows.count), RosterMessages.sentence(code, in: language), code,
                shown + (rows.count > 10 ? " …" : ""),
            ]
        }
        let problems = summary.table.problemCounts.sorted { $0.key < $1.key }.map { code, count in
            [String(count), RosterMessages.sentence(code, in: language), code, ""]
        }
        guard !(lines + problems).isEmpty else { return "" }
        return section(
            words.reasons,
            table([words.number, words.meaning, words.code, words.rows], problems + lines)
        )
    }

    private var changes: String {
        guard !sample.rows.isEmpty else { return "" }
        let lines = sample.rows.map { row -> [String] in
            let changes = row.changes.map { change in
                let old = change.old.map { "\($0) → " } ?? ""
                return "\(words.field(change.field)): \(old)\(change.new)"
            }
            let contacts = row.contacts.map { $0.contact.value }
            let codes = row.reasons.map { RosterMessages.sentence($0.code, in: language) }
            return [
                String(row.row), words.action(row.action),
                (changes + contacts).joined(separator: "\n"), codes.joined(separator: "\n"),
            ]
        }
        return section(
            words.sample,
            table([words.row, words.becomes, words.values, words.meaning], lines)
        )
    }

    private func section(_ title: String, _ body: String) -> String {
        "<section><h2>\(Self.safe(title))</h2>\n\(body)\n</section>"
    }

    private func table(_ head: [String], _ lines: [[String]]) -> String {
        let names = head.map { "<th scope=\"col\">\(Self.safe($0))</th>" }.joined()
        let top = head.isEmpty ? "" : "<thead><tr>\(names)</tr></thead>"
        let rows = lines.map { line in
            "<tr>" + line.map { "<td>\(Self.safe($0))</td>" }.joined() + "</tr>"
        }
        return "<table>\(top)<tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>"
    }

    private static func width(_ share: Double) -> Int { Int((share * 300).rounded()) }

    /// 100 % only where not a single row is empty, and 0 % where all are.
    private static func percent(_ share: Double) -> String {
        let rounded = Int((share * 100).rounded())
        if share > 0, share < 1 { return "\(min(99, max(1, rounded))) %" }
        return "\(rounded) %"
    }

    /// Text as a page shows it: nothing in a list can become a part of the page.
    static func safe(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n": out += "<br>"
            // Controls, and marks that turn the direction of what follows.
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value):
                out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
        .private{background:#fff4d6;border-left:4px solid #b36b00;padding:.5rem 1rem}
        table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:.25rem .75rem;text-align:left;
        vertical-align:top}svg{max-width:100%;height:auto}svg text{font:13px system-ui,sans-serif;fill:#1a1a1a}
        svg .use{fill:#555}svg .all{fill:#e3e6ea}svg .filled{fill:#1f5fa8}
        """
}
