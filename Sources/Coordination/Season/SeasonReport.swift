package import Geometry
package import SyncCore

/// A season's cleanups with what came of each: people, shore, bags, kilos, costs, and what a refund can be asked for.
///
/// Every report and every expense is counted once; one that was corrected, or whose correction waits for a person, is
/// not.
package struct SeasonReport: Sendable {
    /// In the order of their days; cleanups that nobody had announced stand with them.
    package let actions: [CleanupAction]

    /// The rows of a centre, or of several.
    package struct Rows: Sendable {
        package var zones: [RowState] = []
        package var segments: [RowState] = []
        package var tasks: [RowState] = []
        package var reports: [RowState] = []
        package var deposits: [RowState] = []
        package var costs: [RowState] = []

        package init() {}
    }

    /// The cleanups whose day lies between these, both included; a cleanup's day is when it started, or else when it
    /// was reported first.
    package init(_ rows: Rows, days: ClosedRange<LocalDate>) {
        let book = SeasonBook(rows)
        let tasks = rows.tasks.compactMap { TaskView(live: $0) }.filter(\.isCleanup)
        let announced = tasks.map { book.action(of: $0) }.filter { action in
            Self.done.contains(action.task?.state ?? "") || action.sum != CleanupSum()
        }
        let known = Set(tasks.map(\.id))
        let others = book.reports.filter { $0.task.map { !known.contains($0) } ?? true }
            .map { book.action(of: $0) }
        actions = (announced + others)
            .filter { $0.day.map(days.contains) ?? false }
            .sorted { ($0.day?.description ?? "", $0.id) < ($1.day?.description ?? "", $1.id) }
    }

    /// States of what has taken place; anything else counts only where somebody reported from it all the same.
    private static let done: Set = ["in_progress", "reported", "validated", "closed"]

    /// The sums over all of them.
    package var total: CleanupSum { actions.reduce(CleanupSum()) { $0 + $1.sum } }
}

/// What one cleanup, or a season of them, came to.
package struct CleanupSum: Sendable, Hashable {
    package var adults: Int64 = 0
    package var minors: Int64 = 0
    package var minutes: Int64 = 0
    package var bagsFull: Int64 = 0
    package var bagsHalf: Int64 = 0
    /// Length of the segments that were cleaned, each once a cleanup.
    package var metres: Int64 = 0
    package var weight = CleanupWeight()
    /// Øre, by kind of cost.
    package var costs: NameMap<Int64> = [:]

    package init() {}

    package var costInAll: Int64 { costs.values.reduce(0, +) }

    package static func + (one: CleanupSum, other: CleanupSum) -> CleanupSum {
        var sum = one
        sum.adults += other.adults
        sum.minors += other.minors
        sum.minutes += other.minutes
        sum.bagsFull += other.bagsFull
        sum.bagsHalf += other.bagsHalf
        sum.metres += other.metres
        sum.weight = one.weight + other.weight
        for (kind, ore) in other.costs { sum.costs[kind] = (sum.costs[kind] ?? 0) + ore }
        return sum
    }
}

/// One cleanup of a season.
package struct CleanupAction: Sendable {
    /// The task's id, or that of a report nobody had announced.
    package let id: String
    package let task: TaskView?
    package let zone: ZoneView?
    /// In Norway; nil while it has neither a time nor a report.
    package let day: LocalDate?
    /// Who cleaned the zone that day.
    package let mode: ZoneMode
    package let sum: CleanupSum
    package let refund: RefundBasis

    package var code: String? { task?.row["actionCode"]?.text }
}
