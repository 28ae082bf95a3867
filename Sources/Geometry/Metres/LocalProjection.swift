/// A flat map in metres around one place: transverse Mercator with its central meridian there.
///
/// Lengths on the map are too long by x²/2R², where x is the distance east or west of the centre:
/// one part in 800 000 at 10 km, 0.012 % at 100 km, 0.44 % at 600 km (half the width of Norway);
/// areas by twice as much. North and south cost nothing. A straight line on this map is not quite
/// the straight line in degrees that RFC 7946 means: at 65° N an east–west edge of 10 km bends by
/// four metres. Distances therefore divide long edges first, which leaves a few centimetres for
/// edges up to a third of a degree; lengths and areas do not, since there it is lost in the last
/// digits.
package struct LocalProjection: Hashable, Sendable {
    /// Shapes wider than this are refused where metres matter: at 60° N the edges then lie 830 km
    /// out and lengths there are 0.9 % too long.
    package static let widestDegrees = 30.0

    private let centre: Position
    private let originNorth: Double

    /// A map that is exact at `centre`.
    package init(centre: Position) {
        self.centre = centre
        originNorth =
            TransverseMercator.project(latitude: centre.latitude, longitudeFromCentre: 0).north
    }

    /// Metres east and north of the centre.
    package func metres(_ position: Position) -> (east: Double, north: Double) {
        let (east, north) = TransverseMercator.project(
            latitude: position.latitude,
            longitudeFromCentre: position.longitude - centre.longitude
        )
        return (east, north - originNorth)
    }

    /// The position at so many metres east and north of the centre.
    package func position(east: Double, north: Double) -> Position {
        let (latitude, longitude) = TransverseMercator.unproject(
            east: east,
            north: north + originNorth
        )
        return Position(longitude: centre.longitude + longitude, latitude: latitude)
    }
}

extension LocalProjection {
    /// The map around a box, if the box is narrow enough to be measured on one map.
    static func around(_ box: BoundingBox?) throws(GeometryError) -> LocalProjection {
        guard let box else { throw .empty }
        let width = box.east - box.west
        guard width <= widestDegrees else { throw .tooWide(degrees: width) }
        return LocalProjection(centre: box.centre)
    }
}

/// The same line with its long edges divided at every hundredth of a degree (1.1 km north, 0.5 km
/// east at 60° N), into 32 parts at most so that a hostile file cannot make it endless.
func divided(_ positions: [Position]) -> [Position] {
    guard var last = positions.first else { return [] }
    var corners = [last]
    corners.reserveCapacity(positions.count)
    for next in positions.dropFirst() {
        let reach = max(
            abs(next.longitude - last.longitude),
            abs(next.latitude - last.latitude)
        )
        let parts = reach.isFinite ? min(32, max(1, (reach / 0.01).rounded(.up))) : 1
        for part in stride(from: 1, to: parts, by: 1) {
            corners.append(last.towards(next, share: part / parts))
        }
        corners.append(next)
        last = next
    }
    return corners
}
