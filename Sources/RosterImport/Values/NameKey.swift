import Foundation

/// A name as names are compared: Kåre is Kaare, Sørensen is Soerensen, André is Andre.
///
/// Made here and not in SQL, because SQLite's `lower` leaves Æ, Ø and Å alone.
package enum NameKey {
    /// Letters alone, small, folded, each run of one letter once; hyphens and spaces do not count.
    package static func of(_ name: String) -> String {
        if let quick = latin(name) { return quick }
        var key = Folded()
        for scalar in name.normalised.lowercased().unicodeScalars {
            if let known = letters[scalar] {
                key.append(contentsOf: known)
            } else if scalar.properties.isAlphabetic {
                // Foundation takes é apart into e and its accent; only the letter counts.
                let apart = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
                for part in apart where part.properties.isAlphabetic { key.append(part) }
            }
        }
        return key.text
    }

    /// The key of a name in the letters of western Europe, nil for any other.
    private static func latin(_ name: String) -> String? {
        guard name.utf8.isLatin(where: { _ in true }) else { return nil }
        return String(unsafeUninitializedCapacity: name.utf8.count) { buffer in
            var filled = 0
            func put(_ letter: UInt8) {
                guard filled == 0 || buffer[filled - 1] != letter else { return }
                buffer[filled] = letter
                filled += 1
            }
            for byte in name.utf8 {
                switch byte {
                case 0x61...0x7A: put(byte)
                case 0x41...0x5A: put(byte + 0x20)
                case 0x80...0xBF:
                    let (first, second) = accented[Int(byte) - 0x80]
                    if first != 0 { put(first) }
                    if second != 0 { put(second) }
                default: break
                }
            }
            return filled
        }
    }

    /// What is written for À to ÿ: one letter or two, a space for none.
    private static let accented: [(UInt8, UInt8)] = {
        let written = """
            a a a a aea aec e e e e i i i i d n o o o o oe  oeu u u u y ths \
            a a a a aea aec e e e e i i i i d n o o o o oe  oeu u u u y thy \

            """
        let bytes = Array(written.utf8).map { $0 == 0x20 ? 0 : $0 }
        return stride(from: 0, to: 128, by: 2).map { (bytes[$0], bytes[$0 + 1]) }
    }()

    private static let letters: [Unicode.Scalar: String] = [
        "å": "a", "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "đ": "d", "ð": "d", "þ": "th",
        "ŋ": "n", "ł": "l", "ß": "s", "ŧ": "t", "ı": "i",
    ]

    /// Text in which a letter never follows itself, so that aa, å and a are one.
    private struct Folded {
        var text = ""
        var last: Unicode.Scalar?

        mutating func append(_ scalar: Unicode.Scalar) {
            guard scalar != last else { return }
            last = scalar
            text.unicodeScalars.append(scalar)
        }

        mutating func append(contentsOf letters: String) {
            for scalar in letters.unicodeScalars { append(scalar) }
        }
    }
}
