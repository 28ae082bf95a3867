/// National identity numbers, which are found in order to be left out.
enum NationalId {
    /// What stands where a number was taken out.
    static let mark = "[fjernet]"

    /// The whole cell is eleven digits that begin with a day, also as "010180 12345".
    static func isLikely(_ cell: String) -> Bool {
        guard cell.utf8.count(where: isDigit) == 11 else { return false }
        let text = cell.cleaned
        guard !text.hasPrefix("+"), !text.hasPrefix("00") else { return false }
        let digits = text.filter { !" .-".contains($0) }
        return digits.utf8.count == 11 && hasShape(Array(digits.utf8))
    }

    /// The text is such a number, or eleven digits that begin with a day stand somewhere in it.
    static func isMentioned(in text: String) -> Bool {
        guard text.utf8.count >= 11, text.utf8.count(where: isDigit) >= 11 else { return false }
        return isLikely(text) || !runs(in: text).isEmpty
    }

    /// The text with every such number replaced by a word.
    static func redacted(_ text: String) -> String {
        guard text.utf8.count >= 11 else { return text }
        guard !isLikely(text) else { return mark }
        var result = text
        for run in runs(in: text).reversed() { result.replaceSubrange(run, with: mark) }
        return result
    }

    /// Eleven digits in a row, with at most one space or hyphen after the sixth.
    private static func runs(in text: String) -> [Range<String.Index>] {
        let utf8 = text.utf8
        var found: [Range<String.Index>] = []
        var index = utf8.startIndex
        while index < utf8.endIndex {
            guard isDigit(utf8[index]) else {
                index = utf8.index(after: index)
                continue
            }
            let (digits, end) = run(in: utf8, from: index)
            let follows = index > utf8.startIndex ? utf8[utf8.index(before: index)] : 0x20
            if digits.count == 11, follows != 0x2B, hasShape(digits) { found.append(index..<end) }
            index = end
        }
        return found
    }

    private static func run(
        in utf8: String.UTF8View,
        from start: String.Index
    ) -> ([UInt8], String.Index) {
        var digits: [UInt8] = []
        var index = start
        while index < utf8.endIndex {
            if isDigit(utf8[index]) {
                digits.append(utf8[index])
            } else {
                let next = utf8.index(after: index)
                let isGap = utf8[index] == 0x20 || utf8[index] == 0x2D
                guard digits.count == 6, isGap, next < utf8.endIndex, isDigit(utf8[next]) else {
                    break
                }
            }
            index = utf8.index(after: index)
        }
        return (digits, index)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Day 1–31, or 41–71 for D-numbers; month 1–12, or with 40, 65 or 80 added.
    private static func hasShape(_ digits: [UInt8]) -> Bool {
        guard digits.count == 11, digits.allSatisfy(isDigit) else { return false }
        let day = Int(digits[0] - 0x30) * 10 + Int(digits[1] - 0x30)
        let month = Int(digits[2] - 0x30) * 10 + Int(digits[3] - 0x30)
        let isDay = (1...31).contains(day) || (41...71).contains(day)
        return isDay && [0, 40, 65, 80].contains { (1...12).contains(month - $0) }
    }
}
