/// One sentence in every language, with `{detail}`, `{field}` and `{winner}` where values go.
///
/// What stands in square brackets is left out when a value it needs is missing.
struct Sentence: Sendable {
    let nb: String
    let nn: String
    let en: String

    init(_ nb: String, _ nn: String, _ en: String) {
        self.nb = nb
        self.nn = nn
        self.en = en
    }

    func text(in language: Language) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }

    /// The sentence with its values; a value that is missing outside brackets leaves a dash.
    static func filled(_ template: String, _ values: [String: String]) -> String {
        var out = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            out += replaced(rest[..<open], values)
            let part = rest[rest.index(after: open)..<close]
            if placeholders(in: part).allSatisfy({ values[$0] != nil }) {
                out += replaced(part, values)
            }
            rest = rest[rest.index(after: close)...]
        }
        return out + replaced(rest, values)
    }

    private static func placeholders(in text: Substring) -> [String] {
        ["detail", "field", "winner"].filter { text.contains("{\($0)}") }
    }

    private static func replaced(_ text: Substring, _ values: [String: String]) -> String {
        // One pass from left to right, so that braces inside a value stay what they are.
        var out = ""
        var rest = text
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            out += rest[..<open] + (values[name] ?? "–")
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }
}
