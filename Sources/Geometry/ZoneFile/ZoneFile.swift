/// The cleanup zones, their segments and the access restrictions of one GeoJSON file.
///
/// A feature's part is told by its property `dugnad:kind` (or `kind`): `zone`, `shoreline` or
/// `restriction`; without it areas are zones and lines are shorelines. Properties:
///
/// - zone: `name` (or `navn`, `title`, `kommunenavn`), `municipalityNo` (or `kommunenummer`);
/// - restriction: `name`, `bufferM` (0…5000, else 0), `windows` (`"04-15/07-31"`, several with
///   commas or as an array, or `"all-year"`), `legalRef`, `accessKind` (`traffic`, `landing`,
///   `low_flight`).
///
/// A file never sets a zone's mode: a property `mode` is answered with a warning.
package struct ZoneFile: Hashable, Sendable {
    package var zones: [Zone] = []
    package var restrictions: [Restriction] = []
    /// Errors mean that the feature they name is in neither list.
    package var problems: [GeometryProblem] = []
}

extension ZoneFile {
    /// An area to be cleaned, with the shore in it cut into segments.
    package struct Zone: Hashable, Sendable {
        package var name: String
        /// Four digits; nil when the file gives none.
        package var municipalityNo: String?
        package var geometry: MultiPolygon
        package var areaSquareMetres: Double
        /// About 100 m each, in the shoreline's order; no metre of shore is in two zones' segments.
        package var segments: [LineString]
        /// The number of the feature in the file, from 0.
        package var feature: Int
    }

    /// A place that is closed for a part of each year.
    package struct Restriction: Hashable, Sendable {
        package var name: String
        package var geometry: Geometry
        /// How far around the geometry the restriction reaches, in metres.
        package var bufferMetres: Double
        package var windows: AccessWindows
        package var legalRef: String?
        package var accessKind: AccessKind
        /// The number of the feature in the file, from 0.
        package var feature: Int
    }

    /// What a restriction forbids.
    package enum AccessKind: String, Hashable, Sendable, CaseIterable {
        case traffic, landing
        case lowFlight = "low_flight"
    }
}

extension ZoneFile {
    /// Reads a zone file.
    ///
    /// Throws when the bytes are not GeoJSON; everything else comes back as problems, and the
    /// features without errors are given so that an office can see what would be imported.
    package static func read(
        _ bytes: [UInt8],
        limits: GeoJSONLimits = GeoJSONLimits(),
        segmentMetres: Double = 100
    ) throws(GeoJSONError) -> ZoneFile {
        var builder = ZoneFileBuilder(collection: try GeoJSON.read(bytes, limits: limits))
        return builder.build(segmentMetres: segmentMetres)
    }
}
