import Foundation

extension String {
    /// The same text with composed letters (NFC), which the store compares byte by byte.
    var normalised: String {
        utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
    }
}
