/// A sentence with holes: `#` holds a whole number, `{}` any text that is not empty.
struct Phrase: Sendable {
    private enum Hole {
        case number
        case text
    }

    /// What stands before, between and behind the holes: one more than there are holes.
    private let literals: [String]
    private let holes: [Hole]

    /// How many characters are said, so that of two that fit the one that says more is taken.
    let weight: Int

    init(_ form: String) {
        var literals = [""]
        var holes: [Hole] = []
        var rest = Substring(form)
        while let next = rest.popFirst() {
            let isText = next == "{" && rest.first == "}"
            guard isText || next == "#" else {
                literals[literals.count - 1].append(next)
                continue
            }
            if isText { rest.removeFirst() }
            holes.append(isText ? .text : .number)
            literals.append("")
        }
        self.literals = literals
        self.holes = holes
        weight = literals.reduce(0) { $0 + $1.count }
    }

    /// Which kinds of holes there are, in their order: the same in every language.
    var shape: String { holes.map { $0 == .number ? "#" : "{}" }.joined() }

    /// What stands in the holes of the text; nil where the text is not of this form.
    func values(in text: String) -> [Substring]? {
        guard text.hasPrefix(literals[0]) else { return nil }
        var rest = text[...].dropFirst(literals[0].count)
        var values: [Substring] = []
        for (place, hole) in holes.enumerated() {
            let isLast = place == holes.count - 1
            guard let value = Self.value(hole, before: literals[place + 1], isLast, in: rest) else {
                return nil
            }
            values.append(value)
            rest = rest[value.endIndex...].dropFirst(literals[place + 1].count)
        }
        return rest.isEmpty ? values : nil
    }

    private static func value(
        _ hole: Hole,
        before literal: String,
        _ isLast: Bool,
        in text: Substring
    ) -> Substring? {
        let value: Substring
        switch hole {
        case .number:
            value = text.prefix { $0.isASCII && $0.isNumber }
            guard text[value.endIndex...].hasPrefix(literal) else { return nil }
        case .text where isLast:
            guard text.hasSuffix(literal) else { return nil }
            value = text.dropLast(literal.count)
        case .text:
            guard let next = text.firstRange(of: literal) else { return nil }
            value = text[..<next.lowerBound]
        }
        return value.isEmpty ? nil : value
    }

    /// The sentence with the values in its holes.
    func filled(_ values: [String]) -> String {
        var text = literals[0]
        for (value, literal) in zip(values, literals.dropFirst()) { text += value + literal }
        return text
    }
}
