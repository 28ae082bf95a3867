import SyncCore

extension GeoJSONReader {
    func object(_ value: JSONValue, path: String) throws(GeoJSONError) -> JSONObject {
        guard let members = value.object else {
            throw error("geojson.not_object", "GeoJSON must be an object with a `type`.", at: path)
        }
        return members
    }

    func type(of members: JSONObject, path: String) throws(GeoJSONError) -> String {
        guard let type = members["type"]?.text else {
            throw error("geojson.no_type", "Give the object a `type` as text.", at: path)
        }
        return type
    }

    /// RFC 7946 section 7.1: members that define another kind of object must not occur.
    func forbid(
        _ names: [String],
        in members: JSONObject,
        path: String
    ) throws(GeoJSONError) {
        for name in names where members[name] != nil {
            throw error(
                "geojson.foreign_meaning",
                "`\(name)` has another meaning in GeoJSON and must not stand here; remove it.",
                at: "\(path)/\(name)"
            )
        }
    }

    /// The box itself is not used (it is computed), but a wrong one shows that the file is not to
    /// be trusted.
    func checkBox(of members: JSONObject, path: String) throws(GeoJSONError) {
        guard let box = members["bbox"] else { return }
        let count = box.array?.count ?? 0
        guard count == 4 || count == 6, box.array?.allSatisfy({ $0.number != nil }) == true else {
            throw error(
                "geojson.bbox",
                "`bbox` must be four or six numbers; correct or remove it.",
                at: path + "/bbox"
            )
        }
    }

    /// RFC 7946 section 4: always WGS84, while files of the older format may name another system.
    mutating func noteCRS(of members: JSONObject, path: String) {
        guard let crs = members["crs"] else { return }
        let name = crs["properties"]?["name"]?.text?.uppercased() ?? "unknown"
        let code = name.split(separator: ":").last ?? ""
        switch code {
        case "CRS84", "4326", "4979", "WGS84": return
        case "4258", "4937":
            note(
                .warning(
                    "geo.crs",
                    "Coordinates in ETRS89 are taken as WGS84, less than a metre away.",
                    at: path + "/crs"
                )
            )
        default:
            note(
                .error(
                    "geo.crs",
                    "The file names a coordinate system other than WGS84; convert it to WGS84.",
                    at: path + "/crs"
                )
            )
        }
    }
}
