/// The keys of the rows a membership came from, as its `externalId` keeps them where the list has no numbers.
///
/// By them a row is known again, whatever matching would say of it: also one of which a person has said who it is.
struct RowKeys: Equatable {
    private static let mark = "row:"
    /// As many as the field has room for: 100 bytes.
    static let most = 5

    private(set) var keys: [String]

    /// Nil for another text, which is a list's own number.
    init?(_ text: String?) {
        guard let text, text.hasPrefix(Self.mark) else { return nil }
        keys = text.dropFirst(Self.mark.count).split(separator: ",").map(String.init)
    }

    init(first key: String) { keys = [key] }

    var text: String { Self.mark + keys.joined(separator: ",") }

    /// Where there is no room left it is not kept: dropping another would let neither of them ever settle.
    mutating func add(_ key: String) {
        guard !keys.contains(key), keys.count < Self.most else { return }
        keys.append(key)
    }
}
