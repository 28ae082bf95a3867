import Compression
import Foundation

/// Searches files for words in every form they may stand in.
struct Forensics {
    /// Words of which no form may be found.
    let words: [String]

    /// Every form of a word, as bytes: as written, decomposed, in other case, folded, escaped.
    static func forms(_ word: String) -> Set<[UInt8]> {
        let folded = word.lowercased()
            .replacingOccurrences(of: "å", with: "a").replacingOccurrences(of: "ø", with: "o")
            .replacingOccurrences(of: "é", with: "e").replacingOccurrences(of: "æ", with: "ae")
        let spaced = word.replacingOccurrences(of: " ", with: "")
        var forms: Set<[UInt8]> = []
        for text in [word, word.lowercased(), word.uppercased(), folded, spaced] {
            forms.insert(Array(text.utf8))
            forms.insert(Array(text.decomposedStringWithCanonicalMapping.utf8))
            forms.insert(Array(text.precomposedStringWithCanonicalMapping.utf8))
            for hex in ["%04x", "%04X"] {
                let escaped = text.utf16.map {
                    $0 < 0x80 ? String(UnicodeScalar(UInt8($0))) : "\\u" + String(format: hex, $0)
                }.joined()
                forms.insert(Array(escaped.utf8))
            }
        }
        return forms
    }

    /// The numbers of the words that stand in the bytes, plain or packed; numbers, so that a failure prints no
    /// values.
    func found(in bytes: Data) -> [Int] {
        let texts = [bytes] + Self.unpacked(bytes)
        return words.indices.filter { index in
            Self.forms(words[index]).contains { form in
                texts.contains { $0.range(of: Data(form)) != nil }
            }
        }
    }

    /// What is packed in the bytes, wherever in them it begins (RFC 1952, section 2.3.1).
    static func unpacked(_ bytes: Data) -> [Data] {
        var out: [Data] = []
        var rest = bytes[...]
        while let start = rest.range(of: Data([0x1F, 0x8B, 0x08])) {
            if let text = try? gunzip(Array(rest[start.lowerBound...]), limit: 64 << 20) {
                out.append(Data(text))
            }
            rest = rest[start.upperBound...]
        }
        return out
    }

    /// Files of a folder in which words stand, each with their numbers.
    func found(inFolder folder: String, but left: Set<String> = []) throws -> [String: [Int]] {
        var out: [String: [Int]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where !left.contains(name) {
            var isFolder: ObjCBool = false
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            let hits = found(in: try Data(contentsOf: URL(fileURLWithPath: path)))
            if !hits.isEmpty { out[name] = hits }
        }
        return out
    }
}
