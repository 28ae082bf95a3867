import SyncCore

/// A place as it is typed: longitude, then latitude, in degrees.
enum PointText {
    /// The GeoJSON point of `10.75,59.91`; nil for anything else.
    static func point(_ text: String) -> JSONValue? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let longitude = Double(parts[0]), let latitude = Double(parts[1]),
            (-180.0...180.0).contains(longitude), (-90.0...90.0).contains(latitude)
        else { return nil }
        return ["type": "Point", "coordinates": [.double(longitude), .double(latitude)]]
    }

    /// The point given to an option; throws a usage error for anything else.
    static func option(_ name: String, of arguments: Arguments) throws -> JSONValue? {
        guard let text = arguments.option(name) else { return nil }
        guard let point = point(text) else {
            throw UsageError("\(name) takes LON,LAT in degrees, such as 7.9956,58.1467.")
        }
        return point
    }
}
