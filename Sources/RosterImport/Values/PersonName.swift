/// A person's name in the two parts our registers keep.
package struct PersonName: Sendable, Equatable, Hashable {
    package var given: String
    package var family: String

    package init(given: String, family: String) {
        self.given = given
        self.family = family
    }
}

/// Reads names: spaces are tidied, whole names divided, spelling and capitals left alone.
package enum NameReader {
    /// The longest name taken, in characters.
    package static let longest = 120

    /// Given and family name from columns of their own; a middle name joins the given one.
    package static func read(
        given: String,
        middle: String = "",
        family: String
    ) -> ValueReading<PersonName> {
        let first = [given.cleaned, middle.cleaned].filter { !$0.isEmpty }
        let name = PersonName(
            given: first.count == 1 ? first[0] : first.joined(separator: " "),
            family: family.cleaned
        )
        return checked(name, given)
    }

    /// "Ole Bang Hansen", "Hansen, Ole Bang" and "Ludvig von der Lippe"; the last name is one name.
    package static func read(full: String) -> ValueReading<PersonName> {
        let text = full.cleaned
        let halves = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0).cleaned }
        // "Hansen, Ole, jr." as well.
        if halves.count > 1, !halves.contains("") {
            let given = halves.dropFirst().joined(separator: " ")
            return checked(PersonName(given: given, family: halves[0]), full)
        }
        let words = text.split(separator: " ")
        guard words.count > 1 else { return checked(PersonName(given: text, family: ""), full) }
        var start = words.count - 1
        while start > 1, particles.contains(words[start - 1].lowercased()) { start -= 1 }
        let name = PersonName(
            given: words[..<start].joined(separator: " "),
            family: words[start...].joined(separator: " ")
        )
        return checked(name, full)
    }

    /// The same name with capitals at the start of each part only; for those who ask for it.
    package static func titleCased(_ name: String) -> String {
        var result = ""
        var startsPart = true
        for character in name {
            result += startsPart ? character.uppercased() : character.lowercased()
            startsPart = character == " " || character == "-" || character == "'"
        }
        return result
    }

    private static let particles: Set<String> = [
        "von", "van", "de", "der", "den", "del", "della", "di", "da", "du", "af", "av", "la", "le",
        "ten", "ter", "zu",
    ]

    private static func checked(_ name: PersonName, _ original: String) -> ValueReading<PersonName>
    {
        if isPlain(name) { return ValueReading(original, value: name) }
        let whole = [name.given, name.family].filter { !$0.isEmpty }.joined(separator: " ")
        guard whole.unicodeScalars.contains(where: \.properties.isAlphabetic) else {
            return ValueReading(original, error: "name.missing")
        }
        guard whole.count <= longest else { return ValueReading(original, error: "name.too_long") }
        guard !namesTwo(name.given) else { return ValueReading(original, error: "name.two_people") }
        var warnings: [String] = []
        if name.given.isEmpty || name.family.isEmpty { warnings.append("name.single") }
        if whole.contains(where: \.isNumber) { warnings.append("name.has_digits") }
        let letters = whole.filter(\.isLetter)
        if letters.count > 3, letters == letters.uppercased(), letters != letters.lowercased() {
            warnings.append("name.all_capitals")
        }
        return ValueReading(original, value: name, warnings: warnings)
    }

    /// "Kari og Ole" share a cell, but they are two persons.
    private static func namesTwo(_ given: String) -> Bool {
        let words = given.lowercased().split(separator: " ")
        return words.dropFirst().dropLast().contains { ["og", "&", "and", "+"].contains($0) }
    }
}
