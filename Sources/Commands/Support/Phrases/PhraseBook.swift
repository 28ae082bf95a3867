import Coordination

/// Sentences that are made where nobody knows who reads them, in the reader's language.
///
/// They are known by their English form, with `#` in the place of each number and `{}` in the place of any other text;
/// what stands there keeps its order, and is told in the reader's language too where the book has it. What is not in
/// the book stays English: a sentence that nobody has put into words yet is better than none.
struct PhraseBook: Sendable {
    typealias Words = [String: (nb: String, nn: String)]

    private struct Entry {
        let form: Phrase
        let nb: Phrase
        let nn: Phrase
    }

    /// The heaviest first.
    private let entries: [Entry]
    private let forms: Set<String>

    init(_ parts: [Words]) {
        entries = parts.joined().map { form, words in
            Entry(form: Phrase(form), nb: Phrase(words.nb), nn: Phrase(words.nn))
        }
        .sorted { $0.form.weight > $1.form.weight }
        forms = Set(parts.joined().map(\.key))
    }

    /// What is said when something cannot be done, and what the doctor finds.
    static let sentences = PhraseBook(Self.sentenceParts)
    /// What commands tell of what they did, a line each.
    static let results = PhraseBook(Self.resultParts)

    static let sentenceParts: [Words] = [
        doctor, ledger, ledgerFaults, files, counts, usage, expectations, rows, hub, forPrograms,
        start, device, storage, shapes,
    ]
    static let resultParts: [Words] = [fieldResults, officeResults, zoneSums, counts]

    /// The sentence in the language.
    static func told(_ english: String, in language: Language) -> String {
        sentences.told(english, in: language)
    }

    /// Each line in the language, where it is one that commands tell.
    static func lines(_ english: String, in language: Language) -> String {
        guard language != .en else { return english }
        return english.split(separator: "\n", omittingEmptySubsequences: false)
            .map { results.told(String($0), in: language) }.joined(separator: "\n")
    }

    func told(_ english: String, in language: Language) -> String {
        guard language != .en, !english.isEmpty else { return english }
        for entry in entries {
            guard let values = entry.form.values(in: english) else { continue }
            let words = language == .nn ? entry.nn : entry.nb
            return words.filled(values.map { told(String($0), in: language) })
        }
        return english
    }

    /// Whether there is such a sentence, by its form.
    func knows(_ form: String) -> Bool { forms.contains(form) }
}
