/// The smallest upright rectangle in degrees around a shape.
///
/// Shapes here never cross the 180th meridian (such polygons are refused), so west ≤ east.
package struct BoundingBox: Hashable, Sendable {
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

    /// The box around one edge.
    init(_ one: Position, _ other: Position) {
        self.init(
            west: min(one.longitude, other.longitude),
            south: min(one.latitude, other.latitude),
            east: max(one.longitude, other.longitude),
            north: max(one.latitude, other.latitude)
        )
    }

    /// The box around some positions; nil when there are none.
    package init?(around positions: [Position]) {
        guard let first = positions.first else { return nil }
        self.init(
            west: first.longitude,
            south: first.latitude,
            east: first.longitude,
            north: first.latitude
        )
        for position in positions {
            west = min(west, position.longitude)
            south = min(south, position.latitude)
            east = max(east, position.longitude)
            north = max(north, position.latitude)
        }
    }
}

extension BoundingBox {
    /// The middle of the box.
    package var centre: Position {
        Position(longitude: (west + east) / 2, latitude: (south + north) / 2)
    }

    /// Whether the two boxes share at least one point; touching edges count.
    package func overlaps(_ other: BoundingBox) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    /// The smallest box that holds both.
    package func union(_ other: BoundingBox) -> BoundingBox {
        BoundingBox(
            west: min(west, other.west),
            south: min(south, other.south),
            east: max(east, other.east),
            north: max(north, other.north)
        )
    }
}

extension Geometry {
    /// The box around the shape; nil when the shape is empty.
    package var boundingBox: BoundingBox? { BoundingBox(around: positions) }
}
