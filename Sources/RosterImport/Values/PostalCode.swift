package import SyncEngine

/// The postal register as it stood on the day of the file: each code with its place.
package struct PostalRegister: Sendable {
    private let places: [String: String]
    private let ended: Set<String>

    /// `places` maps four digits to the place, the codes valid on the file's day; `ended` are those
    /// that were valid before.
    package init(places: [String: String], ended: Set<String> = []) {
        self.places = places
        self.ended = ended
    }

    /// The register on a day, `yyyy-mm-dd`.
    package init(_ codes: [ReferenceCode], on day: String) {
        let valid = codes.filter { $0.isValid(on: day) }
        places = Dictionary(valid.map { ($0.code, $0.name) }, uniquingKeysWith: { _, new in new })
        ended = Set(codes.filter { $0.from <= day && !$0.isValid(on: day) }.map(\.code))
            .subtracting(places.keys)
    }

    package func place(of code: String) -> String? { places[code] }

    /// The code was given up before that day.
    package func isEnded(_ code: String) -> Bool { ended.contains(code) }

    /// A place as people write it: the register has capitals alone.
    static func written(_ place: String) -> String {
        guard place == place.uppercased() else { return place }
        let small: Set<String> = ["i", "og", "på", "ved"]
        let words = place.split(separator: " ").enumerated().map { number, word in
            let lower = word.lowercased()
            return number > 0 && small.contains(lower) ? lower : NameReader.titleCased(lower)
        }
        return words.joined(separator: " ")
    }
}

/// A Norwegian postal code, or a foreign one as it was written.
package struct PostalCode: Sendable, Equatable, Hashable {
    package let text: String
    package let isForeign: Bool
    /// The place that stood in the same cell, or that the register has for the code.
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
        guard letters, text.contains(where: \.isNumber), text.count <= 12,
            !NationalId.isLikely(text)
        else {
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
        var found = found
        if let register {
            // A person is not refused for a code that was given up: it is kept, and told.
            if let known = register.place(of: code) {
                if place.isEmpty { found = PostalRegister.written(known) }
                if !place.isEmpty, NameKey.of(place) != NameKey.of(known) {
                    warnings.append("postal.place_differs")
                }
            } else {
                warnings.append(register.isEnded(code) ? "postal.ended" : "postal.unknown")
            }
        }
        let value = PostalCode(text: code, isForeign: false, place: found)
        return ValueReading(cell, value: value, warnings: warnings)
    }
}
