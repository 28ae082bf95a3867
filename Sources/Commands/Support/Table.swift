import Coordination

/// Columns of text under their names, each as wide as its widest cell.
package struct Table {
    private let header: [String]
    private var rows: [[String]] = []

    package init(_ header: String...) { self.header = header }
    package init(_ header: [String]) { self.header = header }
    /// The names in the reader's language, as `TableWords` has them.
    init(_ language: Language, _ header: String...) {
        self.header = header.map { TableWords.word($0, in: language) }
    }

    package mutating func add(_ cells: String...) { add(cells) }
    /// Adds a row; each cell is one line, whatever somebody wrote into it.
    package mutating func add(_ cells: [String]) { rows.append(cells.map(Visible.line)) }

    package var isEmpty: Bool { rows.isEmpty }

    /// The table, without a line feed at its end.
    package var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in
            all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return all.map { Self.line($0, widths) }.joined(separator: "\n")
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        var out = ""
        for (cell, width) in zip(cells, widths) {
            out += cell + String(repeating: " ", count: max(0, width - cell.count) + 2)
        }
        while out.hasSuffix(" ") { out.removeLast() }
        return out
    }
}
