/// The postal register as it stood on the day of the file: each code with its place.
package struct PostalRegister: Sendable {
    private let places: [String: String]

    /// `places` maps four digits to the place; pass only the codes valid on the file's day.
    package init(places: [String: String]) {
        self.places = places
    }

    package func place(of code: String) -> String? { places[code] }
}

/// A Norwegian postal code, or a foreign one as it was written.
package struct PostalCode: Sendable, Equatable, Hashable {
    package let text: String
    package let isForeign: Bool
    /// A place that stood in the same cell.
    package var place: String?
}

/// Reads postal codes: a lost zero is restored, foreign codes are kept.
package struct PostalReader: Sendable {
    /// Without a register, codes are not looked up.
    package var register: PostalRegister?

    package init(register: PostalRegister? = nil) {
        self.register = register
    }

    package func read(_ cell: String, place: String = "") -> ValueReading<PostalCode> {
        var text = cell.cleaned
        if text.hasPrefix("'") { text = String(text.dropFirst()) }
        guard !text.isEmpty else { return ValueReading(cell) }
        if isPlain(text) { return domestic(text, place: place, cell, found: nil) }
        if let match = text.wholeMatch(of: /([0-9]{1,4})[.,]0+/) { text = String(match.1) }
        if let match = text.wholeMatch(of: /(?i)(?:N|NO)-? ?([0-9]{4})/) { text = String(match.1) }
        if let match = text.wholeMatch(of: /([0-9]{4}),? (\p{L}.*)/) {
            return domestic(String(match.1), place: String(match.2), cell, found: String(match.2))
        }
        if isPlain(text) { return domestic(text, place: place, cell, found: nil) }
        let letters = text.allSatisfy {
            $0.isASCII && ($0.isNumber || $0.isLetter || " -".contains($0))
        }
        guard letters, text.contains(where: \.isNumber), text.count <= 12 else {
            return ValueReading(cell, error: "postal.not_understood")
        }
        let code = PostalCode(text: text, isForeign: true)
        return ValueReading(cell, value: code, warnings: ["postal.foreign"])
    }

    private func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private func domestic(
        _ digits: String,
        place: String,
        _ cell: String,
        found: String?
    ) -> ValueReading<PostalCode> {
        let code = String(repeating: "0", count: 4 - digits.count) + digits
        var warnings = digits.count < 4 ? ["postal.zero_restored"] : []
        if let register {
            guard let known = register.place(of: code) else {
                return ValueReading(cell, warnings: warnings, error: "postal.unknown")
            }
            if !place.isEmpty, NameKey.of(place) != NameKey.of(known) {
                warnings.append("postal.place_differs")
            }
        }
        let value = PostalCode(text: code, isForeign: false, place: found)
        return ValueReading(cell, value: value, warnings: warnings)
    }
}
