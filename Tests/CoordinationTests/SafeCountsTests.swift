import Coordination
import Testing

/// DOMAIN.md M5: no cell below five can be found, by itself or by working out what tables are told so.
@Suite struct SafeCountsTests {
    /// What a reader has before her: what was told, and the sum where she knows it from elsewhere.
    private struct Seen: Hashable {
        let told: [Int]?
        let sum: Int?
    }

    /// Every table of three answers and none with up to nine people in each cell.
    private static let tables: [[Int]] = (0..<10_000).map { number in
        [number / 1000, number / 100 % 10, number / 10 % 10, number % 10]
    }

    private func told(_ table: [Int]) -> [Int]? {
        SafeCounts.told(Array(table.dropLast()), unsaid: table.last ?? 0)
    }

    /// Looks that in each group of tables that look the same, a cell that may be small may be any small number.
    private func expectHidden(_ groups: [Seen: [[Int]]]) {
        for (seen, tables) in groups {
            for cell in 0..<4 {
                let possible = Set(tables.map { $0[cell] })
                guard !possible.isDisjoint(with: 1...4) else { continue }
                #expect(possible.isSuperset(of: 1...4), "\(seen) cell \(cell): \(possible)")
            }
        }
    }

    @Test func `what is told lets no small cell be narrowed`() {
        let groups = Dictionary(grouping: Self.tables) { Seen(told: told($0), sum: nil) }
        #expect(groups.count > 100)
        expectHidden(groups)
    }

    @Test func `nor does the sum, which the table of another attribute may tell`() {
        // A told table has ten people or more; above twenty the cells of these tables are too small for every sum.
        let summed = Self.tables.filter { (10...20).contains($0.reduce(0, +)) }
        let groups = Dictionary(grouping: summed) {
            Seen(told: told($0), sum: $0.reduce(0, +))
        }
        #expect(groups.count > 20)
        expectHidden(groups)
    }

    @Test func `a table is told whole or not at all`() {
        #expect(SafeCounts.told([5, 8, 0], unsaid: 0) == [5, 8, 0, 0])
        #expect(SafeCounts.told([5, 8, 0], unsaid: 6) == [5, 8, 0, 6])
        #expect(SafeCounts.told([4, 20, 9], unsaid: 0) == nil)
        #expect(SafeCounts.told([20, 9, 0], unsaid: 1) == nil)
        #expect(SafeCounts.told([20, 0, 0], unsaid: 0) == nil)
        #expect(SafeCounts.told([20, 0, 0], unsaid: 9) == nil)
        #expect(SafeCounts.told([0, 0], unsaid: 0) == nil)
    }

    // MARK: Two attributes

    /// What a reader has of two attributes: both margins where they are told, the table where it is, and the sum.
    private struct Crossed: Hashable {
        let rows: [Int]?
        let columns: [Int]?
        let cells: [[Int]]?
        let sum: Int

        init(_ table: [[Int]]) {
            func margin(_ lines: [[Int]]) -> [Int]? {
                let sums = lines.map { $0.reduce(0, +) }
                return SafeCounts.told(Array(sums.dropLast()), unsaid: sums.last ?? 0)
            }
            let turned = (table.first ?? []).indices.map { place in table.map { $0[place] } }
            rows = margin(table)
            columns = margin(turned)
            cells = SafeCounts.told(cross: table)
            sum = table.joined().reduce(0, +)
        }
    }

    /// Looks that of tables that look the same each cell that may be small may have four values or more.
    private func expectHidden(_ groups: [Crossed: [[[Int]]]]) {
        for (seen, tables) in groups where seen.cells == nil {
            let lines = tables[0].count
            for row in 0..<lines {
                for column in 0..<lines {
                    let possible = Set(tables.map { $0[row][column] })
                    guard !possible.isDisjoint(with: 1...4) else { continue }
                    #expect(possible.count >= 4, "\(seen) \(row),\(column): \(possible)")
                }
            }
        }
    }

    @Test func `no cell of two attributes is found out beside what is told of each`() {
        // Two answers and nobody silent, up to 24 people in all: all there are with each sum, so that none is missing.
        var tables: [[[Int]]] = []
        for sum in 10...24 {
            for one in 0...sum {
                for two in 0...(sum - one) {
                    for three in 0...(sum - one - two) {
                        let rest = sum - one - two - three
                        tables.append([[one, two, 0], [three, rest, 0], [0, 0, 0]])
                    }
                }
            }
        }
        let groups = Dictionary(grouping: tables) { Crossed($0) }
        #expect(groups.keys.contains { $0.cells != nil })
        #expect(groups.keys.contains { $0.cells == nil && $0.rows != nil && $0.columns != nil })
        expectHidden(groups)
    }

    @Test func `nor where some are silent: all tables with the same margins`() {
        for (rows, columns) in [
            ([10, 12, 5], [11, 10, 6]), ([9, 5, 0], [9, 5, 0]), ([5, 5, 5], [5, 5, 5]),
            ([8, 6, 0], [5, 5, 4]), ([6, 7, 9], [11, 11, 0]), ([5, 20, 0], [15, 5, 5]),
            ([13, 0, 6], [7, 5, 7]),
        ] {
            var tables: [[[Int]]] = []
            for first in parts(of: rows[0], within: columns) {
                let left = zip(columns, first).map { $0 - $1 }
                for second in parts(of: rows[1], within: left) {
                    tables.append([first, second, zip(left, second).map { $0 - $1 }])
                }
            }
            #expect(tables.count > 5)
            expectHidden(Dictionary(grouping: tables) { Crossed($0) })
        }
    }

    /// Every way to put so many people into three columns.
    private func parts(of sum: Int, within columns: [Int]) -> [[Int]] {
        (0...min(sum, columns[0])).flatMap { one in
            (0...min(sum - one, columns[1])).compactMap { two in
                let three = sum - one - two
                return three <= columns[2] ? [one, two, three] : nil
            }
        }
    }

    @Test func `a table of two is told whole or not at all`() {
        let whole = [[5, 9, 0], [7, 6, 0], [0, 0, 0]]
        #expect(SafeCounts.told(cross: whole) == whole)
        let silent = [[5, 9, 6], [7, 6, 5], [0, 0, 8]]
        #expect(SafeCounts.told(cross: silent) == silent)
        // A small cell; an answer alone in its row, and in its column; a margin that is not told.
        #expect(SafeCounts.told(cross: [[5, 9, 0], [7, 4, 0], [0, 0, 0]]) == nil)
        #expect(SafeCounts.told(cross: [[5, 9, 0], [7, 0, 0], [0, 0, 0]]) == nil)
        #expect(SafeCounts.told(cross: [[5, 9, 6], [7, 6, 0], [0, 0, 8]]) == nil)
        #expect(SafeCounts.told(cross: [[5, 9, 0], [0, 0, 0], [6, 6, 0]]) == nil)
        #expect(SafeCounts.told(cross: [[5, 9, 0], [7, 6, 0], [0, 0, 1]]) == nil)
    }
}
