import Glibc

/// An upright rectangle on the map, in degrees of WGS 84; it does not go around the 180th meridian.
package struct PlaceBox: Sendable, Hashable {
    package var west: Double
    package var south: Double
    package var east: Double
    package var north: Double

    package init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// The box around a GeoJSON geometry (RFC 7946, section 3.1); nil where it holds no position.
    package init?(around geometry: JSONValue) {
        var box: PlaceBox?
        box.take(geometry)
        guard let box else { return nil }
        self = box
    }

    /// The box with at least so many metres more on every side.
    package func grown(metres: Double) -> PlaceBox {
        // The shortest degree of latitude has 110 574 m; what is over makes up for the map's error.
        let degrees = metres / 105_000
        let farthest = max(abs(south), abs(north)) + degrees
        let across = degrees / max(cos(min(farthest, 89.9) * .pi / 180), 0.001)
        return PlaceBox(
            west: west - across,
            south: south - degrees,
            east: east + across,
            north: north + degrees
        )
    }
}

extension PlaceBox? {
    fileprivate mutating func take(_ geometry: JSONValue) {
        for part in geometry["geometries"]?.array ?? [] { take(part) }
        if let coordinates = geometry["coordinates"]?.array { take(positions: coordinates) }
    }

    /// A position, or positions as deep as they lie.
    private mutating func take(positions: [JSONValue]) {
        guard let east = positions.first?.number else {
            for part in positions { part.array.map { take(positions: $0) } }
            return
        }
        guard positions.count > 1, let north = positions[1].number else { return }
        self = PlaceBox(
            west: min(self?.west ?? east, east),
            south: min(self?.south ?? north, north),
            east: max(self?.east ?? east, east),
            north: max(self?.north ?? north, north)
        )
    }
}

extension PlaceBox {
    /// The box around several geometries; nil where none of them holds a position.
    package static func around(_ geometries: [JSONValue]) -> PlaceBox? {
        var box: PlaceBox?
        for geometry in geometries { box.take(geometry) }
        return box
    }

    /// Whether the two share at least one point; touching edges count.
    package func overlaps(_ other: PlaceBox) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    /// Whether the other lies whole within this one.
    package func holds(_ other: PlaceBox) -> Bool {
        west <= other.west && other.east <= east && south <= other.south && other.north <= north
    }
}
