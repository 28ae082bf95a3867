package import Geometry
package import SyncCore
import SyncEngine

/// A zone that becomes several, as one operation: each stretch of shore goes where most of it lies.
///
/// What is left of the zone stays the row it is, with its history; the parts split off are new zones with its mode.
/// Claims and reports hang on the stretches and move with them.
package struct ZoneSplit: Sendable {
    /// An area that is to be a zone of its own; what lies outside the zone is left out.
    package struct Area: Sendable {
        package let name: String
        package let geometry: Geometry

        package init(name: String, geometry: Geometry) {
            self.name = name
            self.geometry = geometry
        }
    }

    /// One zone as it will be.
    package struct Part: Sendable {
        package let zone: RowID
        package let name: String
        package let areaSquareMetres: Double
        package let segments: Int
    }

    /// The zone itself first, then what is split off.
    package let parts: [Part]
    package let edits: [Edit]

    /// At most so many zones come of one.
    package static let mostAreas = 20
    /// What is smaller is a line's breadth, and no zone; square metres.
    static let leastSquareMetres = 1.0

    /// - `segments`: the zone's own, live.
    ///
    /// Throws `zone.no_shape`, `zone.split_count`, `zone.split_outside` where an area does not meet the zone,
    /// `zone.split_all` where nothing would be left of it, `zone.split_retired`, `op.too_large`, and `GeometryError`.
    package init(
        _ zone: RowState,
        segments: [RowState],
        areas: [Area],
        newID: () -> RowID
    ) throws {
        guard (1...Self.mostAreas).contains(areas.count) else { throw SyncError.splitCount }
        guard !ZoneView(zone).isRetired else { throw SyncError.splitRetired }
        guard let whole = ZoneShape(zone) else { throw SyncError.zoneWithoutShape }
        var rest = whole.geometry
        var pieces: [(id: RowID, name: String, shape: ZoneShape)] = []
        for area in areas {
            let piece = try rest.areas(inside: area.geometry)
            guard piece.areaSquareMetres >= Self.leastSquareMetres else {
                throw SyncError.splitOutside(area.name)
            }
            rest = try rest.areas(outside: area.geometry)
            pieces.append((newID(), area.name, ZoneShape(piece)))
        }
        guard rest.areaSquareMetres >= Self.leastSquareMetres else { throw SyncError.splitAll }
        let moved = try Self.homes(of: segments, in: pieces.map(\.shape))
        edits =
            [Edit(.cleanupZone, zone.id, set: ZoneShape(rest).fields)]
            + pieces.map { Self.newZone($0.id, $0.name, $0.shape, from: zone) }
            + zip(segments, moved).compactMap { segment, home in
                home.map { Edit(.segment, segment.id, set: ["zoneId": pieces[$0].id.json]) }
            }
        guard edits.count <= Operation.Limit.edits else { throw SyncError.tooManyStretches }
        let own = Part(
            zone: zone.id,
            name: zone["name"]?.text ?? "",
            areaSquareMetres: rest.areaSquareMetres,
            segments: moved.count { $0 == nil }
        )
        parts =
            [own]
            + pieces.enumerated().map { place, piece in
                Part(
                    zone: piece.id,
                    name: piece.name,
                    areaSquareMetres: piece.shape.geometry.areaSquareMetres,
                    segments: moved.count { $0 == place }
                )
            }
    }

    /// In which of the pieces most of each stretch lies; nil where it stays.
    private static func homes(of segments: [RowState], in pieces: [ZoneShape]) throws -> [Int?] {
        try segments.map { segment in
            guard let json = segment["geometry"], let line = try? Geometry.fromGeoJSON(json) else {
                return nil
            }
            let inside = try pieces.map { try line.lengthMetres(inside: $0.geometry) }
            let most = inside.max() ?? 0
            let rest = line.lengthMetres - inside.reduce(0, +)
            return most > rest ? inside.firstIndex(of: most) : nil
        }
    }

    /// What a part takes over from the zone it was a part of.
    private static let inherited = [
        "centreId", "municipalityNo", "mode", "modeReason", "modeFrom", "modeTo", "operatorId",
        "accessibility", "terrainRisk", "landowner", "status",
    ]

    private static func newZone(
        _ id: RowID,
        _ name: String,
        _ shape: ZoneShape,
        from zone: RowState
    ) -> Edit {
        var set = shape.fields
        for field in inherited { set[field] = zone[field] }
        set["name"] = .string(name)
        set["splitFromId"] = zone.id.json
        return Edit(.cleanupZone, id, set: set)
    }
}
