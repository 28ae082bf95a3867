import Coordination
import Foundation

@testable import Commands

/// The English sentences of refusals as they stand in the sources, with `{}` for what is put into them.
struct Refusals {
    struct Refusal {
        let file: String
        let form: String
    }

    static func all(under folder: URL) throws -> [Refusal] {
        let starts = #/\b(?:Failure|SyncError|StorageError|NetworkError|UsageError)\(/#
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var all: [Refusal] = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for start in text.matches(of: starts) {
                // One put together from several is told by its parts.
                guard let form = Self.form(in: text[start.range.upperBound...]),
                    !form.hasSuffix(" "), form.contains(where: \.isLetter)
                else { continue }
                all.append(Refusal(file: file.lastPathComponent, form: form))
            }
        }
        return all
    }

    /// Whether the book has a sentence of this form.
    static func isKnown(_ form: String) -> Bool {
        // A digit fits in every hole.
        let told = form.replacing("{}", with: "7")
        return PhraseBook.told(told, in: .nb) != told
    }

    /// The first sentence behind a code: a literal with a space in it, on one line or between triple quotes.
    private static func form(in rest: Substring) -> String? {
        let code = #/\s*(?:"[a-z_.]+",\s*)?/#
        guard let head = rest.prefixMatch(of: code) else { return nil }
        let tail = rest[head.range.upperBound...]
        if let match = tail.prefixMatch(of: #/"""\n((?s).*?)\n\s*"""/#) {
            let lines = match.1.split(separator: "\n").map { $0.drop { $0 == " " } }
            let text = lines.map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 + "\n" }
            return filled(text.joined().trimmingCharacters(in: .newlines))
        }
        guard let match = tail.prefixMatch(of: #/"((?:[^"\\\n]|\\\((?:[^()]|\([^()]*\))*\))*)"/#),
            match.1.contains(" ")
        else { return nil }
        return filled(String(match.1))
    }

    private static func filled(_ text: String) -> String {
        text.replacing(#/\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/#, with: "{}")
    }
}
