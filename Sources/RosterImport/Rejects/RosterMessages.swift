package import Coordination

/// What a code says to the person who keeps the list, in bokmål, nynorsk and English.
package enum RosterMessages {
    /// One sentence for a code; an unknown code speaks for itself.
    package static func sentence(_ code: String, in language: Language) -> String {
        sentences[code]?.text(in: language) ?? code
    }

    /// What an error says: its row, its sentence, and what the sentence is about.
    package static func sentence(_ error: RosterError, in language: Language) -> String {
        let told = sentences[error.code]?.text(in: language) ?? error.message
        let about = error.detail.map { " (\($0))" } ?? ""
        let row = RosterSentence("Rad", "Rad", "Row").text(in: language)
        return (error.row.map { "\(row) \($0): " } ?? "") + told + about
    }

    /// The codes for which a row may ask, in order.
    package static let questions: [String] = runs.keys.filter { $0.hasPrefix("match.") }.sorted()

    static let sentences: [String: RosterSentence] = [
        values, rows, runs, plans, files, workbooks,
    ]
    .reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }
}

/// One sentence in every language.
struct RosterSentence: Sendable {
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
}
