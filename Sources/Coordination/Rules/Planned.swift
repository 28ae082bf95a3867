import SyncCore
import SyncEngine

/// What is planned at a place on the map, found by place and not by going over all there is.
enum Planned {
    /// Tasks whose stretches or zone may meet the box; only those in one of the states, where some are named.
    ///
    /// A task has the shapes of its stretches; else that of its zone; else those of the zone's stretches.
    static func tasks(
        at box: PlaceBox,
        in states: [String]? = nil,
        _ world: any World
    ) throws -> [RowState] {
        let filter = states.map { RowFilter("state", isOneOf: $0.map { .string($0) }) }
        let places: [RowKey] = [
            .names("zoneId", .init(.cleanupZone, "geometry", in: box)),
            .names("zoneId", .init(.segment, "geometry", in: box, through: "zoneId")),
            .names("segmentIds", .init(.segment, "geometry", in: box)),
        ]
        var seen: Set<RowID> = []
        return try places.flatMap { try world.rows(.task, by: $0, having: filter) }
            .filter { seen.insert($0.id).inserted }
    }

    /// Those tasks, and the active claims on stretches there.
    static func rows(at box: PlaceBox, _ world: any World) throws -> [RowState] {
        let claims = try world.rows(
            .claim,
            by: .names("segmentId", .init(.segment, "geometry", in: box)),
            having: RowFilter("state", isOneOf: [.string(ClaimState.active.rawValue)])
        )
        return try tasks(at: box, world) + claims
    }
}

extension RestrictionView {
    /// The box around the ban with its buffer; nil where it has no shape.
    var box: PlaceBox? {
        row["geometry"].flatMap { PlaceBox(around: $0) }?.grown(metres: bufferMetres)
    }
}
