import CGeos

// GEOS takes ownership of the parts given to a create function, also when it fails. What must be
// freed here is only what has not been given yet: the earlier members when a later one cannot be
// made.

extension GeosContext {
    /// A copy of the shape inside GEOS: in degrees, or in metres on the projection's map.
    func make(
        _ geometry: Geometry,
        on map: LocalProjection? = nil
    ) throws(GeometryError) -> GeosGeometry {
        GeosGeometry(context: self, pointer: try raw(geometry, on: map))
    }

    private func raw(
        _ geometry: Geometry,
        on map: LocalProjection?
    ) throws(GeometryError) -> OpaquePointer {
        switch geometry {
        case .point(let position):
            try point(position, on: map)
        case .multiPoint(let positions):
            try collection(GEOS_MULTIPOINT, of: positions) { (position) throws(GeometryError) in
                try point(position, on: map)
            }
        case .lineString(let line):
            try lineString(line, on: map)
        case .multiLineString(let lines):
            try collection(GEOS_MULTILINESTRING, of: lines) { (line) throws(GeometryError) in
                try lineString(line, on: map)
            }
        case .polygon(let value):
            try polygon(value, on: map)
        case .multiPolygon(let multi):
            try collection(GEOS_MULTIPOLYGON, of: multi.polygons) {
                (value) throws(GeometryError) in
                try polygon(value, on: map)
            }
        case .collection(let members):
            try collection(GEOS_GEOMETRYCOLLECTION, of: members) { (member) throws(GeometryError) in
                try raw(member, on: map)
            }
        }
    }

    private func point(
        _ position: Position,
        on map: LocalProjection?
    ) throws(GeometryError) -> OpaquePointer {
        try checked(GEOSGeom_createPoint_r(handle, try sequence([position], on: map)))
    }

    private func lineString(
        _ line: LineString,
        on map: LocalProjection?
    ) throws(GeometryError) -> OpaquePointer {
        try checked(GEOSGeom_createLineString_r(handle, try sequence(line.positions, on: map)))
    }

    private func polygon(
        _ polygon: Polygon,
        on map: LocalProjection?
    ) throws(GeometryError) -> OpaquePointer {
        var rings = try parts(polygon.rings) { (ring) throws(GeometryError) in
            try checked(GEOSGeom_createLinearRing_r(handle, try sequence(ring, on: map)))
        }
        let exterior = rings.removeFirst()
        let holes = UInt32(rings.count)
        return try checked(GEOSGeom_createPolygon_r(handle, exterior, &rings, holes))
    }

    private func collection<Part>(
        _ type: GEOSGeomTypes,
        of values: [Part],
        _ make: (Part) throws(GeometryError) -> OpaquePointer
    ) throws(GeometryError) -> OpaquePointer {
        var members = try parts(values, make)
        let count = UInt32(members.count)
        return try checked(
            GEOSGeom_createCollection_r(handle, Int32(type.rawValue), &members, count)
        )
    }

    private func parts<Part>(
        _ values: [Part],
        _ make: (Part) throws(GeometryError) -> OpaquePointer
    ) throws(GeometryError) -> [OpaquePointer?] {
        var made: [OpaquePointer?] = []
        do {
            for value in values { made.append(try make(value)) }
        } catch {
            for part in made { GEOSGeom_destroy_r(handle, part) }
            throw error
        }
        return made
    }

    private func sequence(
        _ positions: [Position],
        on map: LocalProjection?
    ) throws(GeometryError) -> OpaquePointer {
        let corners = map == nil ? positions : divided(positions)
        var numbers: [Double] = []
        numbers.reserveCapacity(corners.count * 2)
        for corner in corners {
            let (x, y) = map?.metres(corner) ?? (corner.longitude, corner.latitude)
            numbers += [x, y]
        }
        return try checked(
            GEOSCoordSeq_copyFromBuffer_r(handle, numbers, UInt32(corners.count), 0, 0)
        )
    }
}
