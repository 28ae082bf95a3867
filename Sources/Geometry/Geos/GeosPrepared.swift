import CGeos

/// A shape with the indexes that make many questions about it cheap.
struct GeosPrepared: ~Copyable {
    private let shape: GeosGeometry
    private let pointer: OpaquePointer

    fileprivate init(shape: consuming GeosGeometry, pointer: OpaquePointer) {
        self.shape = shape
        self.pointer = pointer
    }

    // The body runs before the fields are freed: the indexes point into the shape.
    deinit { GEOSPreparedGeom_destroy_r(shape.context.handle, pointer) }

    var context: GeosContext { shape.context }

    func isWithin(_ distance: Double, of other: borrowing GeosGeometry) throws(GeometryError)
        -> Bool
    {
        try context.answer(
            GEOSPreparedDistanceWithin_r(context.handle, pointer, other.pointer, distance)
        )
    }
}

extension GeosGeometry {
    consuming func prepared() throws(GeometryError) -> GeosPrepared {
        let pointer = try context.checked(GEOSPrepare_r(context.handle, pointer))
        return GeosPrepared(shape: self, pointer: pointer)
    }
}
