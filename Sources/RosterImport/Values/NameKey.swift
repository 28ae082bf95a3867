import Foundation

/// A name as names are compared: Kåre is Kaare, Sørensen is Soerensen, André is Andre.
///
/// Made here and not in SQL, because SQLite's `lower` leaves Æ, Ø and Å alone.
package enum NameKey {
    /// Letters alone, small, folded, each run of one letter once; hyphens and spaces do not count.
    package static func of(_ name: String) -> String {
        if let quick = ascii(name) { return quick }
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

    private static func ascii(_ name: String) -> String? {
        var key = Folded()
        for byte in name.utf8 {
            switch byte {
            case 0x61...0x7A: key.append(Unicode.Scalar(byte))
            case 0x41...0x5A: key.append(Unicode.Scalar(byte + 0x20))
            case 0..<0x80: break
            default: return nil
            }
        }
        return key.text
    }

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
