import Geometry
import SyncCore
import SyncEngine

/// What can be done with a segment, computed from hazards, access bans, claims and reports.
struct SegmentStateRule: Rule {
    let owners: Owners

    let reach = Reach.only([.segment, .claim, .litterReport, .cleanupReport, .accessRestriction])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes
        where change.entity == .litterReport || change.entity == .cleanupReport {
            let row = change.after
            if row["hazardLiftedAt"] != nil, !row.says("hazardLiftReason") {
                objections.refuse(Finding("hazard.reason_missing", row, field: "hazardLiftReason"))
            }
        }
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        let segments: [SegmentView] = try touched(by: changes, in: world)
            .compactMap { try world.view($0) }
        let bans = try AccessBan.near(segments.compactMap { $0.row["geometry"] }, in: world)
        return try segments.flatMap { try update($0, after: changes, bans: bans, in: world) }
    }

    /// Seasons begin and end with the day, and a claim may be gone with an erased person.
    ///
    /// Runs every minute, so segments are looked at only where something has come to an end: a ban carries
    /// whether it was in force at the last look, and one that turns brings its segments after it.
    func tick(in world: any World) throws -> [Edit] {
        let today = OsloTime.date(at: world.now)
        var edits = try world.rows(.accessRestriction).compactMap { row in
            AccessBan.turned(RestrictionView(row), on: today)
        }
        for state in [SegmentState.claimed, .inProgress] {
            let stored = JSONValue.string(state.rawValue)
            for row in try world.rows(.segment, where: "state", is: stored)
            where try !isClaimed(row.id, in: world) {
                let bans = try AccessBan.near([row["geometry"]].compactMap { $0 }, in: world)
                edits += try update(SegmentView(row), after: [], bans: bans, in: world)
            }
        }
        return edits
    }

    private func isClaimed(_ segment: RowID, in world: any World) throws -> Bool {
        let claims: [ClaimView] = try world.views(where: "segmentId", is: segment)
        return claims.contains { $0.state == .active && !$0.isReleased }
    }

    /// The segments whose state may be another one now.
    private func touched(by changes: [RowChange], in world: any World) throws -> [RowID] {
        var ids = changes.named(by: "segmentId", of: .claim)
        ids += changes.named(by: "segmentId", of: .litterReport)
        for change in changes {
            switch change.entity {
            case .segment where change.isNew || change.changed("geometry"): ids.append(change.id)
            case .cleanupReport: ids += change.after.references("segmentIds")
            case .accessRestriction: ids += try reached(by: change, in: world)
            default: continue
            }
        }
        var seen: Set<RowID> = []
        return ids.filter { seen.insert($0).inserted }
    }

    /// The stretches where the ban was, and where it is now.
    private func reached(by change: RowChange, in world: any World) throws -> [RowID] {
        let boxes = Set(
            [change.before, change.after].compactMap { $0.map(RestrictionView.init)?.box }
        )
        return try boxes.flatMap { box in
            try world.rows(.segment, by: .place("geometry", in: box), having: nil).map(\.id)
        }
    }

    private func update(
        _ segment: SegmentView,
        after changes: [RowChange],
        bans: [AccessBan],
        in world: any World
    ) throws -> [Edit] {
        let evidence = try SegmentEvidence(segment, after: changes, bans: bans, in: world)
        guard let edit = Write.edit(segment.row, set: evidence.fields) else { return [] }
        guard evidence.state == .halted, segment.state != .halted else { return [edit] }
        let notices = try evidence.active.compactMap { claim in
            try Notice("claim.segment_halted", to: claim.person, about: claim.row)
                .edit(owners, in: world)
        }
        return [edit] + notices
    }
}
