import Geometry
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

    /// Where Norwegian shores are, Svalbard, Jan Mayen and the way there included; degrees.
    private static let latitudes = 55.0...82.0
    private static let longitudes = -12.0...36.0

    /// What is odd about a point: outside Norway's surroundings it may be typed the wrong way round.
    static func warning(_ name: String, _ point: JSONValue?) -> String? {
        guard let place = point?["coordinates"]?.array?.compactMap(\.number), place.count == 2,
            !(longitudes.contains(place[0]) && latitudes.contains(place[1]))
        else { return nil }
        return """
            \(name) is not near Norway: longitude \(place[0]), latitude \(place[1]). It takes LON,LAT; if they \
            are swapped, correct it with 'dugnad field set'.
            """
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

extension JSONValue {
    /// Where a GeoJSON point is; nil for anything else.
    var position: Position? {
        guard let place = self["coordinates"]?.array?.compactMap(\.number), place.count == 2 else {
            return nil
        }
        return Position(longitude: place[0], latitude: place[1])
    }
}
