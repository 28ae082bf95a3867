import SyncCore

/// Reads one GeoJSON document, counting positions and collecting problems on the way.
struct GeoJSONReader {
    let limits: GeoJSONLimits
    private(set) var problems: [GeometryProblem] = []
    var positionsLeft: Int
    /// The feature that is being read.
    private var feature: Int?
    /// One warning for each feature is enough, however many positions have a height.
    private var hasSaidAltitude = false

    init(limits: GeoJSONLimits) {
        self.limits = limits
        positionsLeft = limits.positions
    }

    mutating func features(of document: JSONValue) throws(GeoJSONError) -> [Feature] {
        let members = try object(document, path: "")
        noteCRS(of: members, path: "")
        switch try type(of: members, path: "") {
        case "FeatureCollection":
            return try collection(members)
        case "Feature":
            return [try feature(document, number: 0, path: "")]
        default:
            begin(feature: 0)
            return [Feature(geometry: try checkedGeometry(document, path: ""))]
        }
    }

    private mutating func collection(
        _ members: JSONObject
    ) throws(GeoJSONError) -> [Feature] {
        try forbid(["coordinates", "geometries", "geometry", "properties"], in: members, path: "")
        try checkBox(of: members, path: "")
        guard let values = members["features"]?.array else {
            throw error("geojson.features", "Give the collection an array `features`.", at: "")
        }
        guard values.count <= limits.features else {
            throw error(
                "geojson.too_many_features",
                "The file has more than \(limits.features) features; divide it.",
                at: "/features"
            )
        }
        var features: [Feature] = []
        for (number, value) in values.enumerated() {
            features.append(try feature(value, number: number, path: "/features/\(number)"))
        }
        return features
    }

    private mutating func feature(
        _ value: JSONValue,
        number: Int,
        path: String
    ) throws(GeoJSONError) -> Feature {
        begin(feature: number)
        let members = try object(value, path: path)
        guard try type(of: members, path: path) == "Feature" else {
            throw error(
                "geojson.unknown_type",
                "Each feature must have the type Feature.",
                at: path
            )
        }
        try forbid(["coordinates", "geometries", "features"], in: members, path: path)
        try checkBox(of: members, path: path)
        if !path.isEmpty { noteCRS(of: members, path: path) }
        let id = members["id"]
        guard id == nil || id?.text != nil || id?.number != nil else {
            throw error(
                "geojson.id",
                "A feature's `id` must be text or a number.",
                at: path + "/id"
            )
        }
        return Feature(
            id: id,
            properties: try properties(members, path: path),
            geometry: try featureGeometry(members, path: path)
        )
    }

    private func properties(
        _ members: JSONObject,
        path: String
    ) throws(GeoJSONError) -> JSONObject {
        switch members["properties"] {
        case .object(let properties): return properties
        case .null: return [:]
        default:
            throw error(
                "geojson.properties",
                "Give each feature `properties`: an object, or null.",
                at: path
            )
        }
    }

    private mutating func featureGeometry(
        _ members: JSONObject,
        path: String
    ) throws(GeoJSONError) -> Geometry? {
        guard let value = members["geometry"] else {
            throw error(
                "geojson.geometry",
                "Give each feature a `geometry`: an object, or null.",
                at: path
            )
        }
        return value.isNull ? nil : try checkedGeometry(value, path: path + "/geometry")
    }

    private mutating func checkedGeometry(
        _ value: JSONValue,
        path: String
    ) throws(GeoJSONError) -> Geometry {
        let geometry = try geometry(value, path: path)
        for problem in geometry.problems() { note(problem.under(path)) }
        return geometry.rightHanded()
    }
}

extension GeoJSONReader {
    private mutating func begin(feature number: Int) {
        feature = number
        hasSaidAltitude = false
    }

    mutating func note(_ problem: GeometryProblem) {
        problems.append(problem.of(feature: feature))
    }

    mutating func noteAltitude(path: String) {
        guard !hasSaidAltitude else { return }
        hasSaidAltitude = true
        note(
            .warning(
                "geo.altitude_dropped",
                "Heights are not kept; only longitude and latitude are.",
                at: path
            )
        )
    }

    func error(_ code: String, _ message: String, at path: String) -> GeoJSONError {
        GeoJSONError(code: code, message: message, path: path, feature: feature)
    }
}
