import Foundation

extension String {
    /// The same text with composed letters (NFC), which the store compares byte by byte.
    var normalised: String {
        utf8.isLatin { _ in true } ? self : precomposedStringWithCanonicalMapping
    }
}

extension String.UTF8View {
    /// Nothing but ASCII that is wanted and the letters from À to ÿ, which are composed already:
    /// what lists in Norway hold, and what needs no tables of Unicode.
    func isLatin(where isWanted: (UInt8) -> Bool) -> Bool {
        var isSecond = false
        for byte in self {
            if isSecond {
                guard byte & 0xC0 == 0x80 else { return false }
                isSecond = false
            } else if byte < 0x80 {
                guard isWanted(byte) else { return false }
            } else {
                // The first byte of U+00C0 to U+00FF.
                guard byte == 0xC3 else { return false }
                isSecond = true
            }
        }
        return !isSecond
    }
}
