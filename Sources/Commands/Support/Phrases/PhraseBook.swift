import Coordination

/// Sentences that are made where nobody knows who reads them, in the reader's language.
///
/// They are known by their English form with `#` in the place of each number; numbers keep their order. What is not in
/// the book stays English: a sentence that nobody has put into words yet is better than none.
enum PhraseBook {
    /// The sentence in the language.
    static func told(_ english: String, in language: Language) -> String {
        guard language != .en else { return english }
        let (form, numbers) = taken(english)
        guard let phrase = all[form] else { return english }
        return filled(language == .nn ? phrase.nn : phrase.nb, numbers)
    }

    /// Whether there is such a sentence, by its form.
    static func knows(_ form: String) -> Bool { all[form] != nil }

    static let all: [String: (nb: String, nn: String)] =
        [doctor, ledger, files, counts].reduce(into: [:]) { all, part in
            all.merge(part) { first, _ in first }
        }

    private static func taken(_ text: String) -> (form: String, numbers: [String]) {
        var form = ""
        var numbers: [String] = []
        var isInside = false
        for character in text {
            guard character.isASCII, character.isNumber else {
                form.append(character)
                isInside = false
                continue
            }
            if isInside {
                numbers[numbers.count - 1].append(character)
            } else {
                numbers.append(String(character))
                form.append("#")
                isInside = true
            }
        }
        return (form, numbers)
    }

    private static func filled(_ form: String, _ numbers: [String]) -> String {
        var rest = numbers[...]
        return form.reduce(into: "") { text, character in
            if character == "#", let number = rest.popFirst() {
                text += number
            } else {
                text.append(character)
            }
        }
    }
}
