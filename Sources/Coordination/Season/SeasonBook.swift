import Geometry
import SyncCore

/// The rows of a season by what they belong to.
struct SeasonBook {
    let reports: [CleanupReportView]
    private let byTask: [RowID: [CleanupReportView]]
    private let deposits: [RowID: [DepositView]]
    private let costs: [RowID: [CostView]]
    private let zones: [RowID: ZoneView]
    private let lengths: [RowID: (metres: Int64, zone: RowID?)]

    init(_ rows: SeasonReport.Rows) {
        reports = rows.reports.compactMap { CleanupReportView(live: $0) }.filter(\.counts)
        byTask = reports.grouped(by: \.task)
        let bags = rows.deposits.compactMap { DepositView(live: $0) }.filter(\.counts)
        deposits = bags.grouped(by: \.report)
        let paid = rows.costs.compactMap { CostView(live: $0) }.filter(\.counts)
        costs = paid.grouped(by: \.task)
        zones = Dictionary(
            rows.zones.map { ($0.id, ZoneView($0)) },
            uniquingKeysWith: { one, _ in one }
        )
        lengths = Dictionary(
            rows.segments.map {
                ($0.id, (metres: $0.integer("lengthM") ?? 0, zone: $0.reference("zoneId")))
            },
            uniquingKeysWith: { one, _ in one }
        )
    }

    func action(of task: TaskView) -> CleanupAction {
        let reports = byTask[task.id] ?? []
        let zone = zone(task.zone, reports)
        let costs = costs[task.id] ?? []
        let day = (task.starts ?? reports.compactMap(\.reported).min()).map(OsloTime.date)
        let mode = mode(of: zone, on: day)
        let sum = sum(reports, costs)
        var facts = RefundBasis.Facts()
        facts.isMarine = task.row.flag("isMarineLitter")
        facts.isOwnerless = task.row.flag("isOwnerless")
        facts.isByVolunteers = !task.isByOperator
        facts.hasActionCode = task.row.says("actionCode")
        facts.isRegistered = task.row.says("portalRef")
        facts.isOver = ["validated", "closed"].contains(task.state)
        facts.grams = sum.weight.grams
        facts.areCostsDocumented = !costs.isEmpty && costs.allSatisfy(\.isDocumented)
        facts.isInProfessionalZone = mode == .professional
        facts.hasDirectGrant = task.row.flag("hasDirectGrant")
        return CleanupAction(
            id: task.id.description,
            task: task,
            zone: zone,
            day: day,
            mode: mode,
            sum: sum,
            refund: RefundBasis(facts)
        )
    }

    /// A cleanup that nobody had announced: without a code it can be counted, but not refunded.
    func action(of report: CleanupReportView) -> CleanupAction {
        let zone = zone(nil, [report])
        let day = report.reported.map(OsloTime.date)
        let mode = mode(of: zone, on: day)
        let sum = sum([report], [])
        var facts = RefundBasis.Facts()
        facts.isOver = true
        facts.grams = sum.weight.grams
        facts.isInProfessionalZone = mode == .professional
        return CleanupAction(
            id: report.id.description,
            task: nil,
            zone: zone,
            day: day,
            mode: mode,
            sum: sum,
            refund: RefundBasis(facts)
        )
    }

    private func zone(_ id: RowID?, _ reports: [CleanupReportView]) -> ZoneView? {
        let named =
            id ?? reports.lazy.compactMap(\.zone).first
            ?? reports.lazy.flatMap(\.segments).compactMap { lengths[$0]?.zone }.first
        return named.flatMap { zones[$0] }
    }

    private func mode(of zone: ZoneView?, on day: LocalDate?) -> ZoneMode {
        guard let zone else { return .unassigned }
        return day.map { zone.mode(during: $0...$0) } ?? zone.mode
    }

    private func sum(_ reports: [CleanupReportView], _ costs: [CostView]) -> CleanupSum {
        var sum = CleanupSum()
        for report in reports {
            sum.adults += report.row.integer("adults") ?? 0
            sum.minors += report.row.integer("minors") ?? 0
            sum.minutes += report.row.integer("minutes") ?? 0
            sum.bagsFull += report.bagsFull
            sum.bagsHalf += report.bagsHalf
            sum.weight =
                sum.weight + CleanupWeight(report, deposits: deposits[report.id] ?? [])
        }
        let cleaned = Set(reports.flatMap(\.segments))
        sum.metres = cleaned.reduce(0) { $0 + (lengths[$1]?.metres ?? 0) }
        for cost in costs { sum.costs[cost.kind] = (sum.costs[cost.kind] ?? 0) + cost.ore }
        return sum
    }
}

extension Array {
    /// The elements by the row they belong to; those that belong to none are left out.
    fileprivate func grouped(by owner: (Element) -> RowID?) -> [RowID: [Element]] {
        reduce(into: [:]) { groups, element in
            if let id = owner(element) { groups[id, default: []].append(element) }
        }
    }
}
