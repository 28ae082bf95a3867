extension JSONValue {
    /// The canonical bytes: no white space, members sorted by the bytes of their names.
    ///
    /// The same value has the same bytes on hub and replica, which is what checksums compare. Doubles are
    /// written in their shortest form that reads back the same.
    package func bytes() -> [UInt8] {
        var out: [UInt8] = []
        write(into: &out)
        return out
    }

    /// Appends the canonical bytes to `out`.
    package func write(into out: inout [UInt8]) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): Self.write(value, into: &out)
        case .double(let value): Self.write(value, into: &out)
        case .string(let value): Self.write(value, into: &out)
        case .array(let elements):
            out.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                element.write(into: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            Self.write(members, into: &out)
        }
    }

    static func write(_ members: JSONObject, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        var isFirst = true
        for (name, value) in members {
            if !isFirst { out.append(UInt8(ascii: ",")) }
            isFirst = false
            write(name, into: &out)
            out.append(UInt8(ascii: ":"))
            value.write(into: &out)
        }
        out.append(UInt8(ascii: "}"))
    }

    /// The digits of a whole number, without a text in between: clocks and sequence numbers are most of a row.
    static func write(_ value: Int64, into out: inout [UInt8]) {
        if value < 0 { out.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var count = 0
        repeat {
            digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            count += 1
        } while rest > 0
        while count > 0 {
            count -= 1
            out.append(digits[count])
        }
    }

    private static func write(_ value: Double, into out: inout [UInt8]) {
        // JSON has no infinity; nothing that was read can be one, and what is computed must not become one.
        guard value.isFinite else { return out.append(contentsOf: "null".utf8) }
        out.append(contentsOf: value.description.utf8)
    }

    static func write(_ text: String, into out: inout [UInt8]) {
        var text = text
        out.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            // Hardly any text has a byte that has to be written another way.
            if bytes.contains(where: isEscaped) {
                for byte in bytes { write(byte, into: &out) }
            } else {
                out.append(contentsOf: bytes)
            }
        }
        out.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func write(_ byte: UInt8, into out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            out.append(UInt8(ascii: "\\"))
            out.append(byte)
        case 0x0A: out.append(contentsOf: "\\n".utf8)
        case 0x0D: out.append(contentsOf: "\\r".utf8)
        case 0x09: out.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            let hexadecimal = Array("0123456789abcdef".utf8)
            out.append(contentsOf: "\\u00".utf8)
            out.append(hexadecimal[Int(byte >> 4)])
            out.append(hexadecimal[Int(byte & 15)])
        default: out.append(byte)
        }
    }
}
