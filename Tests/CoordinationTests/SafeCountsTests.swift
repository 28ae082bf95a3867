import Coordination
import Testing

/// DOMAIN.md M5: no cell below five can be found, by itself or by solving for it.
@Suite struct SafeCountsTests {
    /// Every table that would have been shown in the same way: what a reader can think of.
    ///
    /// She knows the sum, the exact cells, and that a small one is from 1 to 4; what is withheld is at least 5.
    private func possible(_ counts: SafeCounts, of sum: Int) -> [Int: Set<Int>] {
        var found: [Int: Set<Int>] = [:]
        var table = [Int](repeating: 0, count: counts.cells.count)
        func fill(_ place: Int, _ rest: Int) {
            guard place < table.count else {
                guard rest == 0 else { return }
                for (cell, value) in table.enumerated() { found[cell, default: []].insert(value) }
                return
            }
            let range: ClosedRange<Int>
            switch counts.cells[place] {
            case .exact(let value): range = value...value
            case .few: range = 1...4
            case .withheld: range = 5...max(5, rest)
            case .untold: range = 0...max(0, rest)
            }
            for value in range where value <= rest {
                table[place] = value
                fill(place + 1, rest - value)
            }
        }
        fill(0, sum)
        return found
    }

    @Test func `a cell of four is told as less than five, and cannot be reckoned`() {
        let counts = SafeCounts([4, 20, 9, 0])
        #expect(counts.cells == [.few, .exact(20), .withheld, .exact(0)])
        #expect(counts.sum == .exact(33))
        #expect(possible(counts, of: 33)[0] == [1, 2, 3, 4])
    }

    @Test func `every table of up to thirty people keeps its small cells`() {
        var tables = 0
        var told = 0
        func walk(_ cells: [Int], _ left: Int) {
            if cells.count == 4 {
                tables += 1
                let sum = cells.reduce(0, +)
                let counts = SafeCounts(cells)
                guard counts.sum == .exact(sum) else { return }
                let possible = possible(counts, of: sum)
                for (place, value) in cells.enumerated() where (1...4).contains(value) {
                    let range = possible[place] ?? []
                    #expect(range.isSuperset(of: [1, 2, 3, 4]), "\(cells) \(counts.cells)")
                }
                if counts.cells.contains(.few) { told += 1 }
                return
            }
            for value in 0...min(left, 12) { walk(cells + [value], left - value) }
        }
        walk([], 30)
        #expect(tables > 10_000)
        #expect(told > 1000)
    }

    @Test func `where nothing can be told nothing is told`() {
        #expect(SafeCounts([1, 1, 0]).sum == .few)
        #expect(SafeCounts([1, 1, 0]).cells == [.untold, .untold, .untold])
        #expect(SafeCounts([1, 6]).cells.contains(.exact(6)) == false)
        #expect(SafeCounts([0, 0]).cells == [.exact(0), .exact(0)])
        #expect(SafeCounts([5, 8]).cells == [.exact(5), .exact(8)])
    }

    @Test func `the least size may be larger`() {
        #expect(SafeCounts([9, 40, 30], least: 10).cells == [.few, .exact(40), .withheld])
    }
}
