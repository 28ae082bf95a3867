/// A thank-you in the reader's language, as plain text or as a page to print.
package struct ThanksLetter: Sendable {
    private let year: VolunteerYear
    private let language: Language

    package init(_ year: VolunteerYear, _ language: Language) {
        self.year = year
        self.language = language
    }

    /// The lines of it, the name first.
    private var lines: [String] {
        var lines = [Self.heading.text(in: language), year.name]
        lines.append(filled(Self.thanks, ["year": "\(year.year)"]))
        if year.actions > 0 {
            let actions = Self.counted(year.actions, Self.action, Self.actions, language)
            lines.append(filled(Self.part, ["actions": actions]))
        }
        if year.reports > 0 {
            let cleanups = Self.counted(year.reports, Self.cleanup, Self.cleanups, language)
            lines.append(filled(Self.reported, ["cleanups": cleanups]) + brought + ".")
        }
        return lines + [year.centre]
    }

    /// What she brought, after a colon; nothing where she wrote down none.
    private var brought: String {
        let parts = [bags, kilos].compactMap(\.self)
        return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    }

    /// Two half bags are one, as in the lottery.
    private var bags: String? {
        let whole = year.bagsFull + year.bagsHalf / 2
        let half = year.bagsHalf % 2 == 0 ? "" : "½"
        guard whole > 0 || !half.isEmpty else { return nil }
        let isMany = whole > 1 || whole == 1 && !half.isEmpty
        let word = isMany ? Self.bagsWord : Self.bag
        return "\(whole > 0 ? "\(whole)" : "")\(half) \(word.text(in: language))"
    }

    private var kilos: String? {
        guard year.weight.grams > 0 else { return nil }
        let kilos = "\((year.weight.grams + 500) / 1000) kg"
        return year.weight.isEstimated ? filled(Self.about, ["kilos": kilos]) : kilos
    }

    private func filled(_ sentence: Sentence, _ values: [String: String]) -> String {
        Sentence.filled(sentence.text(in: language), values)
    }

    private static func counted(
        _ count: Int,
        _ one: Sentence,
        _ many: Sentence,
        _ language: Language
    ) -> String {
        "\(count) \((count == 1 ? one : many).text(in: language))"
    }

    package var text: [UInt8] { Array((lines.joined(separator: "\n\n") + "\n").utf8) }

    /// A page without scripts and without anything from elsewhere, UTF-8.
    package var html: [UInt8] {
        let shown = lines.map(Self.safe)
        let body = shown.dropFirst(2).dropLast().map { "<p>\($0)</p>" }.joined(separator: "\n")
        return Array(
            """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(shown[0])</title>
            <style>
            body { font: 14pt serif; max-width: 34em; margin: 4em auto; text-align: center; }
            .name { font-size: 24pt; margin: 1em; }
            .centre { margin-top: 3em; }
            </style>
            </head>
            <body>
            <h1>\(shown[0])</h1>
            <p class="name">\(shown[1])</p>
            \(body)
            <p class="centre">\(shown[shown.count - 1])</p>
            </body>
            </html>

            """.utf8
        )
    }

    private static func safe(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            switch character {
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "&": out += "&amp;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
    }

    private static let heading = Sentence("Takk", "Takk", "Thank you")
    private static let thanks = Sentence(
        "Takk for innsatsen din i {year}.",
        "Takk for innsatsen din i {year}.",
        "Thank you for what you did in {year}."
    )
    private static let part = Sentence(
        "Du var med på {actions}.",
        "Du var med på {actions}.",
        "You took part in {actions}."
    )
    private static let reported = Sentence(
        "Du meldte om {cleanups}",
        "Du melde om {cleanups}",
        "You reported {cleanups}"
    )
    private static let about = Sentence("omtrent {kilos}", "omtrent {kilos}", "about {kilos}")
    private static let action = Sentence("oppdrag", "oppdrag", "action")
    private static let actions = Sentence("oppdrag", "oppdrag", "actions")
    private static let cleanup = Sentence("rydding", "rydding", "cleanup")
    private static let cleanups = Sentence("ryddinger", "ryddingar", "cleanups")
    private static let bag = Sentence("sekk", "sekk", "bag")
    private static let bagsWord = Sentence("sekker", "sekker", "bags")
}
