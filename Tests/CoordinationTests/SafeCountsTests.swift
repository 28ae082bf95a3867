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
}
