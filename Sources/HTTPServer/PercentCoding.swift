/// Decoding of request targets (RFC 3986 section 2.1), strict where a route depends on it.
package enum PercentCoding {
    /// The text behind the escapes; nil for a broken escape, a NUL, or bytes that are not UTF-8.
    ///
    /// Decode a path segment by segment: an escaped `/` belongs to its segment.
    package static func decode(_ raw: some StringProtocol) -> String? {
        decode(raw, plusIsSpace: false)
    }

    /// The raw path and the decoded query of a target.
    ///
    /// In the query `+` is a space, as forms write it; a name or value that cannot be decoded stays
    /// as it was sent, and will fail the check of whoever reads it.
    static func split(target: String) -> (path: String, query: [(name: String, value: String)]) {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (target, []) }
        let pairs = target[target.utf8.index(after: mark)...].split(separator: "&")
        return (String(target[..<mark]), pairs.map(pair))
    }

    private static func pair(_ raw: Substring) -> (name: String, value: String) {
        let equals = raw.firstIndex(of: "=") ?? raw.endIndex
        let name = raw[..<equals]
        let value = raw[equals...].dropFirst()
        return (
            decode(name, plusIsSpace: true) ?? String(name),
            decode(value, plusIsSpace: true) ?? String(value)
        )
    }

    private static func decode(_ raw: some StringProtocol, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = raw.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexadecimal),
                    let low = rest.popFirst().flatMap(hexadecimal), high | low != 0
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(UInt8(ascii: " "))
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
