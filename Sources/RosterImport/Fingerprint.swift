/// A short, stable mark of some bytes; tells damage and change, keeps no secret (FNV-1a, 64 bits).
///
/// See http://www.isthe.com/chongo/tech/comp/fnv/
struct Fingerprint {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// Adds a text and a mark of its end, so that "ab","c" and "a","bc" differ.
    mutating func add(_ text: String) {
        add(text.utf8)
        state = (state ^ 0xFF) &* 0x100_0000_01B3
    }

    /// Adds a part of a text, whose end `add("")` marks.
    mutating func add(part: String) { add(part.utf8) }

    /// The same as `text`, as a number.
    var number: UInt64 { state }

    /// Sixteen hexadecimal digits.
    var text: String { Self.text(state) }

    static func text(_ number: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for place in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: number >> (60 - place * 4)) & 15
                buffer[place] = digit < 10 ? 0x30 + digit : 0x57 + digit
            }
            return 16
        }
    }
}
