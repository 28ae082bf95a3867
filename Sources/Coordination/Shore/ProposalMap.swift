import Geometry
package import SyncCore
package import SyncEngine

/// What is proposed for each zone, gathered from zones, bans and what was seen.
package struct ProposalMap: Sendable {
    /// One zone with what stands and what its facts speak for.
    package struct Place: Sendable {
        package let zone: ZoneView
        package let facts: ModeProposal.Facts
        package let proposal: ModeProposal

        /// Whether a person should look: it says something else than what stands.
        package var differs: Bool {
            proposal.mode != .unassigned && proposal.mode != zone.mode
        }
    }

    package let places: [Place]

    /// Finds that only trained people handle.
    private static let trained: Set<String> = ["chemical", "explosive", "asbestos"]

    /// Goes over the zones, segments, reports and bans of one centre, or of all; throws what the store throws.
    package init(_ reader: HubReader, centre: RowID? = nil, at now: Int64) throws {
        let needs = try NeedMap(reader, centre: centre, at: now)
        let byZone = Dictionary(grouping: needs.places) { $0.zone.id }
        let litter = try reader.rows(.litterReport, of: centre).map(LitterReportView.init)
        let cleanups = try reader.rows(.cleanupReport, of: centre).map(CleanupReportView.init)
        let zones = try reader.rows(.cleanupZone, of: centre).map(ZoneView.init)
            .filter { $0.row.text("status") != "retired" }
        let shapes = (zones.map(\.row) + needs.places.map(\.segment.row)).compactMap {
            $0["geometry"]
        }
        let bans = try AccessBan.restrictions(near: shapes, in: ReaderWorld(reader, at: now))
        places = try zones.map { zone in
            var facts = ModeProposal.Facts()
            facts.accessibility = zone.row.integer("accessibility")
            facts.terrainRisk = zone.row.integer("terrainRisk")
            let own = byZone[zone.id] ?? []
            facts.amount = own.compactMap(\.need.seenAmount).max { $0.points < $1.points }
            let stretches = Set(own.map(\.segment.id))
            facts.hazards = Self.hazards(zone, stretches, litter, cleanups)
            (facts.protection, facts.isLandingOnly) =
                try Self.protection(zone, own.map(\.segment), bans)
            return Place(zone: zone, facts: facts, proposal: ModeProposal(facts))
        }
    }

    private static func hazards(
        _ zone: ZoneView,
        _ stretches: Set<RowID>,
        _ litter: [LitterReportView],
        _ cleanups: [CleanupReportView]
    ) -> Set<String> {
        var found: Set<String> = []
        for report in litter where report.counts && report.hasHazard {
            let isHere =
                report.zone == zone.id || report.segment.map(stretches.contains) ?? false
            if isHere { found.formUnion(report.row.texts("hazards")) }
        }
        for report in cleanups where report.counts && report.hasHazard {
            let isHere =
                report.zone == zone.id || !stretches.isDisjoint(with: report.segments)
            if isHere { found.formUnion(report.row.texts("hazards")) }
        }
        return found.intersection(trained)
    }

    private static func protection(
        _ zone: ZoneView,
        _ segments: [SegmentView],
        _ bans: [RestrictionView]
    ) throws -> (ModeProposal.Protection, isLandingOnly: Bool) {
        let values = [zone.row["geometry"]].compactMap { $0 }
        let shapes = values.isEmpty ? segments.compactMap { $0.row["geometry"] } : values
        guard !shapes.isEmpty, !bans.isEmpty else { return (.none, false) }
        let places = try shapes.map { try Geometry.fromGeoJSON($0) }
        var most = ModeProposal.Protection.none
        var isLandingOnly = false
        for ban in bans {
            let kind: ModeProposal.Protection = ban.row.flag("isAllYear") ? .allYear : .season
            let isLanding = ban.row.text("kind") == "landing"
            guard kind > most || kind == most && isLandingOnly && !isLanding,
                try AccessBan(ban).reaches(places)
            else { continue }
            (most, isLandingOnly) = (kind, isLanding)
        }
        return (most, isLandingOnly)
    }
}

extension CleanupNeed {
    /// How much was seen, where that is what the need is reckoned from.
    fileprivate var seenAmount: LitterAmount? {
        if case .seen(let sighting) = basis { sighting.amount } else { nil }
    }
}
