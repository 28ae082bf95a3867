import Geometry
import SyncCore

extension BoundingBox {
    /// The same box as look-ups know it.
    var place: PlaceBox { PlaceBox(west: west, south: south, east: east, north: north) }

    /// The box with at least so many metres more on every side.
    func grown(metres: Double) -> BoundingBox {
        let grown = place.grown(metres: metres)
        return BoundingBox(
            west: grown.west,
            south: grown.south,
            east: grown.east,
            north: grown.north
        )
    }
}
