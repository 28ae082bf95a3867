import SyncCore
import SyncEngine

/// Children do not handle needles, medicines, sharp things or liquids nobody knows (DOMAIN.md B9).
///
/// A group with minors that claims a stretch where such a thing was seen waits for the office; a report with minors
/// that tells of one is taken in, and the centre is told to ask how it went.
struct ChildrenRule: Rule {
    let owners: Owners

    let isForeseen = true
    let reach = Reach.only([.claim, .cleanupReport])

    /// The codes of finds, hazards and types that are not for children.
    static let kinds: Set<String> = [
        "sharp", "needle", "syringe", "medicine", "medical", "chemical", "unknown_liquid",
        "explosive", "asbestos", "oil", "battery", "pressurised",
    ]

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, claim) in changes.of(ClaimView.self) where GroupRule.isTold(by: change) {
            guard claim.row.integer("minors") ?? 0 > 0, let segment = claim.segment else {
                continue
            }
            let seen = try Self.seen(on: segment, in: world)
            guard !seen.isEmpty else { continue }
            let detail = seen.sorted().joined(separator: ", ")
            objections.hold(
                Finding("safety.children_finds", claim, field: "minors", detail: detail)
            )
        }
    }

    /// What was seen there since it was cleaned last, and nobody has lifted.
    ///
    /// Where a report names the zone alone it may lie on any of its stretches.
    private static func seen(on segment: RowID, in world: any World) throws -> Set<String> {
        var reports: [LitterReportView] = try world.views(where: "segmentId", is: segment)
        let stretch: SegmentView? = try world.view(segment)
        if let zone = stretch?.zone {
            let around: [LitterReportView] = try world.views(where: "zoneId", is: zone)
            reports += around.filter { $0.segment == nil }
        }
        guard !reports.isEmpty else { return [] }
        let cleanups = try world.rows(.cleanupReport, where: "segmentIds", is: segment.json)
        let last = cleanups.map(CleanupReportView.init).filter(\.counts).compactMap(\.cleaned).max()
        var found: Set<String> = []
        for report in reports where report.counts && report.seen ?? .max > last ?? .min {
            found.formUnion(report.row.texts("types"))
            if report.hasHazard { found.formUnion(report.row.texts("hazards")) }
        }
        return found.intersection(kinds)
    }

    /// What a report with minors tells of that was not for them.
    static func found(in report: CleanupReportView) -> [String] {
        guard report.row.integer("minors") ?? 0 > 0 else { return [] }
        let finds = (report.row["finds"]?.object ?? [:]).filter { $0.value.integer ?? 0 > 0 }
        return kinds.intersection(finds.keys + report.row.texts("hazards")).sorted()
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try changes.of(CleanupReportView.self).compactMap { change, report in
            let found = Self.found(in: report)
            let before = CleanupReportView(live: change.before).map(Self.found) ?? []
            guard !found.isEmpty, found != before else { return nil }
            return try Notice(
                "safety.children_found",
                to: nil,
                about: report.row,
                detail: String(found.joined(separator: ", ").prefix(100))
            ).edit(owners, in: world)
        }
    }
}
