import SyncCore
import SyncEngine

/// Plans whose ground changes under them without being touched: a leave is cut short, a place moves on the map.
///
/// A ban on such a place was looked at when the plan was made; it is looked at once more here.
struct UnderneathVisits {
    private var visits: [(visit: Visit, bans: [RestrictionView])] = []

    init(_ changes: [RowChange], in world: any World) throws {
        for change in changes where !change.isNew {
            switch change.entity {
            case .dispensation where Self.isCut(change):
                try addThose(withLeave: change, in: world)
            case .cleanupZone where change.changed("geometry"):
                try add(Self.visits(in: [change.id], [], world), in: world)
            case .segment where change.changed("geometry") || change.changed("zoneId"):
                try add(Self.visits(in: [], [change.id], world), in: world)
            default: continue
            }
        }
    }

    func flatMap(
        _ body: (Visit, [RestrictionView], any World) throws -> [Edit],
        in world: any World
    ) rethrows -> [Edit] {
        try visits.flatMap { try body($0.visit, $0.bans, world) }
    }

    private static func isCut(_ change: RowChange) -> Bool {
        change.isRemoval || ["restrictionId", "fromOn", "toOn"].contains(where: change.changed)
    }

    private mutating func addThose(withLeave change: RowChange, in world: any World) throws {
        guard let ban: RestrictionView = try world.view(change.before?.reference("restrictionId")),
            ban.stopsPeople, let box = ban.box
        else { return }
        for row in try Planned.rows(at: box, world) {
            guard let visit = try Visit(row, in: world), visit.task?.dispensation == change.id
            else { continue }
            visits.append((visit, [ban]))
        }
    }

    private mutating func add(_ rows: [RowState], in world: any World) throws {
        let moved = try rows.compactMap { try Visit($0, in: world) }
        let bans = try AccessBan.restrictions(near: moved.flatMap(\.places), in: world)
        guard !bans.isEmpty else { return }
        visits += moved.map { ($0, bans) }
    }

    /// Tasks that are ahead in these zones, and active claims on their stretches or on these.
    private static func visits(
        in zones: [RowID],
        _ segments: [RowID],
        _ world: any World
    ) throws -> [RowState] {
        var rows: [RowState] = []
        var stretches = segments
        for zone in zones {
            rows += try world.rows(.task, where: "zoneId", is: zone.json)
            let own: [SegmentView] = try world.views(where: "zoneId", is: zone)
            stretches += own.map(\.id)
        }
        for stretch in stretches {
            rows += try Affected.claims(on: stretch, world)
            let segment: SegmentView? = try world.view(stretch)
            guard zones.isEmpty, let zone = segment?.zone else { continue }
            rows += try world.rows(.task, where: "zoneId", is: zone.json)
        }
        return rows
    }
}
