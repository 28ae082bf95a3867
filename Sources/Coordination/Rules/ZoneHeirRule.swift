import Geometry
import SyncCore
import SyncEngine

/// What becomes of a zone that is split or merged: nothing of its shore is added or lost, and care goes with it.
///
/// Devices split and merge without knowing of each other. What does not fit the zone as it stands waits for the
/// office as a whole; a mode that was set meanwhile, or is set by somebody who has not heard of it, reaches every part.
struct ZoneHeirRule: Rule {
    let reach = Reach.only([.cleanupZone, .segment, .task])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        let zones = changes.of(ZoneView.self)
        var judged: Set<RowID> = []
        for (change, part) in zones where change.isNew {
            guard let origin = part.splitFrom, judged.insert(origin).inserted else { continue }
            let parts = zones.filter { $0.change.isNew && $0.now.splitFrom == origin }.map(\.now)
            guard try !isSplit(origin, into: parts, changes, in: world) else { continue }
            object(Finding("zone.split_moved", part, field: "geometry"), in: world, &objections)
        }
        judged = []
        for (change, part) in zones where change.changed("mergedIntoId") {
            guard let heir = part.mergedInto, judged.insert(heir).inserted else { continue }
            let merged = zones.filter {
                $0.change.changed("mergedIntoId") && $0.now.mergedInto == heir
            }
            guard try !isMerge(of: merged, into: heir, changes, in: world) else { continue }
            object(Finding("zone.merge_moved", part, field: "geometry"), in: world, &objections)
        }
    }

    /// Kept for the office; but letting it in as it is would make shore that lies in two zones, or in none.
    private func object(
        _ finding: Finding,
        in world: any World,
        _ objections: inout Objections
    ) {
        if world.isWaived { objections.refuse(finding) } else { objections.hold(finding) }
    }

    /// Whether the parts and what the operation leaves of the zone are the zone as it stood until now.
    private func isSplit(
        _ origin: RowID,
        into parts: [ZoneView],
        _ changes: [RowChange],
        in world: any World
    ) throws -> Bool {
        let change = changes.first { $0.id == origin }
        guard let zone: ZoneView = try world.view(origin), !zone.isRetired,
            let before = ZoneShape(change?.before ?? zone.row), let rest = ZoneShape(zone.row),
            parts.allSatisfy({ $0.centre == zone.centre })
        else { return false }
        let shapes = parts.compactMap { ZoneShape($0.row) }
        guard shapes.count == parts.count else { return false }
        return try ZoneShape.cover([rest] + shapes, before)
    }

    private func isMerge(
        of merged: [(change: RowChange, now: ZoneView)],
        into heir: RowID,
        _ changes: [RowChange],
        in world: any World
    ) throws -> Bool {
        let change = changes.first { $0.id == heir }
        guard let zone: ZoneView = try world.view(heir), !zone.isRetired,
            let before = ZoneShape(change?.before ?? zone.row), let after = ZoneShape(zone.row),
            merged.allSatisfy({ part in
                let wasFree = part.change.before.map { !ZoneView($0).isRetired } ?? true
                return wasFree && part.now.centre == zone.centre && part.now.id != heir
            })
        else { return false }
        let shapes = merged.compactMap { ZoneShape($0.change.before ?? $0.now.row) }
        guard shapes.count == merged.count else { return false }
        return try ZoneShape.join([before] + shapes, into: after)
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        let today = OsloTime.date(at: world.now)
        var edits: [Edit] = []
        for (change, zone) in changes.of(ZoneView.self) {
            let isModeNew = Self.modeFields.contains(where: change.changed)
            let isMerged = change.changed("mergedIntoId")
            if change.isNew, let origin: ZoneView = try world.view(zone.splitFrom) {
                edits += Self.care(of: origin, for: zone, on: today)
            }
            if zone.isRetired, isModeNew || isMerged,
                let heir: ZoneView = try world.view(zone.mergedInto)
            {
                edits += Self.care(of: zone, for: heir, on: today)
                if isMerged {
                    edits += try leftBehind(in: zone, in: world).map { Self.move($0, to: heir) }
                }
            }
            if isModeNew, !change.isNew, !world.isOffice {
                let parts: [ZoneView] = try world.views(where: "splitFromId", is: zone.id)
                // Who knew of the part has left it out.
                for part in parts where try !world.wasSeen(part.id) {
                    edits += Self.care(of: zone, for: part, on: today)
                }
            }
        }
        return try edits + latecomers(changes, in: world)
    }

    /// Stretches and planned tasks of the zone that the merge did not know of.
    private func leftBehind(in zone: ZoneView, in world: any World) throws -> [RowState] {
        let segments: [SegmentView] = try world.views(where: "zoneId", is: zone.id)
        let tasks: [TaskView] = try world.views(where: "zoneId", is: zone.id)
        return segments.map(\.row) + tasks.filter(\.isAhead).map(\.row)
    }

    /// What is put into a zone by somebody who has not heard that it became a part of another.
    private func latecomers(_ changes: [RowChange], in world: any World) throws -> [Edit] {
        try changes.filter { $0.changed("zoneId") }.compactMap { change in
            let isAhead = TaskView(live: change.after)?.isAhead ?? false
            guard isAhead || SegmentView(live: change.after) != nil,
                let zone: ZoneView = try world.view(change.after.reference("zoneId")),
                zone.isRetired, let heir: ZoneView = try world.view(zone.mergedInto)
            else { return nil }
            return Self.move(change.after, to: heir)
        }
    }

    private static func move(_ row: RowState, to heir: ZoneView) -> Edit {
        Edit(row.entity, row.id, set: ["zoneId": heir.id.json])
    }

    /// The edit that gives a zone another one's mode, where that is the more careful one.
    private static func care(of zone: ZoneView, for heir: ZoneView, on day: LocalDate) -> [Edit] {
        guard heir.yields(to: zone, on: day) else { return [] }
        return [Edit(.cleanupZone, heir.id, set: modeFields(of: zone.row))]
    }

    private static let modeFields = ["mode", "modeReason", "modeFrom", "modeTo", "operatorId"]

    /// A zone's mode with what belongs to it, to be written as one.
    static func modeFields(of zone: RowState) -> JSONObject {
        modeFields.reduce(into: [:]) { $0[$1] = zone[$1] ?? .null }
    }
}
