import Geometry
import SyncCore

/// The shape of a zone with what follows from it: fields that are written as one.
struct ZoneShape {
    static let fields = ["geometry", "bbox", "areaM2"]

    let geometry: Geometry

    init(_ geometry: Geometry) { self.geometry = geometry }

    /// Nil where the row has none that can be read.
    init?(_ row: RowState) {
        guard let json = row["geometry"], let geometry = try? Geometry.fromGeoJSON(json) else {
            return nil
        }
        self.geometry = geometry
    }

    /// The values of the fields.
    var fields: JSONObject {
        [
            "geometry": geometry.toJSON(), "bbox": geometry.boundingBox?.json ?? .null,
            "areaM2": .integer(Int64(geometry.areaSquareMetres.rounded())),
        ]
    }

    /// What rounding to seven decimals and lines drawn by hand may differ by: a hundredth, and a square metre.
    private static func tolerance(_ area: Double) -> Double { max(area / 100, 1) }

    /// Whether the shapes lie side by side and come to the whole, nothing added and nothing lost.
    static func cover(_ parts: [ZoneShape], _ whole: ZoneShape) throws(GeometryError) -> Bool {
        let area = whole.geometry.areaSquareMetres
        let sum = parts.reduce(0) { $0 + $1.geometry.areaSquareMetres }
        guard abs(sum - area) <= tolerance(area) else { return false }
        return try joined(parts).differenceSquareMetres(from: whole.geometry) <= tolerance(area)
    }

    /// Whether the shape is what several come to together; they may overlap.
    static func join(_ parts: [ZoneShape], into whole: ZoneShape) throws(GeometryError) -> Bool {
        let area = whole.geometry.areaSquareMetres
        return try joined(parts).differenceSquareMetres(from: whole.geometry) <= tolerance(area)
    }

    /// The shapes as one.
    static func joined(_ parts: [ZoneShape]) throws(GeometryError) -> Geometry {
        var all = Geometry.multiPolygon(MultiPolygon([]))
        for part in parts { all = try all.areas(joinedWith: part.geometry) }
        return all
    }
}

extension BoundingBox {
    /// West, south, east, north with the seven decimals that geometries are written with.
    var json: JSONValue {
        .array([west, south, east, north].map { .double(($0 * 1e7).rounded() / 1e7 + 0) })
    }
}
