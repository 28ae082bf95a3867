/// A place on the earth in WGS84 degrees.
///
/// Longitude comes first, as in RFC 7946 section 3.1.1. Nothing is checked here: a value read from
/// a file may be out of range or not a number until `Geometry.problems()` has looked at it.
package struct Position: Hashable, Sendable {
    /// Degrees east, −180…180.
    package var longitude: Double
    /// Degrees north, −90…90.
    package var latitude: Double

    package init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// The same place by its two numbers in GeoJSON's order, for tables of coordinates.
    package init(_ longitude: Double, _ latitude: Double) {
        self.init(longitude: longitude, latitude: latitude)
    }
}

extension Position {
    /// Whether both numbers are finite.
    package var isFinite: Bool { longitude.isFinite && latitude.isFinite }

    /// The point a share of the way to another, straight in degrees as RFC 7946 section 3.1.1 draws
    /// lines; `share` is 0 here and 1 there.
    func towards(_ other: Position, share: Double) -> Position {
        Position(
            longitude: longitude + (other.longitude - longitude) * share,
            latitude: latitude + (other.latitude - latitude) * share
        )
    }
}
