extension NumberSection {
    /// The number in this section's shape; nil where the section shows no number at all.
    func text(of value: Double, isSigned: Bool) -> String? {
        guard !isGeneral else { return nil }
        var size = abs(value)
        for token in tokens where token == .percent { size *= 100 }
        for _ in 0..<min(commas, 4) { size /= 1000 }
        let minus = isSigned && value < 0 ? "-" : ""
        if tokens.contains(.general) {
            return minus + tokens.map { $0.plain(NumberText.general(size)) }.joined()
        }
        let point = tokens.firstIndex(of: .point) ?? tokens.count
        let fraction = tokens[point...].filter(\.isDigit)
        // A number of more digits than a double holds would only show its noise.
        guard size < 1e15, fraction.count <= 15 else { return nil }
        let digits = NumberText.fixed(size, decimals: fraction.count).split(separator: ".")
        let whole = Self.whole(tokens[..<point], digits: digits.first.map(String.init) ?? "0")
        let rest = Self.fraction(
            tokens[point...],
            digits: digits.count > 1 ? String(digits[1]) : ""
        )
        return (minus + whole + rest).rosterTrimmed
    }

    /// Digits from the right into their places; the first place takes all that are left.
    private static func whole(_ tokens: ArraySlice<Token>, digits: String) -> String {
        var rest = Array(digits == "0" ? "" : digits)
        var left = tokens.count(where: \.isDigit)
        guard left > 0 else { return tokens.map { $0.plain("") }.joined() + digits }
        var out: [String] = []
        for token in tokens.reversed() {
            guard case .digit(let place) = token else {
                out.append(token.plain(""))
                continue
            }
            left -= 1
            if left == 0 {
                out.append(rest.isEmpty ? Self.blank(place) : String(rest))
            } else {
                out.append(rest.popLast().map(String.init) ?? Self.blank(place))
            }
        }
        return out.reversed().joined()
    }

    private static func fraction(_ tokens: ArraySlice<Token>, digits: String) -> String {
        var out = ""
        var rest = Array(digits)
        for token in tokens {
            guard case .digit(let place) = token, !rest.isEmpty else {
                out += token.plain("")
                continue
            }
            let isNought = rest.allSatisfy { $0 == "0" }
            let digit = rest.removeFirst()
            out += isNought && place != "0" ? "" : String(digit)
        }
        return out.hasSuffix(".") ? String(out.dropLast()) : out
    }

    /// What stands where there is no digit: nought, nothing or a space.
    private static func blank(_ place: Character) -> String {
        place == "0" ? "0" : place == "?" ? " " : ""
    }
}

extension NumberSection.Token {
    /// The token beside a number that is written elsewhere, or is `general`.
    fileprivate func plain(_ general: String) -> String {
        switch self {
        case .literal(let text): text
        case .percent: "%"
        case .point: "."
        case .general: general
        case .digit: ""
        }
    }
}
