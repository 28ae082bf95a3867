import Glibc

extension String {
    /// Whether both are the same but for the case of ASCII letters, as RFC 9110 compares names.
    func equalsIgnoringCase(_ other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// Whether it begins with `prefix`, but for the case of ASCII letters.
    func startsIgnoringCase(_ prefix: String) -> Bool {
        utf8.count >= prefix.utf8.count
            && zip(utf8, prefix.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// Without the spaces and tabs at its end, which RFC 9110 section 5.5 leaves out of a value.
    ///
    /// The library skips those at the beginning only.
    var trimmingEndOfValue: String {
        guard let last = utf8.last, last == 0x20 || last == 0x09 else { return self }
        var end = utf8.endIndex
        while end > utf8.startIndex, [0x20, 0x09].contains(utf8[utf8.index(before: end)]) {
            end = utf8.index(before: end)
        }
        return String(self[..<end])
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}

/// The system's words for an error number.
func systemMessage(_ errno: Int32) -> String {
    guard let words = strerror(errno) else { return "error \(errno)" }
    return String(cString: words)
}
