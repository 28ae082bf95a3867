package import SyncEngine

/// The municipalities as they stood on the day of the file, and those there were before.
package struct MunicipalityRegister: Sendable {
    private var names: [String: String] = [:]
    private var ended: Set<String> = []
    /// Number by name; nil where two bear one name, as the two called Herøy do.
    private var numbers: [String: String?] = [:]

    package init(_ codes: [ReferenceCode], on day: String) {
        for code in codes {
            guard code.isValid(on: day) else {
                ended.insert(code.code)
                continue
            }
            names[code.code] = code.name
            // "Kárášjohka - Karasjok" is called by either name.
            var parts = code.name.split(separator: " - ").map { NameKey.of(String($0)) }
            parts.append(NameKey.of(code.name))
            for part in Set(parts) {
                numbers[part] = numbers[part] == nil ? .some(code.code) : .some(nil)
            }
        }
    }

    package enum Answer: Sendable, Equatable {
        case number(String)
        /// There was such a number, and it is no longer valid.
        case ended(String)
        case ambiguous, unknown
    }

    /// What a cell that names a municipality, by number or by name, means.
    package func find(_ cell: String) -> Answer {
        let text = cell.cleaned
        if (1...4).contains(text.utf8.count), text.asciiDigits == text {
            let number = ReferenceColumns.padded(text)
            if names[number] != nil { return .number(number) }
            return ended.contains(number) ? .ended(number) : .unknown
        }
        let bare = text.lowercased().hasSuffix(" kommune") ? String(text.dropLast(8)) : text
        switch numbers[NameKey.of(bare)] {
        case .some(.some(let number)): return .number(number)
        case .some(.none): return .ambiguous
        case .none: return .unknown
        }
    }
}
