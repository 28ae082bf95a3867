extension Geometry {
    /// Whether the two shapes share at least one point; touching counts.
    package func intersects(_ other: Geometry) throws(GeometryError) -> Bool {
        guard let box = boundingBox, let otherBox = other.boundingBox, box.overlaps(otherBox) else {
            return false
        }
        let context = try GeosContext()
        return try context.make(self).intersects(context.make(other))
    }

    /// Whether the position lies inside the shape or on its edge.
    package func contains(_ position: Position) throws(GeometryError) -> Bool {
        try intersects(.point(position))
    }

    /// The shortest distance between two shapes in metres; 0 where they meet.
    ///
    /// On a map around the middle of both (error: see `LocalProjection`). Throws `geo.empty` for an
    /// empty shape and `geo.too_wide` for shapes more than 30 degrees of longitude apart.
    package func distanceMetres(to other: Geometry) throws(GeometryError) -> Double {
        guard let box = boundingBox, let otherBox = other.boundingBox else { throw .empty }
        let map = try LocalProjection.around(box.union(otherBox))
        let context = try GeosContext()
        let mine = try context.make(self, on: map)
        return try mine.distance(to: context.make(other, on: map))
    }

    /// The shape grown by so many metres on all sides, 0…100 000.
    ///
    /// Round corners are drawn with 32 edges to the quarter circle, at most 0.03 % inside the true
    /// arc. To *decide* whether something is near, use `NearbyCheck`, which measures the distance
    /// itself.
    package func buffered(metres: Double) throws(GeometryError) -> Geometry {
        guard (0...100_000).contains(metres) else {
            throw .range("A buffer must be between 0 and 100 000 metres; choose a smaller one.")
        }
        let map = try LocalProjection.around(boundingBox)
        let context = try GeosContext()
        let grown = try context.make(self, on: map).buffered(metres, quadrantSegments: 32)
        return try grown.value(on: map).rightHanded()
    }
}
