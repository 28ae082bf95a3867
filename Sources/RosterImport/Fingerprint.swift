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
        add([0xFF])
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
