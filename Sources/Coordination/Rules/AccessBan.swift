package import Geometry
import SyncCore
import SyncEngine

/// An access restriction made ready to be asked about days and places.
///
/// A class, so that its shape is made ready once, when the first place is asked about.
package final class AccessBan {
    let row: RowState
    private var geometry: Geometry?
    private var box: BoundingBox?
    private var shape: NearbyCheck?
    private let windows: AccessWindows
    private let validFrom: LocalDate?
    private let validTo: LocalDate?
    private let metres: Double

    package init(_ restriction: RestrictionView) {
        row = restriction.row
        windows = restriction.windows
        validFrom = restriction.validFrom
        validTo = restriction.validTo
        metres = restriction.bufferMetres
    }

    /// The bans that stop people and may reach one of the shapes, of every centre: a nest does not mind who owns
    /// the map.
    static func near(_ shapes: [JSONValue], in world: any World) throws -> [AccessBan] {
        try restrictions(near: shapes, in: world).map { AccessBan($0) }
    }

    /// The same before they are made ready.
    static func restrictions(
        near shapes: [JSONValue],
        in world: any World
    ) throws -> [RestrictionView] {
        guard let box = PlaceBox.around(shapes) else { return [] }
        return try world.rows(.accessRestriction, by: .place("geometry", in: box), having: nil)
            .map(RestrictionView.init).filter(\.stopsPeople)
    }

    func isClosed(on day: LocalDate) -> Bool {
        if let validFrom, day < validFrom { return false }
        if let validTo, validTo < day { return false }
        return windows.contains(day)
    }

    /// The first closed day among these, apart from days with leave.
    package func firstClosedDay(
        in days: ClosedRange<LocalDate>,
        leave: ClosedRange<LocalDate>?
    ) -> LocalDate? {
        // Years in which the ban does not hold, and days with leave, are stepped over, not walked.
        var day = days.lowerBound
        if let validFrom, day < validFrom { day = validFrom }
        var last = days.upperBound
        if let validTo, validTo < last { last = validTo }
        guard day <= last else { return nil }
        for _ in 0...Self.farthest {
            let hasLeave = leave?.contains(day) ?? false
            if !hasLeave, windows.contains(day) { return day }
            let reached = hasLeave ? leave?.upperBound ?? day : day
            if reached >= last { return nil }
            day = reached.adding(days: 1)
        }
        return nil
    }

    /// Whether the ban with its buffer meets one of the shapes.
    package func reaches(_ shapes: [Geometry]) throws -> Bool {
        guard let value = row["geometry"], !shapes.isEmpty else { return false }
        if geometry == nil {
            geometry = try Geometry.fromGeoJSON(value)
            box = geometry?.boundingBox?.grown(metres: metres)
        }
        for place in shapes where isNear(place) {
            if shape == nil, let geometry { shape = try NearbyCheck(geometry, metres: metres) }
            if try shape?.reaches(place) ?? false { return true }
        }
        return false
    }

    /// Whether the boxes meet; most places are far from most bans, and this costs next to nothing.
    private func isNear(_ place: Geometry) -> Bool {
        guard let box, let other = place.boundingBox else { return false }
        return box.overlaps(other)
    }

    /// The edit that notes whether the ban is in force on this day; nil when that is noted already.
    static func turned(_ restriction: RestrictionView, on day: LocalDate) -> Edit? {
        let isInForce = restriction.stopsPeople && AccessBan(restriction).isClosed(on: day)
        guard isInForce != restriction.row.flag(inForce) else { return nil }
        return Edit(.accessRestriction, restriction.id, set: [inForce: .bool(isInForce)])
    }

    private static let inForce = "isInForce"

    /// The fields that say when and where a ban holds.
    static let terms = [
        "geometry", "bufferM", "windows", "isAllYear", "kind", "validFromOn", "validToOn",
    ]

    /// Whether one of the bans meets one of the GeoJSON values.
    static func anyReaches(_ bans: [AccessBan], _ values: [JSONValue?]) throws -> Bool {
        guard !bans.isEmpty else { return false }
        let shapes = try values.compactMap { try $0.map { try Geometry.fromGeoJSON($0) } }
        for ban in bans where try ban.reaches(shapes) { return true }
        return false
    }

    /// Eight years hold every leap day there can be; after that the place is closed for good.
    private static let farthest = 8 * 366

    /// The first day after this one on which none of the bans closes the place.
    static func nextAllowed(after day: LocalDate, _ bans: [AccessBan]) -> LocalDate? {
        for days in 1...farthest {
            let candidate = day.adding(days: days)
            if !bans.contains(where: { $0.isClosed(on: candidate) }) { return candidate }
        }
        return nil
    }
}
