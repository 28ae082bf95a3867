import Geometry
import SyncCore
import SyncEngine

/// What is known of one segment now, and what follows for its state.
struct SegmentEvidence {
    let hazards: [RowID]
    let reports: [RowID]
    let active: [ClaimView]
    let lastCleaned: LocalDate?
    let isClosed: Bool

    /// Gathers the evidence; hazards are those the segment already names and those of these changes.
    init(
        _ segment: SegmentView,
        after changes: [RowChange],
        bans: [AccessBan],
        in world: any World
    ) throws {
        let named = changes.filter { $0.after.names(segment.id) }.map(\.id)
        hazards = try (segment.hazardReports + named).distinct.filter { id in
            try world.row(id).map { $0.hasHazard } ?? false
        }
        let about: [CleanupReportView] = try world.views(where: "segmentIds", is: segment.id)
        let counting = about.filter(\.counts)
        // The list has a limit; what waits longest for validation makes room first.
        reports = counting.filter { !$0.isValidated }.map(\.id).suffix(200)
        lastCleaned = counting.compactMap(\.cleaned).map { min($0, world.now) }.max()
            .map { OsloTime.date(at: $0) }
        let claims: [ClaimView] = try world.views(where: "segmentId", is: segment.id)
        active = claims.filter { $0.state == .active && !$0.isReleased }
        let today = OsloTime.date(at: world.now)
        let closed = bans.filter { $0.isClosed(on: today) }
        isClosed = try AccessBan.anyReaches(closed, [segment.row["geometry"]])
    }

    /// Danger first, then law, then who is at work, then what they reported.
    var state: SegmentState {
        if !hazards.isEmpty { return .halted }
        if isClosed { return .closedSeason }
        if let claim = active.first { return claim.hasStarted ? .inProgress : .claimed }
        return reports.isEmpty ? .free : .reported
    }

    /// The segment's fields as they should stand.
    var fields: JSONObject {
        [
            "state": .string(state.rawValue), "hazardReportIds": Array(hazards.prefix(200)).json,
            "openReportIds": reports.json,
            "lastCleanedOn": lastCleaned.map { .string($0.description) } ?? .null,
        ]
    }
}

extension RowState {
    /// Whether the row is a report about the segment.
    fileprivate func names(_ segment: RowID) -> Bool {
        switch entity {
        case .litterReport: reference("segmentId") == segment
        case .cleanupReport: references("segmentIds").contains(segment)
        default: false
        }
    }

    fileprivate var hasHazard: Bool {
        LitterReportView(live: self)?.hasHazard
            ?? CleanupReportView(live: self)?.hasHazard ?? false
    }
}

extension [RowID] {
    fileprivate var distinct: [RowID] {
        var seen: Set<RowID> = []
        return filter { seen.insert($0).inserted }
    }
}
