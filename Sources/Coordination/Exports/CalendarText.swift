/// Lines of iCalendar (RFC 5545): CRLF at their ends, folded at 75 octets, text escaped.
struct CalendarText {
    private(set) var bytes: [UInt8] = []

    /// A property whose value is of the standard's own alphabet: a date, a code, a number.
    mutating func add(_ name: String, _ value: String) {
        let line = Array("\(name):\(value)".utf8)
        var start = 0
        var width = 75
        while line.count - start > width {
            var end = start + width
            // Never inside a character (section 3.1 speaks of octets; readers fare better so).
            while end > start + 1, line[end] & 0xC0 == 0x80 { end -= 1 }
            bytes += line[start..<end] + Array("\r\n ".utf8)
            start = end
            // The blank at the start of a continued line counts.
            width = 74
        }
        bytes += line[start...] + Array("\r\n".utf8)
    }

    /// A property whose value people wrote (section 3.3.11).
    mutating func add(_ name: String, text: String) {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case ";": out += "\\;"
            case ",": out += "\\,"
            case "\n": out += "\\n"
            case "\r": continue
            default:
                // Control characters have no place in text (section 3.1).
                if scalar.value >= 0x20, scalar.value != 0x7F { out.unicodeScalars.append(scalar) }
            }
        }
        add(name, out)
    }
}
