import Geometry
import SyncCore
import SyncEngine

/// What can be done with a segment, computed from hazards, access bans, claims and reports.
struct SegmentStateRule: Rule {
    let owners: Owners

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
        let touched = try touched(by: changes, in: world)
        guard !touched.isEmpty else { return [] }
        let bans = try AccessBan.all(in: world)
        var edits: [Edit] = []
        for id in touched {
            guard let segment: SegmentView = try world.view(id) else { continue }
            edits += try update(segment, after: changes, bans: bans, in: world)
        }
        return edits
    }

    /// States that end by themselves.
    private static let passing: Set<SegmentState> = [.closedSeason, .claimed, .inProgress]

    /// Seasons begin and end with the day, and a claim may be gone with an erased person.
    func tick(in world: any World) throws -> [Edit] {
        let bans = try AccessBan.all(in: world)
        let today = OsloTime.date(at: world.now)
        let isAnyClosed = bans.contains { $0.isClosed(on: today) }
        var edits: [Edit] = []
        for segment in try world.rows(.segment).map(SegmentView.init)
        where isAnyClosed || Self.passing.contains(segment.state ?? .free) {
            edits += try update(segment, after: [], bans: bans, in: world)
        }
        return edits
    }

    /// The segments whose state may be another one now.
    private func touched(by changes: [RowChange], in world: any World) throws -> [RowID] {
        var ids = changes.named(by: "segmentId", of: .claim)
        ids += changes.named(by: "segmentId", of: .litterReport)
        for change in changes {
            switch change.entity {
            case .segment where change.isNew || change.changed("geometry"): ids.append(change.id)
            case .cleanupReport: ids += change.after.references("segmentIds")
            case .accessRestriction: ids += try world.rows(.segment).map(\.id)
            default: continue
            }
        }
        var seen: Set<RowID> = []
        return ids.filter { seen.insert($0).inserted }
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
