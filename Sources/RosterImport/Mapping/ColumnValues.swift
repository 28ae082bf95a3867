/// What the first thousand rows of each column look like.
struct ColumnValues {
    private let columns: [Shape]

    private struct Shape {
        var filled = 0
        var nationalIds = 0
        var emails = 0
        var dates = 0
        var phones = 0
        var postalCodes = 0
        var names = 0
        var spaced = 0
    }

    init(_ table: ReadTable) {
        var columns = [Shape](repeating: Shape(), count: table.columnCount)
        for row in table.rows.prefix(1000) {
            for (index, cell) in row.fields.enumerated() where index < columns.count {
                Self.look(at: cell.cleaned, &columns[index])
            }
        }
        self.columns = columns
    }

    /// Whether nothing was found in a column.
    func isEmpty(_ index: Int) -> Bool { columns[index].filled == 0 }

    /// `national_id` where one filled cell in five is such a number.
    func category(of index: Int) -> String? {
        let shape = columns[index]
        return shape.nationalIds > 0 && shape.nationalIds * 5 >= shape.filled
            ? "national_id" : nil
    }

    /// Meanings for the columns that are not `taken`, at most one column each.
    func guesses(skipping taken: [Bool]) -> [(index: Int, field: RosterField)] {
        var found: [(index: Int, field: RosterField)] = []
        func first(_ field: RosterField, _ count: (Shape) -> Int) {
            let index = columns.indices.first { index in
                !taken[index] && !found.contains { $0.index == index }
                    && columns[index].filled > 0
                    && count(columns[index]) * 10 >= columns[index].filled * 8
            }
            if let index { found.append((index, field)) }
        }
        first(.email, \.emails)
        first(.birthDate, \.dates)
        first(.mobile, \.phones)
        first(.postalCode, \.postalCodes)
        let names = columns.indices.filter { index in
            let shape = columns[index]
            return !taken[index] && shape.filled > 0 && shape.names * 10 >= shape.filled * 8
        }
        guard let head = names.first else { return found }
        let isWhole = columns[head].spaced * 2 > columns[head].filled || names.count == 1
        if isWhole { return found + [(head, .fullName)] }
        return found + [(head, .givenName), (names[1], .familyName)]
    }

    /// E-mail addresses are unmistakable; names are hardly more than a guess.
    func confidence(of field: RosterField) -> Double {
        switch field {
        case .email: 0.95
        case .birthDate, .mobile: 0.8
        case .postalCode: 0.6
        default: 0.4
        }
    }

    private static func look(at cell: String, _ shape: inout Shape) {
        guard !cell.isEmpty else { return }
        shape.filled += 1
        if NationalId.isLikely(cell) { shape.nationalIds += 1 }
        let digits = cell.utf8.count { (0x30...0x39).contains($0) }
        if cell.contains("@") { shape.emails += 1 }
        if digits >= 6, cell.count <= 10, looksLikeDate(cell) {
            shape.dates += 1
        } else if digits >= 8, digits <= 15, PhoneReader.read(cell).value != nil {
            shape.phones += 1
        }
        if digits == 4, cell.utf8.count == 4 { shape.postalCodes += 1 }
        let isName = digits == 0 && cell.count <= 40 && cell.first?.isUppercase == true
        if isName, !cell.contains("@") { shape.names += 1 }
        if isName, cell.contains(" ") { shape.spaced += 1 }
    }

    /// Three numbers with points, hyphens or strokes between them.
    private static func looksLikeDate(_ cell: String) -> Bool {
        let parts = cell.utf8.split(omittingEmptySubsequences: false) {
            $0 == 0x2E || $0 == 0x2D || $0 == 0x2F
        }
        guard parts.count == 3, (1...4).contains(parts[0].count),
            (1...2).contains(parts[1].count), (2...4).contains(parts[2].count)
        else { return false }
        return parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
    }
}
