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
        return forms.union(encoded(word))
    }

    /// The forms in the encodings of files that other programs wrote: old code pages, UTF-16, references of XML.
    private static func encoded(_ text: String) -> [[UInt8]] {
        var out: [[UInt8]] = []
        for encoding in [String.Encoding.windowsCP1252, .utf16LittleEndian, .utf16BigEndian] {
            if let data = text.data(using: encoding) { out.append(Array(data)) }
        }
        for (start, base) in [("&#", 10), ("&#x", 16)] {
            for isUpper in [false, true] {
                let escaped = text.unicodeScalars.map { scalar in
                    scalar.isASCII
                        ? String(scalar)
                        : "\(start)\(String(scalar.value, radix: base, uppercase: isUpper));"
                }.joined()
                out.append(Array(escaped.utf8))
            }
        }
        return out
    }

    /// What a search came to.
    struct Search: Equatable {
        /// Numbers of the words that were found; numbers, so that a failure prints no values.
        var found: [Int]
        /// Whether all of it could be looked at.
        var isWhole: Bool
    }

    /// Looks for the words in bytes, plain or packed.
    func search(_ bytes: Data) -> Search {
        let unpacked = Unpacked(bytes)
        let texts = [bytes] + unpacked.parts
        let found = words.indices.filter { index in
            Self.forms(words[index]).contains { form in
                texts.contains { $0.range(of: Data(form)) != nil }
            }
        }
        return Search(found: found, isWhole: unpacked.isWhole)
    }

    /// The numbers of the words that stand in the bytes, plain or packed.
    func found(in bytes: Data) -> [Int] { search(bytes).found }

    /// Files of a folder in which words stand, each with their numbers.
    func found(inFolder folder: String, but left: Set<String> = []) throws -> [String: [Int]] {
        try search(folder: folder, but: left).mapValues(\.found).filter { !$0.value.isEmpty }
    }

    /// Files of a folder that could not be looked at whole.
    func unread(inFolder folder: String) throws -> [String] {
        try search(folder: folder, but: []).filter { !$0.value.isWhole }.keys.sorted()
    }

    private func search(folder: String, but left: Set<String>) throws -> [String: Search] {
        var out: [String: Search] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where !left.contains(name) {
            var isFolder: ObjCBool = false
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            out[name] = search(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        return out
    }
}
