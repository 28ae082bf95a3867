package import SyncCore

extension Geometry {
    /// The GeoJSON form: rings as RFC 7946 asks, at most seven decimals.
    package func toJSON() -> JSONValue {
        switch rightHanded() {
        case .point(let position): object("Point", json(position))
        case .multiPoint(let positions): object("MultiPoint", json(positions))
        case .lineString(let line): object("LineString", json(line.positions))
        case .multiLineString(let lines):
            object("MultiLineString", .array(lines.map { json($0.positions) }))
        case .polygon(let polygon): object("Polygon", json(polygon))
        case .multiPolygon(let multi): object("MultiPolygon", .array(multi.polygons.map(json)))
        case .collection(let members):
            ["type": "GeometryCollection", "geometries": .array(members.map { $0.toJSON() })]
        }
    }
}

extension Feature {
    /// The GeoJSON form of the feature.
    package func toJSON() -> JSONValue {
        var members: JSONObject = [
            "type": "Feature", "properties": .object(properties),
            "geometry": geometry?.toJSON() ?? .null,
        ]
        members["id"] = id
        return .object(members)
    }
}

private func object(_ type: String, _ coordinates: JSONValue) -> JSONValue {
    ["type": .string(type), "coordinates": coordinates]
}

private func json(_ polygon: Polygon) -> JSONValue {
    .array(polygon.rings.map(json))
}

private func json(_ positions: [Position]) -> JSONValue {
    .array(positions.map(json))
}

private func json(_ position: Position) -> JSONValue {
    [json(position.longitude), json(position.latitude)]
}

/// Seven decimals are a centimetre; more would claim what no survey knows (RFC 7946 section 11.2).
private func json(_ degrees: Double) -> JSONValue {
    let rounded = (degrees * 1e7).rounded() / 1e7
    // Adding zero turns −0 into 0, which would otherwise be written with its sign.
    return .double(rounded + 0)
}
