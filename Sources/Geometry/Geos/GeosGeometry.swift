import CGeos

/// A shape that lives in GEOS and is freed with this value.
struct GeosGeometry: ~Copyable {
    let context: GeosContext
    let pointer: OpaquePointer

    deinit { GEOSGeom_destroy_r(context.handle, pointer) }

    func intersects(_ other: borrowing GeosGeometry) throws(GeometryError) -> Bool {
        try context.answer(GEOSIntersects_r(context.handle, pointer, other.pointer))
    }

    func distance(to other: borrowing GeosGeometry) throws(GeometryError) -> Double {
        var distance = 0.0
        guard GEOSDistance_r(context.handle, pointer, other.pointer, &distance) == 1 else {
            throw context.failure
        }
        return distance
    }

    /// As fine as numbers are; the value is GEOS's own.
    static let noGrid = 0.0

    /// Corners of the result lie on a grid of so many units; what is thinner than it is left out.
    func intersection(
        _ other: borrowing GeosGeometry,
        grid: Double = noGrid
    ) throws(GeometryError) -> GeosGeometry {
        try context.own(GEOSIntersectionPrec_r(context.handle, pointer, other.pointer, grid))
    }

    func union(
        _ other: borrowing GeosGeometry,
        grid: Double = noGrid
    ) throws(GeometryError) -> GeosGeometry {
        try context.own(GEOSUnionPrec_r(context.handle, pointer, other.pointer, grid))
    }

    func difference(
        _ other: borrowing GeosGeometry,
        grid: Double = noGrid
    ) throws(GeometryError) -> GeosGeometry {
        try context.own(GEOSDifferencePrec_r(context.handle, pointer, other.pointer, grid))
    }

    func buffered(_ distance: Double, quadrantSegments: Int32) throws(GeometryError) -> GeosGeometry
    {
        try context.own(GEOSBuffer_r(context.handle, pointer, distance, quadrantSegments))
    }

    func madeValid() throws(GeometryError) -> GeosGeometry {
        try context.own(GEOSMakeValid_r(context.handle, pointer))
    }

    /// Lines joined end to end where exactly two of them meet.
    func lineMerged() throws(GeometryError) -> GeosGeometry {
        try context.own(GEOSLineMerge_r(context.handle, pointer))
    }

    /// How far along this line the point nearest to `point` lies, in this line's units.
    func distanceAlong(to point: borrowing GeosGeometry) throws(GeometryError) -> Double {
        let distance = GEOSProject_r(context.handle, pointer, point.pointer)
        guard distance >= 0 else { throw context.failure }
        return distance
    }
}
