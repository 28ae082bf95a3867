/// Measures in metres how far shapes are from one position, on a map around it (error: see `LocalProjection`).
///
/// Not `Sendable`: make one per thread.
package struct DistanceRuler: ~Copyable {
    private let map: LocalProjection
    private let context: GeosContext
    private let point: GeosGeometry

    package init(from position: Position) throws(GeometryError) {
        let map = LocalProjection(centre: position)
        let context = try GeosContext()
        let point = try context.make(.point(position), on: map)
        self.map = map
        self.context = context
        self.point = point
    }

    /// The distance to the nearest point of the shape; throws `geo.empty` for an empty one.
    package func metres(to shape: Geometry) throws(GeometryError) -> Double {
        guard !shape.isEmpty else { throw .empty }
        return try point.distance(to: context.make(shape, on: map))
    }
}
