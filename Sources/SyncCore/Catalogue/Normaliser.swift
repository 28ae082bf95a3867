/// Under which spelling two values count as the same, so that they are no conflict (DESIGN.md 3.3).
package enum Normaliser: String, Sendable {
    case none
    /// Trimmed; Swift compares text by canonical equivalence, so NFC and NFD are the same.
    case text
    /// A Norwegian number with or without +47, spaces and punctuation (ITU-T E.164).
    case phone
    /// Trimmed and in lower case.
    case email

    /// Whether the two values mean the same.
    package func same(_ one: JSONValue?, _ other: JSONValue?) -> Bool {
        if one ?? .null == other ?? .null { return true }
        guard let one = one?.text, let other = other?.text else { return false }
        return normalised(one) == normalised(other)
    }

    func normalised(_ text: String) -> String {
        switch self {
        case .none: text
        case .text: Self.trimmed(text)
        case .email: Self.trimmed(text).lowercased()
        case .phone: Self.phone(text)
        }
    }

    private static func trimmed(_ text: String) -> String {
        let kept = text.drop(while: \.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }

    private static func phone(_ text: String) -> String {
        var digits = text.filter { ("0"..."9").contains($0) || $0 == "+" }
        if digits.hasPrefix("00") { digits = "+" + digits.dropFirst(2) }
        if digits.hasPrefix("+") { return digits }
        if digits.count == 10, digits.hasPrefix("47") { return "+" + digits }
        return digits.count == 8 ? "+47" + digits : digits
    }
}
