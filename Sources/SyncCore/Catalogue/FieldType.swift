/// The shape of a field's value.
package enum FieldType: Sendable, Equatable {
    /// Text of at most so many bytes of UTF-8.
    case text(maximum: Int)
    /// One of a list of codes; a code this version does not know is kept when it comes from a newer one.
    case code([String])
    /// A whole number in a range.
    case integer(ClosedRange<Int64>)
    case bool
    /// Unix milliseconds, UTC.
    case instant
    /// `YYYY-MM-DD`, Europe/Oslo.
    case date
    /// The id of another row.
    case reference(EntityName)
    /// A list of at most so many texts.
    case list(maximum: Int)
    /// A GeoJSON geometry (RFC 7946) of at most so many bytes.
    case geometry(maximum: Int)
    /// Any JSON of at most so many bytes.
    case json(maximum: Int)

    /// Whether the value may stand in a field of this type; `null` empties any field.
    package func accepts(_ value: JSONValue) -> Bool {
        if value.isNull { return true }
        switch self {
        case .text(let maximum): return value.text.map { $0.utf8.count <= maximum } ?? false
        case .code(let codes): return value.text.map { codes.contains($0) } ?? false
        case .integer(let range): return value.integer.map { range.contains($0) } ?? false
        case .bool: return value.bool != nil
        case .instant: return value.integer.map { Self.instants.contains($0) } ?? false
        case .date: return value.text.map(Self.isDate) ?? false
        case .reference: return value.text.flatMap { RowID($0) } != nil
        case .list(let maximum):
            guard let elements = value.array, elements.count <= maximum else { return false }
            return elements.allSatisfy { ($0.text?.utf8.count ?? .max) <= 500 }
        case .geometry(let maximum):
            return value["type"]?.text != nil && value.bytes().count <= maximum
        case .json(let maximum): return value.bytes().count <= maximum
        }
    }

    /// Years 1 to 9999, in Unix milliseconds.
    static let instants: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// Whether the text is a real day of the Gregorian calendar, `YYYY-MM-DD`.
    static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]),
            let day = digits(bytes[8..<10]), (1...12).contains(month)
        else { return false }
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day)
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var out = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            out = out * 10 + Int(byte - 0x30)
        }
        return out
    }
}
