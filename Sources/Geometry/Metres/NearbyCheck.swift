/// A shape made ready to be asked, many times, what comes within so many metres of it.
///
/// Made for one access restriction against many segments. Not `Sendable`: make one per thread.
///
///     let reserve = try NearbyCheck(restriction.geometry, metres: restriction.bufferMetres)
///     let isClosed = try reserve.reaches(.lineString(segment))
package struct NearbyCheck: ~Copyable {
    private let map: LocalProjection
    private let metres: Double
    private let shape: GeosPrepared

    /// Throws `geo.empty`, `geo.too_wide`, or `geo.argument_range` unless 0 ≤ metres ≤ 100 000.
    package init(_ geometry: Geometry, metres: Double) throws(GeometryError) {
        guard (0...100_000).contains(metres) else {
            throw .range("A distance must be between 0 and 100 000 metres; choose a smaller one.")
        }
        // Everything that can fail comes before the first field of a noncopyable value is set.
        let map = try LocalProjection.around(geometry.boundingBox)
        let shape = try GeosContext().make(geometry, on: map).prepared()
        self.map = map
        self.metres = metres
        self.shape = shape
    }

    /// Whether any part of the other shape lies within the distance, the limit itself included.
    package func reaches(_ other: Geometry) throws(GeometryError) -> Bool {
        guard !other.isEmpty else { return false }
        return try shape.isWithin(metres, of: shape.context.make(other, on: map))
    }
}
