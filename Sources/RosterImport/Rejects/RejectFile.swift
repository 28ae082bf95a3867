import Coordination

/// Writes the rows that were refused, in the shape of the source, to be corrected and read again.
package enum RejectFile {
    /// The three columns added at the right; read again, they are passed over.
    package static let columnNames = ["rad", "feilkode", "melding"]

    /// The rejected rows in the encoding, delimiter and columns of the file, nil without any.
    ///
    /// Columns we may not hold are left blank and identity numbers taken out of the rest.
    package static func write(
        _ plan: Plan,
        table: ReadTable,
        mapping: HeaderMapping
    ) -> [UInt8]? {
        var codes: [Int: String] = [:]
        for row in plan.rows where row.action == .reject {
            codes[row.row] = row.reasons.first?.code ?? ""
        }
        let rejected = table.rows.compactMap { row in codes[row.number].map { (row, $0) } }
        return write(rejected, table: table, mapping: mapping)
    }

    /// Rejected rows with the code of what is wrong with each.
    static func write(
        _ rejected: [(row: SourceRow, code: String)],
        table: ReadTable,
        mapping: HeaderMapping
    ) -> [UInt8]? {
        guard !rejected.isEmpty else { return nil }
        let shape = Shape(table, mapping, rows: rejected.map(\.row))
        var lines: [[String]] = []
        if !table.header.isEmpty { lines.append(shape.fit(table.header) + columnNames) }
        for (row, code) in rejected {
            lines.append(
                shape.fit(row.fields)
                    + [String(row.number), code, RosterMessages.sentence(code, in: .nb)]
            )
        }
        return encoded(lines, as: table)
    }

    private static func encoded(_ lines: [[String]], as table: ReadTable) -> [UInt8] {
        let delimiter = table.delimiter.rawValue
        var text = table.hasSeparatorLine ? "sep=\(delimiter)\(table.lineEnd.rawValue)" : ""
        for line in lines {
            text += line.map { quoted($0, delimiter: delimiter) }.joined(separator: delimiter)
            text += table.lineEnd.rawValue
        }
        let mark = table.hasByteOrderMark ? table.encoding.encode("\u{FEFF}") : []
        return mark + table.encoding.encode(text)
    }

    private static func quoted(_ cell: String, delimiter: String) -> String {
        let safe = Formula.defused(cell)
        let needsQuotes = safe.unicodeScalars.contains { scalar in
            scalar == "\"" || scalar == "\n" || scalar == "\r" || String(scalar) == delimiter
        }
        guard needsQuotes || safe.hasPrefix("+") || safe.hasPrefix(" ") else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    /// The source's columns, without ours of an earlier round, wide enough for every row.
    private struct Shape {
        private let width: Int
        private let blank: Set<Int>
        private let own: Set<Int>

        init(_ table: ReadTable, _ mapping: HeaderMapping, rows: [SourceRow]) {
            width = max(table.columnCount, rows.map(\.fields.count).max() ?? 0)
            own = Set(table.header.indices.filter { columnNames.contains(table.header[$0]) })
            blank = Set(
                mapping.columns.filter { if case .refused = $0.use { true } else { false } }
                    .map(\.index)
            )
        }

        func fit(_ fields: [String]) -> [String] {
            (0..<width).filter { !own.contains($0) }.map { index in
                guard index < fields.count else { return "" }
                // The name of a refused column stays; what stands under it goes.
                let isName = SensitiveColumns.category(of: fields[index]) != nil
                guard !blank.contains(index) || isName else { return "" }
                return NationalId.redacted(fields[index])
            }
        }
    }
}
