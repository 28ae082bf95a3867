/// Newline-delimited JSON: one message a line, each ended by a line feed.
package enum Lines {
    /// Splits bytes at line feeds; a last line without one is reported as `rest`.
    package static func split(_ bytes: [UInt8]) -> (lines: [[UInt8]], rest: [UInt8]) {
        var lines: [[UInt8]] = []
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            lines.append(Array(bytes[start..<end]))
            start = end + 1
        }
        return (lines, Array(bytes[start...]))
    }
}

extension JSONValue {
    /// The canonical bytes followed by a line feed.
    package func line() -> [UInt8] {
        var out = bytes()
        out.append(0x0A)
        return out
    }
}
