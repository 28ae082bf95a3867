import CGeos

extension GeosGeometry {
    /// The shape as a value; with a map, its metres are turned back into degrees.
    func value(on map: LocalProjection? = nil) throws(GeometryError) -> Geometry {
        try GeosReader(context: context, map: map).geometry(pointer)
    }
}

/// Reads shapes that somebody else owns.
private struct GeosReader {
    let context: GeosContext
    let map: LocalProjection?

    func geometry(_ pointer: OpaquePointer) throws(GeometryError) -> Geometry {
        switch GEOSGeomTypes(UInt32(bitPattern: GEOSGeomTypeId_r(context.handle, pointer))) {
        case GEOS_POINT:
            // An empty point has no GeoJSON form of its own.
            return try positions(pointer).first.map(Geometry.point) ?? .collection([])
        case GEOS_LINESTRING, GEOS_LINEARRING:
            return .lineString(LineString(try positions(pointer)))
        case GEOS_POLYGON:
            return .polygon(try polygon(pointer))
        case GEOS_MULTIPOINT:
            return .multiPoint(try members(pointer).flatMap(\.positions))
        case GEOS_MULTILINESTRING:
            return .multiLineString(try members(pointer).flatMap(\.lines))
        case GEOS_MULTIPOLYGON:
            return .multiPolygon(MultiPolygon(try members(pointer).flatMap(\.polygons)))
        default:
            return .collection(try members(pointer))
        }
    }

    private func members(_ pointer: OpaquePointer) throws(GeometryError) -> [Geometry] {
        var members: [Geometry] = []
        for index in 0..<GEOSGetNumGeometries_r(context.handle, pointer) {
            let member = try context.checked(GEOSGetGeometryN_r(context.handle, pointer, index))
            members.append(try geometry(member))
        }
        return members
    }

    private func polygon(_ pointer: OpaquePointer) throws(GeometryError) -> Polygon {
        let exterior = try context.checked(GEOSGetExteriorRing_r(context.handle, pointer))
        var polygon = Polygon(exterior: try positions(exterior))
        for index in 0..<GEOSGetNumInteriorRings_r(context.handle, pointer) {
            let hole = try context.checked(GEOSGetInteriorRingN_r(context.handle, pointer, index))
            polygon.holes.append(try positions(hole))
        }
        return polygon
    }

    private func positions(_ pointer: OpaquePointer) throws(GeometryError) -> [Position] {
        let sequence = try context.checked(GEOSGeom_getCoordSeq_r(context.handle, pointer))
        var count: UInt32 = 0
        guard GEOSCoordSeq_getSize_r(context.handle, sequence, &count) == 1 else {
            throw context.failure
        }
        var numbers = [Double](repeating: 0, count: Int(count) * 2)
        guard GEOSCoordSeq_copyToBuffer_r(context.handle, sequence, &numbers, 0, 0) == 1 else {
            throw context.failure
        }
        return (0..<Int(count)).map { index in
            let (x, y) = (numbers[2 * index], numbers[2 * index + 1])
            return map?.position(east: x, north: y) ?? Position(longitude: x, latitude: y)
        }
    }
}
