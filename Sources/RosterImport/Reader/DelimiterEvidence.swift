/// Which character cuts the first rows into the most regular table.
enum DelimiterEvidence {
    /// The delimiter named in a first line such as `sep=;`, and where the next line begins.
    static func separatorLine(in bytes: ArraySlice<UInt8>) -> (delimiter: Delimiter, end: Int)? {
        let line = bytes.prefix(12).prefix { $0 != 0x0A && $0 != 0x0D }
        // Excel writes the line with quotes when it has saved the file once more.
        let text = String(decoding: line, as: UTF8.self)
            .filter { $0 != "\"" }.prefix(5)
        guard text.lowercased().hasPrefix("sep="), let last = text.dropFirst(4).first,
            let delimiter = Delimiter(rawValue: String(last))
        else { return nil }
        var end = line.endIndex
        if end < bytes.endIndex, bytes[end] == 0x0D { end += 1 }
        if end < bytes.endIndex, bytes[end] == 0x0A { end += 1 }
        return (delimiter, end)
    }

    /// The best delimiter for a sample of the file; for a single column one that does not occur.
    static func judge(_ sample: ArraySlice<UInt8>, decoder: FieldDecoder) -> Delimiter {
        let absent = [Delimiter.comma, .semicolon, .tab, .pipe].first { !sample.contains($0.byte) }
        var best: (delimiter: Delimiter, score: Double) = (absent ?? .comma, 0)
        for delimiter in Delimiter.allCases {
            let score = score(firstRows(sample, delimiter: delimiter, decoder: decoder))
            if score > best.score { best = (delimiter, score) }
        }
        return best.delimiter
    }

    private static func firstRows(
        _ sample: ArraySlice<UInt8>,
        delimiter: Delimiter,
        decoder: FieldDecoder
    ) -> [[String]] {
        var rows: [[String]] = []
        var parser = DelimitedParser(delimiter: delimiter, limits: ReadLimits())
        let sink: (RawRecord) throws(RosterError) -> Bool = { record in
            var flags = RowFlags()
            if !record.isBlank(decoder) {
                rows.append(
                    record.ends.indices.map { decoder.decode(record.field($0), flags: &flags) }
                )
            }
            return rows.count < 100
        }
        // A sample that breaks a limit under the wrong delimiter is poor evidence, not an error.
        do {
            try parser.feed(sample, sink: sink)
            try parser.finish(sink: sink)
        } catch { return rows }
        return rows
    }

    /// Rows of one width count most, then headers that are known, then the width.
    private static func score(_ rows: [[String]]) -> Double {
        var widths: [Int: Int] = [:]
        for row in rows where row.count > 1 { widths[row.count, default: 0] += 1 }
        let common = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }
        guard let (width, count) = common else { return 0 }
        // One known header alone in the first row: a list with one column, whatever its cells hold.
        if let first = rows.first, first.count == 1, HeaderSynonyms.field(for: first[0]) != nil {
            return 0
        }
        let known =
            rows.prefix(20).map { row in
                row.count { HeaderSynonyms.isKnown($0) }
            }.max() ?? 0
        let share = Double(count) / Double(rows.count)
        return share * 100 + Double(min(known, 5)) * 40 + Double(min(width, 40))
    }
}
