/// One part of a format code between semicolons.
struct NumberSection: Equatable {
    enum Token: Equatable {
        case digit(Character)
        case point
        case literal(String)
        case percent
        case general
    }

    struct Condition: Equatable {
        let sign: String
        let bound: Double

        func holds(for value: Double) -> Bool {
            switch sign {
            case "<": value < bound
            case "<=": value <= bound
            case ">": value > bound
            case ">=": value >= bound
            case "<>": value != bound
            default: value == bound
            }
        }
    }

    private(set) var tokens: [Token] = []
    private(set) var condition: Condition?
    private(set) var isDate = false
    /// Hours that are not cut off at a day, as `[h]:mm`.
    private(set) var isElapsed = false
    /// Powers, fractions and texts: the plain number says more.
    private var isPlain = false
    /// Commas since the last digit: at the end each divides by a thousand, between digits they only
    /// set thousands apart.
    private(set) var commas = 0

    init(_ code: String) {
        var rest = Array(code)[...]
        while let first = rest.popFirst() { take(first, &rest) }
    }

    /// The code cut at semicolons that stand for themselves.
    static func split(_ code: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        var isEscaped = false
        for character in code {
            if character == ";", !isQuoted, !isEscaped {
                parts.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isEscaped && !isQuoted
            parts[parts.count - 1].append(character)
        }
        return parts
    }

    var isGeneral: Bool { isPlain || !tokens.contains { $0.isNumber } }

    private mutating func take(_ first: Character, _ rest: inout ArraySlice<Character>) {
        switch first {
        case "\"":
            tokens.append(.literal(String(rest.prefix { $0 != "\"" })))
            rest = rest.drop { $0 != "\"" }.dropFirst()
        case "\\", "!": if let next = rest.popFirst() { tokens.append(.literal(String(next))) }
        // A space as wide as the next character; a fill of the column's width is nothing here.
        case "_": if rest.popFirst() != nil { tokens.append(.literal(" ")) }
        case "*": _ = rest.popFirst()
        case "[":
            takeBracket(String(rest.prefix { $0 != "]" }))
            rest = rest.drop { $0 != "]" }.dropFirst()
        case "0", "#", "?":
            tokens.append(.digit(first))
            commas = 0
        case ".": tokens.append(.point)
        case ",": commas += 1
        case "%": tokens.append(.percent)
        case "@", "/": isPlain = true
        case "E", "e": takePower(rest.first)
        case "G", "g": takeGeneral(&rest)
        case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S": isDate = true
        default: tokens.append(.literal(String(first)))
        }
    }

    private mutating func takePower(_ next: Character?) {
        if next == "+" || next == "-" { isPlain = true } else { isDate = true }
    }

    private mutating func takeGeneral(_ rest: inout ArraySlice<Character>) {
        guard String(rest.prefix(6)).lowercased() == "eneral" else { return }
        rest = rest.dropFirst(6)
        tokens.append(.general)
    }

    /// `[<=9999]`, `[h]`, `[$kr-414]`, or a colour, which says nothing.
    private mutating func takeBracket(_ text: String) {
        if text.hasPrefix("$") {
            let sign = text.dropFirst().prefix { $0 != "-" }
            if !sign.isEmpty { tokens.append(.literal(String(sign))) }
        } else if let bound = Double(text.drop { "<>=".contains($0) }) {
            condition = Condition(sign: String(text.prefix { "<>=".contains($0) }), bound: bound)
        } else if !text.isEmpty, text.lowercased().allSatisfy({ "hms".contains($0) }) {
            isElapsed = true
        }
    }
}

extension NumberSection.Token {
    var isDigit: Bool { if case .digit = self { true } else { false } }
    var isNumber: Bool { isDigit || self == .general }
}
