import SyncCore

extension GeoJSONReader {
    mutating func geometry(
        _ value: JSONValue,
        path: String,
        depth: Int = 0
    ) throws(GeoJSONError) -> Geometry {
        let members = try object(value, path: path)
        let type = try type(of: members, path: path)
        try forbid(["geometry", "properties", "features"], in: members, path: path)
        try checkBox(of: members, path: path)
        guard type != "GeometryCollection" else {
            return .collection(try collection(members, path: path, depth: depth + 1))
        }
        let inside = path + "/coordinates"
        let coordinates = members["coordinates"] ?? .null
        switch type {
        case "Point": return .point(try position(coordinates, path: inside))
        case "MultiPoint": return .multiPoint(try positions(coordinates, path: inside))
        case "LineString": return .lineString(LineString(try positions(coordinates, path: inside)))
        case "MultiLineString": return .multiLineString(try lines(coordinates, path: inside))
        case "Polygon": return .polygon(try polygon(coordinates, path: inside))
        case "MultiPolygon": return .multiPolygon(try multiPolygon(coordinates, path: inside))
        default:
            throw error(
                "geojson.unknown_type",
                "The type is not one of GeoJSON's nine; spell it as RFC 7946 does.",
                at: path
            )
        }
    }

    private mutating func collection(
        _ members: JSONObject,
        path: String,
        depth: Int
    ) throws(GeoJSONError) -> [Geometry] {
        guard depth <= GeoJSONLimits.collectionDepth else {
            throw error(
                "geojson.too_deep",
                "Collections are nested too deeply; put the shapes side by side.",
                at: path
            )
        }
        let inside = path + "/geometries"
        var geometries: [Geometry] = []
        for (index, member) in try array(members["geometries"] ?? .null, path: inside).enumerated()
        {
            geometries.append(try geometry(member, path: "\(inside)/\(index)", depth: depth))
        }
        return geometries
    }

    private mutating func lines(
        _ value: JSONValue,
        path: String
    ) throws(GeoJSONError) -> [LineString] {
        var lines: [LineString] = []
        for (index, line) in try array(value, path: path).enumerated() {
            lines.append(LineString(try positions(line, path: "\(path)/\(index)")))
        }
        return lines
    }

    private mutating func multiPolygon(
        _ value: JSONValue,
        path: String
    ) throws(GeoJSONError) -> MultiPolygon {
        var polygons: [Polygon] = []
        for (index, member) in try array(value, path: path).enumerated() {
            polygons.append(try polygon(member, path: "\(path)/\(index)"))
        }
        return MultiPolygon(polygons)
    }

    private mutating func polygon(
        _ value: JSONValue,
        path: String
    ) throws(GeoJSONError) -> Polygon {
        var rings: [[Position]] = []
        for (index, member) in try array(value, path: path).enumerated() {
            let ring = try positions(member, path: "\(path)/\(index)")
            noteOpenHeight(of: member, ring: ring, path: "\(path)/\(index)")
            rings.append(ring)
        }
        guard let exterior = rings.first else { return Polygon(exterior: []) }
        return Polygon(exterior: exterior, holes: Array(rings.dropFirst()))
    }
}

extension GeoJSONReader {
    private func array(_ value: JSONValue, path: String) throws(GeoJSONError) -> [JSONValue] {
        guard let array = value.array else {
            throw error(
                "geojson.nesting",
                "An array is missing here; check how deeply the coordinates are nested.",
                at: path
            )
        }
        return array
    }

    private mutating func positions(
        _ value: JSONValue,
        path: String
    ) throws(GeoJSONError) -> [Position] {
        let values = try array(value, path: path)
        var positions: [Position] = []
        positions.reserveCapacity(min(values.count, positionsLeft))
        for value in values {
            do {
                positions.append(try position(value, path: path))
            } catch {
                // The number is added only now: there may be half a million positions.
                throw GeoJSONError(
                    code: error.code,
                    message: error.message,
                    path: "\(path)/\(positions.count)",
                    feature: error.feature
                )
            }
        }
        return positions
    }

    private mutating func position(
        _ value: JSONValue,
        path: String
    ) throws(GeoJSONError) -> Position {
        let elements = try array(value, path: path)
        guard elements.allSatisfy({ $0.array == nil }) else {
            throw error("geojson.nesting", "The coordinates are nested too deeply.", at: path)
        }
        let numbers = elements.compactMap(\.number)
        guard numbers.count == elements.count, (2...3).contains(numbers.count),
            numbers.allSatisfy(\.isFinite)
        else {
            throw error(
                "geojson.position",
                "A position must be two or three numbers without quotes: longitude, latitude.",
                at: path
            )
        }
        positionsLeft -= 1
        guard positionsLeft >= 0 else {
            throw error(
                "geojson.too_many_positions",
                "The file has more than \(limits.positions) positions; divide or simplify it.",
                at: path
            )
        }
        if numbers.count > 2 { noteAltitude(path: path) }
        return Position(longitude: numbers[0], latitude: numbers[1])
    }

    /// RFC 7946 section 3.1.6: first and last must be identical, which heights can spoil before
    /// they are dropped.
    private mutating func noteOpenHeight(of value: JSONValue, ring: [Position], path: String) {
        guard ring.count > 1, ring.first == ring.last, let raw = value.array else { return }
        let heights = [raw.first, raw.last].map { $0?.array?.dropFirst(2).first?.number }
        guard heights[0] != heights[1] else { return }
        note(
            .error(
                "geo.unclosed_ring",
                "The ring's first and last position differ in height; make them the same.",
                at: path,
                place: ring.last
            )
        )
    }
}
