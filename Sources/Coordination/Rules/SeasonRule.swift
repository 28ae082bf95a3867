import Geometry
import SyncCore
import SyncEngine

/// Nobody is planned into an access ban: such work is kept for the office, which may name a dispensation.
///
/// A ban that comes after the plan touches nothing; those who planned are told.
struct SeasonRule: Rule {
    let owners: Owners

    let isForeseen = true
    let reach = Reach.only([
        .task, .shift, .claim, .accessRestriction, .dispensation, .cleanupZone, .segment,
    ])

    /// What moves a visit, or takes away its leave.
    private static let fields = Visit.moves + ["state", "dispensationId", "releasedAt"]

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        let visits = try changes.filter { change in
            guard let action = ShoreAction(visit: change.after),
                ShoreTable.answer(.closed, action) != .accepted
            else { return false }
            return change.isNew || change.isReturn || Self.fields.contains(where: change.changed)
        }.compactMap { try Visit($0.after, in: world) }
        let bans = try AccessBan.near(visits.flatMap(\.places), in: world)
        for visit in visits {
            if let finding = try collision(of: visit, with: bans, in: world) {
                objections.hold(finding)
            }
        }
    }

    /// Those who planned are told when a ban comes to their place, when their leave goes, or when the place moves.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        let news = changes.of(RestrictionView.self).filter { change, now in
            // A ban that only begins or ends with the day is nothing new to anybody.
            now.stopsPeople
                && (change.isNew || change.isReturn
                    || AccessBan.terms.contains(where: change.changed))
        }
        var edits: [Edit] = []
        if !news.isEmpty {
            let today = OsloTime.date(at: world.now)
            for visit in try planned(at: news.compactMap(\.now.box), in: world)
            where visit.days.upperBound >= today {
                for (change, restriction) in news where try !knew(change, visit, in: world) {
                    edits += try flag(visit, restriction, in: world)
                }
            }
        }
        return edits + (try UnderneathVisits(changes, in: world).flatMap(told, in: world))
    }

    /// The notices about what changed under a plan: who asked for it is told what speaks against it now.
    private func told(_ visit: Visit, _ bans: [RestrictionView], _ world: any World) throws
        -> [Edit]
    {
        guard visit.days.upperBound >= OsloTime.date(at: world.now) else { return [] }
        return try bans.flatMap { try flag(visit, $0, in: world) }
    }

    private func flag(
        _ visit: Visit,
        _ restriction: RestrictionView,
        in world: any World
    ) throws -> [Edit] {
        guard let finding = try collision(of: visit, with: [AccessBan(restriction)], in: world)
        else { return [] }
        let notice = Notice(
            finding.code == "season.closed" ? "season.flagged" : "season.flagged_all_year",
            to: visit.row.reference("personId") ?? visit.task?.owner,
            about: visit.row,
            detail: finding.detail,
            subjects: ["accessRestrictionId": restriction.id]
        )
        return try notice.edit(owners, in: world).map { [$0] } ?? []
    }

    /// Whether the ban already met the visit before it was changed, so that nothing new is to be told.
    private func knew(_ change: RowChange, _ visit: Visit, in world: any World) throws -> Bool {
        guard let before = RestrictionView(live: change.before) else { return false }
        return try collision(of: visit, with: [AccessBan(before)], in: world) != nil
    }

    /// What is planned in one of the boxes and not over: tasks and active claims.
    private func planned(at boxes: [PlaceBox], in world: any World) throws -> [Visit] {
        var seen: Set<RowID> = []
        return try boxes.flatMap { try Planned.rows(at: $0, world) }
            .filter { seen.insert($0.id).inserted }
            .compactMap { try Visit($0, in: world) }
    }

    /// Why the visit may not take place, with the next allowed day.
    private func collision(
        of visit: Visit,
        with bans: [AccessBan],
        in world: any World
    ) throws -> Finding? {
        let closed = try bans.filter { ban in
            try ban.firstClosedDay(in: visit.days, leave: visit.leave(from: ban, in: world)) != nil
        }
        guard !closed.isEmpty else { return nil }
        let shapes = try visit.places.map { try Geometry.fromGeoJSON($0) }
        let hit = try closed.filter { try $0.reaches(shapes) }
        guard !hit.isEmpty else { return nil }
        let first = try hit.compactMap { ban in
            try ban.firstClosedDay(in: visit.days, leave: visit.leave(from: ban, in: world))
        }.min()
        guard let first, let next = AccessBan.nextAllowed(after: first, hit) else {
            return Finding("season.closed_all_year", visit.row, field: visit.field)
        }
        return Finding("season.closed", visit.row, field: visit.field, detail: "\(next)")
    }
}
