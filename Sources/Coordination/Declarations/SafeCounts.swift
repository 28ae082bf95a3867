/// Counts of people that tell of nobody: no cell below a least size can be found, by itself or by subtraction.
///
/// The sum is taken to be known to everybody, since other tables tell it. A cell from 1 to below the least size is
/// shown as less than that; then so many more are withheld, the smallest first, that each of the small ones may still
/// be any number it is said to be. Where that takes more cells than there are, none is shown.
package struct SafeCounts: Sendable, Hashable {
    /// What is told of one cell.
    package enum Cell: Sendable, Hashable {
        case exact(Int)
        /// From 1 to one less than the least size.
        case few
        /// Withheld so that no few can be reckoned from the others; at least the least size.
        case withheld
        /// Nothing is told, not even whether it is few.
        case untold
    }

    package static let leastSize = 5

    package let sum: Cell
    package let cells: [Cell]

    package init(_ counts: [Int], least: Int = leastSize) {
        let total = counts.reduce(0, +)
        let few = counts.indices.filter { (1..<least).contains(counts[$0]) }
        guard total == 0 || total >= least else {
            sum = .few
            cells = counts.map { _ in .untold }
            return
        }
        sum = .exact(total)
        guard !few.isEmpty else {
            cells = counts.map { .exact($0) }
            return
        }
        var hidden: Set<Int> = []
        let others = counts.indices.filter { counts[$0] >= least }
            .sorted { (counts[$0], $0) < (counts[$1], $1) }
        var rest = others[...]
        while !Self.isSafe(counts, few, hidden, least), let next = rest.popFirst() {
            hidden.insert(next)
        }
        guard Self.isSafe(counts, few, hidden, least) else {
            cells = counts.map { _ in .untold }
            return
        }
        cells = counts.indices.map { place in
            if few.contains(place) { return .few }
            return hidden.contains(place) ? .withheld : .exact(counts[place])
        }
    }

    /// Whether each small cell may be any number from 1 to below the least size, for all a reader can reckon.
    ///
    /// She knows what the hidden cells come to together, that each small one is from 1 to below the least size, and
    /// that each withheld one is at least that and no more than what is shown.
    private static func isSafe(
        _ counts: [Int],
        _ few: [Int],
        _ hidden: Set<Int>,
        _ least: Int
    ) -> Bool {
        let together = (few + hidden).reduce(0) { $0 + counts[$1] }
        let otherFew = few.count - 1
        let lowest = otherFew + hidden.count * least
        // The smallest are withheld first, so that none of them is above what is still shown.
        let shown = counts.indices.filter { counts[$0] >= least && !hidden.contains($0) }
        let roof = shown.map { counts[$0] }.min() ?? together
        let highest = otherFew * (least - 1) + hidden.count * roof
        return together - (least - 1) >= lowest && together - 1 <= highest
    }
}
