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
        let values = [
            "year": "\(year.year)", "actions": "\(year.actions)", "reports": "\(year.reports)",
            "bags": "\(year.bags)", "kilos": "\((year.grams + 500) / 1000)",
        ]
        lines.append(Sentence.filled(Self.thanks.text(in: language), values))
        if year.actions > 0 { lines.append(Sentence.filled(Self.part.text(in: language), values)) }
        if year.reports > 0 {
            lines.append(Sentence.filled(Self.brought.text(in: language), values))
        }
        return lines + [year.centre]
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
        "Du var med på {actions} oppdrag.",
        "Du var med på {actions} oppdrag.",
        "You took part in {actions} actions."
    )
    private static let brought = Sentence(
        "Du meldte om {reports} ryddinger: {bags} sekker, omtrent {kilos} kg.",
        "Du melde om {reports} ryddingar: {bags} sekker, omtrent {kilos} kg.",
        "You reported {reports} cleanups: {bags} bags, about {kilos} kg."
    )
}
