import Geometry
import Glibc

extension BoundingBox {
    /// The box with at least so many metres more on every side.
    func grown(metres: Double) -> BoundingBox {
        // The shortest degree of latitude has 110 574 m; what is over makes up for the map's error.
        let degrees = metres / 105_000
        let farthest = max(abs(south), abs(north)) + degrees
        let across = degrees / max(cos(min(farthest, 89.9) * .pi / 180), 0.001)
        return BoundingBox(
            west: west - across,
            south: south - degrees,
            east: east + across,
            north: north + degrees
        )
    }
}
