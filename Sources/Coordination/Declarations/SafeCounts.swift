/// When a table of people may be told: whole, or not at all.
///
/// A table that is told has no cell from 1 to below the least size, so that nothing small is hidden in it to be
/// reckoned. Of one that is not told nothing is said, its sum neither; every table with a small cell is such a one.
///
/// Of a table of two attributes that is not told its margins may be. Then a cell of it that may be small has at least
/// four values that it may have: with any small cell the table is not told, and as each margin is nought or at least
/// five, one can move people two by two between rows and columns from one such table to the next. Tables of two
/// attributes share no attribute with each other, so that nothing but the number of people ties them together.
package enum SafeCounts {
    package static let leastSize = 5

    /// The table with how many said nothing last, as it may be told; nil where too few have answered.
    ///
    /// At least two answers have to be told, since one alone would say it of everybody who answered.
    package static func told(_ answers: [Int], unsaid: Int) -> [Int]? {
        let table = answers + [unsaid]
        guard table.allSatisfy(isSafe), answers.count(where: { $0 > 0 }) >= 2 else { return nil }
        return table
    }

    /// A table of two attributes, with how many said nothing in its last row and last column, as it may be told.
    ///
    /// Both margins may be told, and in each row and column that has answers at least two, since one alone would say
    /// it of everybody in that row or column.
    package static func told(cross table: [[Int]]) -> [[Int]]? {
        let columns = table.first.map { $0.indices.map { place in table.map { $0[place] } } } ?? []
        let isWhole = [table, columns].allSatisfy { lines in
            let sums = lines.map { $0.reduce(0, +) }
            return told(Array(sums.dropLast()), unsaid: sums.last ?? 0) != nil
                && lines.allSatisfy { line in
                    line.allSatisfy(isSafe) && line.dropLast().count(where: { $0 > 0 }) != 1
                }
        }
        return isWhole ? table : nil
    }

    private static func isSafe(_ count: Int) -> Bool { count == 0 || count >= leastSize }
}
