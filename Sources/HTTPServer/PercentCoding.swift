/// Decoding of request targets (RFC 3986 section 2.1), strict where a route depends on it.
package enum PercentCoding {
    /// The text behind the escapes; nil for a broken escape, a NUL, or bytes that are not UTF-8.
    ///
    /// Decode a path segment by segment: an escaped `/` belongs to its segment.
    package static func decode(_ raw: some StringProtocol) -> String? {
        var text = String(raw)
        return text.withUTF8 { decode($0[...], plusIsSpace: false) }
    }

    // All below is on bytes: a String would look for the bounds of its characters at every step, which
    // was half of what the server did for a request.

    /// The raw path of a target.
    static func path(of target: String) -> String {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return target }
        return String(target[..<mark])
    }

    /// The raw path and the decoded query of a target.
    ///
    /// In the query `+` is a space, as forms write it; a name or value that cannot be decoded stays
    /// as it was sent, and will fail the check of whoever reads it.
    static func split(target: String) -> (path: String, query: [(name: String, value: String)]) {
        let path = path(of: target)
        guard path.utf8.count < target.utf8.count else { return (target, []) }
        var target = target
        let query = target.withUTF8 { bytes in
            bytes.dropFirst(path.utf8.count + 1).split(separator: UInt8(ascii: "&")).map(pair)
        }
        return (path, query)
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>.SubSequence

    private static func pair(_ raw: Bytes) -> (name: String, value: String) {
        let equals = raw.firstIndex(of: UInt8(ascii: "=")) ?? raw.endIndex
        return (word(raw[..<equals]), word(raw[equals...].dropFirst()))
    }

    private static func word(_ raw: Bytes) -> String {
        decode(raw, plusIsSpace: true) ?? String(decoding: raw, as: UTF8.self)
    }

    private static func decode(_ raw: Bytes, plusIsSpace: Bool) -> String? {
        let isPlain = raw.allSatisfy { $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") }
        if isPlain { return String(validating: raw, as: UTF8.self) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var rest = raw
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
