/// Which of the first rows names the columns.
enum HeaderGuess {
    /// Index of the header among the first rows, nil when the table begins with data.
    static func index(in rows: [SourceRow]) -> Int? {
        let candidates = Array(rows.prefix(20))
        let known = candidates.map { row in row.fields.count { HeaderSynonyms.isKnown($0) } }
        let filled = candidates.map { row in row.fields.count { !$0.rosterTrimmed.isEmpty } }
        if let most = known.max(), let index = known.firstIndex(of: most), most > 0,
            most >= 2 || most * 2 >= filled[index],
            !candidates[index].fields.contains(where: looksLikeData)
        {
            return index
        }
        return firstFullRow(candidates, filled: filled)
    }

    /// Without a known name: the first row about as full as the table, if no cell is a value.
    private static func firstFullRow(_ rows: [SourceRow], filled: [Int]) -> Int? {
        var counts: [Int: Int] = [:]
        for count in filled where count > 0 { counts[count, default: 0] += 1 }
        let usual = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
        let wanted = max((usual + 1) / 2, min(usual, 2))
        guard let index = filled.firstIndex(where: { $0 >= wanted && $0 > 0 }),
            !rows[index].fields.contains(where: looksLikeData)
        else { return nil }
        return index
    }

    /// An e-mail address, a date, a phone number or another plain number is a value, never a name.
    static func looksLikeData(_ cell: String) -> Bool {
        let text = cell.rosterTrimmed
        if text.contains("@") && text.contains(".") { return true }
        let digits = text.utf8.count { (0x30...0x39).contains($0) }
        let letters = text.unicodeScalars.count { $0.properties.isAlphabetic }
        return digits > 0 && letters == 0
    }
}

extension String {
    /// Without white space, no-break spaces and byte order marks at either end.
    var rosterTrimmed: String {
        // Most cells begin and end with a character that is plainly no space.
        if let head = utf8.first, let tail = utf8.last, (0x21..<0x7F).contains(head),
            (0x21..<0x7F).contains(tail)
        {
            return self
        }
        guard let first = firstIndex(where: { !$0.isRosterSpace }),
            let last = lastIndex(where: { !$0.isRosterSpace })
        else { return "" }
        return String(self[first...last])
    }
}
