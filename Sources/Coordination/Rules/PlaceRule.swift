import SyncCore
import SyncEngine

/// Whoever holds a stretch, or plans an action, is told when the place is taken off the map (DESIGN.md 3.6).
///
/// Claims and actions stand: what was promised is taken back by people, and a removal may be undone.
struct PlaceRule: Rule {
    let owners: Owners

    let reach = Reach.only([.cleanupZone, .segment])

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var told: Set<RowID> = []
        return try changes.filter(\.isRemoval).flatMap { change in
            try affected(by: change.after, in: world).filter { told.insert($0.id).inserted }
                .compactMap { row in
                    let person = row.reference("personId") ?? row.reference("ownerPersonId")
                    let place = ["\(change.entity)Id": change.id]
                    let notice = Notice("place.removed", to: person, about: row, subjects: place)
                    return try notice.edit(owners, in: world)
                }
        }
    }

    private func affected(by place: RowState, in world: any World) throws -> [RowState] {
        guard place.entity == .segment else { return try Affected.rows(in: ZoneView(place), world) }
        return try Affected.claims(on: place.id, world)
    }
}

/// Claims that are held and cleanups that are planned, where something befalls their place.
enum Affected {
    /// Cleanups by volunteers that lie ahead in a zone, and active claims on its stretches.
    static func rows(in zone: ZoneView, _ world: any World) throws -> [RowState] {
        let tasks: [TaskView] = try world.views(where: "zoneId", is: zone.id)
        var rows = tasks.filter { $0.isCleanup && $0.isAhead && !$0.isByOperator }.map(\.row)
        let segments: [SegmentView] = try world.views(where: "zoneId", is: zone.id)
        for segment in segments { rows += try claims(on: segment.id, world) }
        return rows
    }

    /// Active claims on a stretch.
    static func claims(on segment: RowID, _ world: any World) throws -> [RowState] {
        let claims: [ClaimView] = try world.views(where: "segmentId", is: segment)
        return claims.filter { $0.state == .active && !$0.isReleased }.map(\.row)
    }
}
