import SyncCore

/// What was carried away, counted once, and whether anything of it is an estimate.
package struct CleanupWeight: Sendable, Hashable {
    package private(set) var grams: Int64 = 0
    package private(set) var isEstimated = false

    package init() {}

    package static func + (one: CleanupWeight, other: CleanupWeight) -> CleanupWeight {
        var sum = one
        sum.grams += other.grams
        sum.isEstimated = one.isEstimated || other.isEstimated
        return sum
    }

    /// What a report came to: as weighed; else as the reception weighed its bags, if it had all of them; else by the
    /// rule of thumb.
    package init(_ report: CleanupReportView, deposits: [DepositView]) {
        if let weighed = report.row.integer("weightG") {
            grams = weighed
            return
        }
        let weights = deposits.map { $0.row.integer("weightG") }
        let isWhole =
            !deposits.isEmpty && !weights.contains(nil)
            && deposits.reduce(0) { $0 + $1.bagsFull } == report.bagsFull
            && deposits.reduce(0) { $0 + $1.bagsHalf } == report.bagsHalf
        if isWhole {
            grams = weights.reduce(0) { $0 + ($1 ?? 0) }
        } else {
            grams = BagWeight.estimate(full: report.bagsFull, half: report.bagsHalf)
            isEstimated = grams > 0
        }
    }
}
