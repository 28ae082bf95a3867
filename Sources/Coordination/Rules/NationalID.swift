/// Norwegian national identity numbers (fødselsnummer, D-number), which may stand nowhere.
///
/// Eleven digits, also written 6 + 5 with a space, hyphen or dot between; both check digits must agree and the
/// first six be a date, so that phone and account numbers pass. Months of H- and test numbers (+40, +65, +80)
/// count as well.
enum NationalID {
    /// Whether the text holds one.
    static func isIn(_ text: String) -> Bool {
        // Most texts have too few digits, and nothing has to be made plain to see that.
        guard text.utf8.reduce(0, { $0 + (isDigit($1) ? 1 : 0) }) >= 11 else { return false }
        let bytes = plain(text)
        var start = 0
        while start < bytes.count {
            let isAtEdge = start == 0 || !isWord(bytes[start - 1]) && bytes[start - 1] != plus
            if isAtEdge, let digits = elevenDigits(in: bytes, from: start), isValid(digits) {
                return true
            }
            start += 1
        }
        return false
    }

    private static let plus = UInt8(ascii: "+")

    /// UTF-8 with spaces and dashes of every kind made plain.
    private static func plain(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            if scalar.properties.isWhitespace { return UInt8(ascii: " ") }
            if (0x2010...0x2015).contains(scalar.value) { return UInt8(ascii: "-") }
            // Anything outside ASCII is a letter as far as edges go.
            return scalar.isASCII ? UInt8(scalar.value) : UInt8(ascii: "x")
        }
    }

    private static func elevenDigits(in bytes: [UInt8], from start: Int) -> [Int]? {
        var digits: [Int] = []
        var place = start
        while digits.count < 11, place < bytes.count {
            if isDigit(bytes[place]) {
                digits.append(Int(bytes[place] - UInt8(ascii: "0")))
            } else if digits.count != 6 || place != start + 6 || !isSeparator(bytes[place]) {
                return nil
            }
            place += 1
        }
        guard digits.count == 11, place == bytes.count || !isWord(bytes[place]) else { return nil }
        return digits
    }

    private static func isValid(_ digits: [Int]) -> Bool {
        let day = digits[0] * 10 + digits[1]
        let month = digits[2] * 10 + digits[3]
        let isDay = (1...31).contains(day) || (41...71).contains(day)
        let isMonth = [0, 40, 65, 80].contains { (1...12).contains(month - $0) }
        let first = check(digits.prefix(9), [3, 7, 6, 1, 8, 9, 4, 5, 2])
        let second = check(digits.prefix(10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
        return isDay && isMonth && first == digits[9] && second == digits[10]
    }

    private static func check(_ digits: ArraySlice<Int>, _ weights: [Int]) -> Int {
        let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return rest == 0 ? 0 : 11 - rest
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        [UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
