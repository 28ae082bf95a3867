package import SyncCore

/// Reading and writing of GeoJSON (RFC 7946).
///
/// Reading has two outcomes. What is not GeoJSON at all (a string for a coordinate, no `type`, the
/// wrong nesting) throws, and nothing of the file is used. What is GeoJSON but not a usable shape
/// (an open ring, a crossing) is returned with its problems, so that a person can be shown all of
/// them at once.
package enum GeoJSON {
    /// Reads a feature collection; a single feature or bare geometry becomes a collection of one.
    ///
    /// Rings that run the wrong way are turned and third coordinates dropped, each with a warning;
    /// foreign members are left out. An old `crs` member other than WGS84 gives `geo.crs`: a
    /// warning for ETRS89 (less than a metre away in Norway), an error for any other.
    package static func read(
        _ bytes: [UInt8],
        limits: GeoJSONLimits = GeoJSONLimits()
    ) throws(GeoJSONError) -> FeatureCollection {
        let document: JSONValue
        do {
            document = try JSONValue.parse(
                withoutByteOrderMark(bytes),
                limits: JSONLimits(bytes: limits.bytes, depth: GeoJSONLimits.jsonDepth)
            )
        } catch {
            throw GeoJSONError(code: error.code, message: error.message, path: "")
        }
        var reader = GeoJSONReader(limits: limits)
        let features = try reader.features(of: document)
        return FeatureCollection(features: features, problems: reader.problems)
    }

    /// The canonical bytes of a feature collection.
    ///
    /// Members are sorted, rings run as RFC 7946 asks, and coordinates have at most seven decimals
    /// (1 cm).
    package static func write(_ features: [Feature]) -> [UInt8] {
        let document: JSONValue = [
            "type": "FeatureCollection", "features": .array(features.map { $0.toJSON() }),
        ]
        return document.bytes()
    }

    /// RFC 8259 section 8.1 lets a reader ignore the mark that some Windows programs write.
    private static func withoutByteOrderMark(_ bytes: [UInt8]) -> [UInt8] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    }
}

extension Geometry {
    /// Reads a bare geometry object, such as the value of a row's field.
    ///
    /// Checks its form only; `problems()` tells whether the shape may be used.
    package static func fromGeoJSON(
        _ value: JSONValue,
        limits: GeoJSONLimits = GeoJSONLimits()
    ) throws(GeoJSONError) -> Geometry {
        var reader = GeoJSONReader(limits: limits)
        return try reader.geometry(value, path: "")
    }
}
