/// The identity of a row: a UUID, made by the client that makes the row (RFC 9562, version 7).
///
/// Ids are compared for equality only; their time part is never used for order.
package struct RowID: Sendable, Hashable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A version 7 id from Unix milliseconds and 74 random bits (RFC 9562 section 5.7).
    package static func version7(milliseconds: Int64, random: (UInt64, UInt64)) -> RowID {
        let time = UInt64(bitPattern: milliseconds) << 16
        let high = time | 0x7000 | (random.0 & 0x0FFF)
        let low = 0x8000_0000_0000_0000 | (random.1 & 0x3FFF_FFFF_FFFF_FFFF)
        return RowID(high: high, low: low)
    }

    /// Reads the 36-character text form, upper or lower case; nil for anything else.
    package init?(_ text: String) {
        var text = text
        guard let words = text.withUTF8({ Self.words($0) }) else { return nil }
        self.init(high: words.high, low: words.low)
    }

    private static func words(
        _ text: UnsafeBufferPointer<UInt8>
    ) -> (high: UInt64, low: UInt64)? {
        let dash = UInt8(ascii: "-")
        guard text.count == 36, text[8] == dash, text[13] == dash, text[18] == dash,
            text[23] == dash,
            let first = number(text, 0..<8), let second = number(text, 9..<13),
            let third = number(text, 14..<18), let fourth = number(text, 19..<23),
            let last = number(text, 24..<36)
        else { return nil }
        return (first << 32 | second << 16 | third, fourth << 48 | last)
    }

    private static func number(
        _ text: UnsafeBufferPointer<UInt8>,
        _ places: Range<Int>
    ) -> UInt64? {
        var number: UInt64 = 0
        for place in places {
            guard let nibble = nibble(text[place]) else { return nil }
            number = number << 4 | UInt64(nibble)
        }
        return number
    }

    /// Reads the 16 bytes of the binary form; nil for another length.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads the 16 bytes of the binary form out of what holds them; nil for another length.
    package init?(_ bytes: RawSpan) {
        guard bytes.byteCount == 16 else { return nil }
        high = UInt64(bigEndian: bytes.unsafeLoadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// The 16 bytes, most significant first.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { out, count in
            for place in 0..<16 { out[place] = byte(place) }
            count = 16
        }
    }

    fileprivate static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }

    /// One of the 16 bytes.
    fileprivate func byte(_ place: Int) -> UInt8 {
        let word = place < 8 ? high : low
        return UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * (place & 7)))
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension RowID: CustomStringConvertible {
    /// The 36-character lower-case text form.
    package var description: String {
        String(unsafeUninitializedCapacity: 36) { out in
            var place = 0
            for index in 0..<16 {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    out[place] = UInt8(ascii: "-")
                    place += 1
                }
                let byte = byte(index)
                out[place] = Self.digit(byte >> 4)
                out[place + 1] = Self.digit(byte & 15)
                place += 2
            }
            return 36
        }
    }

    /// The id as a JSON value.
    package var json: JSONValue { .string(description) }
}
