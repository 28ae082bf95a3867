package import Geometry
package import SyncCore
import SyncEngine

/// Zones that become one, as one operation: the first takes the others' shore, and the others retire.
///
/// The most careful of their modes holds for all of it.
package struct ZoneMerge: Sendable {
    package let zone: RowID
    package let areaSquareMetres: Double
    /// How many stretches come to the zone.
    package let moved: Int
    package let edits: [Edit]

    /// - `segments`: all stretches of these zones, live; `tasks`: all tasks in them; those that lie ahead move.
    /// - `today`: in Norway, as a mode may be over or not have begun.
    ///
    /// Throws `zone.merge_same`, `zone.merge_centres`, `zone.merge_retired`, `zone.no_shape`, `op.too_large` and
    /// `GeometryError`.
    package init(
        _ zone: RowState,
        with others: [RowState],
        segments: [RowState],
        tasks: [RowState],
        today: LocalDate
    ) throws {
        let all = [zone] + others
        guard !others.isEmpty, Set(all.map(\.id)).count == all.count else {
            throw SyncError.mergeSame
        }
        guard Set(all.map { $0.reference("centreId") }).count == 1 else {
            throw SyncError.mergeCentres
        }
        guard !all.contains(where: { ZoneView($0).isRetired }) else { throw SyncError.mergeRetired }
        let shapes = all.compactMap { ZoneShape($0) }
        guard shapes.count == all.count else { throw SyncError.zoneWithoutShape }
        let joined = ZoneShape(try ZoneShape.joined(shapes))
        let coming = Self.inOrder(segments, of: others)
        var own = Edit(.cleanupZone, zone.id, set: joined.fields)
        own.set.merge(Self.mode(of: others, for: zone, on: today)) { _, later in later }
        let last =
            segments.filter { $0.reference("zoneId") == zone.id }
            .compactMap { $0.integer("position") }.max() ?? -1
        edits =
            [own]
            + others.map {
                Edit(
                    .cleanupZone,
                    $0.id,
                    set: ["status": "retired", "mergedIntoId": zone.id.json]
                )
            }
            + coming.enumerated().map { place, segment in
                Edit(
                    .segment,
                    segment.id,
                    set: ["zoneId": zone.id.json, "position": .integer(last + 1 + Int64(place))]
                )
            }
            + Self.planned(tasks, in: others)
            .map { Edit(.task, $0.id, set: ["zoneId": zone.id.json]) }
        guard edits.count <= Operation.Limit.edits else { throw SyncError.tooManyStretches }
        self.zone = zone.id
        areaSquareMetres = joined.geometry.areaSquareMetres
        moved = coming.count
    }

    /// The tasks in the zones that may still take place.
    private static func planned(_ tasks: [RowState], in zones: [RowState]) -> [RowState] {
        tasks.filter { row in
            let isAhead = TaskView(live: row)?.isAhead ?? false
            return isAhead && zones.contains { $0.id == row.reference("zoneId") }
        }
    }

    /// The others' stretches, zone by zone in the order along the shore.
    private static func inOrder(_ segments: [RowState], of zones: [RowState]) -> [RowState] {
        zones.flatMap { zone in
            segments.filter { $0.reference("zoneId") == zone.id }
                .sorted { ($0.integer("position") ?? 0) < ($1.integer("position") ?? 0) }
        }
    }

    /// The fields of the most careful mode, where that is another zone's.
    private static func mode(
        of others: [RowState],
        for zone: RowState,
        on day: LocalDate
    ) -> JSONObject {
        var most = ZoneView(zone)
        for other in others.map({ ZoneView($0) }) where most.yields(to: other, on: day) {
            most = other
        }
        return most.id == zone.id ? [:] : ZoneHeirRule.modeFields(of: most.row)
    }
}
