/// When a table of people may be told: whole, or not at all.
///
/// A table that is told has no cell from 1 to below the least size, so that nothing small is hidden in it to be
/// reckoned. Of one that is not told nothing is said, its sum neither; every table with a small cell is such a one.
package enum SafeCounts {
    package static let leastSize = 5

    /// The table with how many said nothing last, as it may be told; nil where too few have answered.
    ///
    /// At least two answers have to be told, since one alone would say it of everybody who answered.
    package static func told(_ answers: [Int], unsaid: Int) -> [Int]? {
        let table = answers + [unsaid]
        guard table.allSatisfy({ $0 == 0 || $0 >= leastSize }),
            answers.count(where: { $0 > 0 }) >= 2
        else { return nil }
        return table
    }
}
