/// Base 32 for people: no I, L, O or U, either case, hyphens wherever they help.
///
/// https://www.crockford.com/base32.html
package enum Crockford {
    static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Five bits a character, the first byte first; the last character is filled up with zero bits.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 8 + 4) / 5)
        var (held, bits): (UInt32, UInt32) = (0, 0)
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(digits[Int(held >> bits & 31)])
            }
            held &= 1 << bits - 1
        }
        if bits > 0 { text.append(digits[Int(held << (5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads what `encode` wrote, as forgivingly as `value(of:)`.
    ///
    /// Nil for other characters, and where the last character's spare bits are not zero, so that no two
    /// texts mean the same bytes but for case, look-alikes and hyphens.
    package static func decode(_ text: String) -> [UInt8]? {
        guard let values = values(of: text), (values.count * 5) % 8 < 5 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 5 / 8)
        var (held, bits): (UInt32, UInt32) = (0, 0)
        for value in values {
            held = held << 5 | UInt32(value)
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: held >> bits))
            held &= 1 << bits - 1
        }
        return held == 0 ? bytes : nil
    }

    /// The value of each character, hyphens and spaces left out; nil when one is no digit.
    static func values(of text: String) -> [UInt8]? {
        var values: [UInt8] = []
        for byte in text.utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
            guard let value = value(of: byte) else { return nil }
            values.append(value)
        }
        return values
    }

    /// 0 to 31; small letters count as capitals, O as 0, I and L as 1.
    private static func value(of byte: UInt8) -> UInt8? {
        let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        switch isSmall ? byte - 32 : byte {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        case let capital: return digits.firstIndex(of: capital).map { UInt8($0) }
        }
    }
}
