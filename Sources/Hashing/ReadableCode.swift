/// A secret short enough to read out and type: 12 random characters and a check, `7K3M-9QXA-00TZ-4`.
///
/// The characters carry a little under 60 bits, enough for a code that is used once, soon, and with few
/// tries; not for a lasting key. The check is Crockford's, the number modulo 37: it finds every single
/// wrong character and every swap of neighbours. Where it would be one of his five extra signs
/// (`*~$=U`), which phones hide, another code is drawn, so all 13 are ordinary characters.
package struct ReadableCode: Hashable, Sendable {
    /// The 13 characters without hyphens, in capitals: what to hash and compare.
    package let canonical: String

    /// The code in groups of four, for people.
    package var grouped: String {
        var text = ""
        for (place, character) in canonical.enumerated() {
            if place > 0 && place.isMultiple(of: 4) { text += "-" }
            text.append(character)
        }
        return text
    }

    /// A new code.
    ///
    /// - Parameter next: Gives random numbers below its argument.
    package static func random(
        next: (UInt32) -> UInt32 = { RandomSource.number(below: $0) }
    ) -> ReadableCode {
        while true {
            let values = (0..<length).map { _ in UInt8(truncatingIfNeeded: next(32) & 31) }
            if let code = ReadableCode(values) { return code }
        }
    }

    /// Reads a typed code: case, hyphens and spaces do not matter, O is 0, I and L are 1.
    ///
    /// Nil when the length or the check is wrong, so a slip is found before anybody is asked.
    package init?(_ text: String) {
        guard text.utf8.count <= 64, let values = Crockford.values(of: text),
            values.count == Self.length + 1, let code = Self(values.dropLast()),
            values.last.map({ Crockford.digits[Int($0)] }) == code.canonical.utf8.last
        else { return nil }
        self = code
    }

    private static let length = 12

    private init?(_ values: some Collection<UInt8>) {
        let number = values.reduce(0 as UInt64) { $0 << 5 | UInt64($1) }
        let check = Int(number % 37)
        guard check < 32 else { return nil }
        let digits = values.map { Crockford.digits[Int($0)] } + [Crockford.digits[check]]
        canonical = String(decoding: digits, as: UTF8.self)
    }
}
