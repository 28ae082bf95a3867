import Geometry
import SyncCore
import Testing

/// Real files of other projects, read only where `DUGNAD_CORPUS` names their folder.
@Suite(.enabled(if: Corpus.folder != nil, "set DUGNAD_CORPUS to the folder of sample files"))
struct CorpusTests {
    /// Files that must be refused: thrown away, or read with at least one error.
    ///
    /// All others are accepted.
    static let refused: Set<String> = [
        // A zone over the 180th meridian is refused, not wrapped round the globe nor cut by us;
        // 190° is out of range.
        "antimeridian/in_one-hole.json", "antimeridian/in_over-180.json",
        "antimeridian/in_split.json", "chrieke/problematic_crosses_antimeridian.geojson",
        "chrieke/invalid_feature_no_properties.geojson",
        "chrieke/invalid_geometry_coordinates_string.geojson",
        "chrieke/invalid_geometry_depth_shallow_polygon.geojson",
        "chrieke/invalid_unclosed.geojson",
        "chrieke/problematic_crs_defined.geojson",
        "chrieke/problematic_outside_lat_lon_boundaries.geojson",
        "chrieke/problematic_self_intersection_small.geojson",
        "geojsonhint/bad_bad-object-type.geojson", "geojsonhint/bad_badcoord.geojson",
        "geojsonhint/bad_bbox-4or6elements.geojson",
        "geojsonhint/bad_different-first-size.geojson",
        "geojsonhint/bad_feature_changed_semantics.geojson",
        "geojsonhint/bad_featurecollection_changed_semantics.geojson",
        "geojsonhint/bad_multiple_problems.geojson", "geojsonhint/bad_notype.geojson",
        "geojsonhint/bad_point-toomany.geojson", "geojsonhint/bad_short-line.geojson",
        "geojsonhint/bad_unknowntype.geojson",
        "mapshaper/ex10_bowtie.json",
        // Differs from the list on purpose. The RFC's fragments 02_a and 02_c have no `properties`
        // (and 02_a is not closed), which the files chrieke/ and schema/ want refused; the area of
        // appendix 03_c runs over the 180th meridian.
        "rfc7946/example_02_a.geojson", "rfc7946/example_02_c.geojson",
        "rfc7946/example_appendix_03_c.geojson",
        "schema/invalid_feature_no-properties.json",
        "schema/invalid_featurecollection_no-type.json",
        "schema/invalid_geometrycollection_no-type.json", "schema/invalid_linestring_no-type.json",
        "schema/invalid_multilinestring_no-type.json", "schema/invalid_multipoint_no-type.json",
        "schema/invalid_multipolygon_no-type.json", "schema/invalid_point_no-type.json",
        "schema/invalid_polygon_no-type.json",
        "turf-kinks/hourglass.geojson",
        "turf-valid/false_MultiPolygon_multipolygons-overlap.geojson",
        "turf-valid/false_Polygon_polygon-with-spike.geojson",
    ]

    /// Tables of expected results, not GeoJSON themselves.
    static let oracles: Set<String> = [
        "geojsonhint/geojsonhint_expected.json", "jts_polygon_validity.json",
        "norway/norway_expected.json",
    ]

    @Test func `every file is accepted or refused as expected`() throws {
        let files = try Corpus.list().filter { !CorpusTests.oracles.contains($0) }
        #expect(files.count == 93)
        #expect(CorpusTests.refused.isSubset(of: files))
        for file in files {
            let bytes = try Corpus.bytes(file)
            let outcome = Result { () throws(GeoJSONError) in try GeoJSON.read(bytes) }
            let isAccepted = (try? outcome.get()).map { !$0.problems.hasErrors } ?? false
            #expect(isAccepted == !CorpusTests.refused.contains(file), "\(file): \(outcome)")
        }
    }

    @Test func `what was accepted reads back as it was written`() throws {
        for file in try Corpus.list() where !CorpusTests.refused.contains(file) {
            guard !CorpusTests.oracles.contains(file) else { continue }
            let once = GeoJSON.write(try GeoJSON.read(try Corpus.bytes(file)).features)
            #expect(GeoJSON.write(try GeoJSON.read(once).features) == once, "\(file)")
        }
    }

    @Test func `a clockwise outline keeps its area when turned`() throws {
        let read = try GeoJSON.read(try Corpus.bytes("chrieke/invalid_exterior_not_ccw.geojson"))
        #expect(read.problems.map(\.code) == ["geo.not_ccw"])
        let polygon = try #require(read.features.first?.geometry?.polygons.first)
        #expect(polygon.isRightHanded)
    }

    @Test func `polygon validity agrees with the topology suite`() throws {
        let table = try JSONValue.parse(
            try Corpus.bytes("jts_polygon_validity.json"),
            limits: JSONLimits(bytes: 1 << 24)
        )
        let cases = try #require(table.array)
        #expect(cases.count == 134)
        for example in cases {
            let geometry = try Geometry.fromGeoJSON(example["geometry"] ?? .null)
            let problems = geometry.problems()
            #expect(
                !problems.hasErrors == example["valid"]?.bool,
                "\(example["desc"]?.text ?? ""): \(problems)"
            )
        }
    }

    @Test func `Norwegian municipalities have their area, outline and inside`() throws {
        let file = try ZoneFile.read(
            try Corpus.bytes("norway/coastal_municipalities_sample.geojson")
        )
        let table = try JSONValue.parse(try Corpus.bytes("norway/norway_expected.json"))
        let expected = try #require(table.array)
        #expect(file.zones.count == expected.count)
        #expect(!file.problems.hasErrors)
        for (zone, facts) in zip(file.zones, expected) {
            let geometry = Geometry.multiPolygon(zone.geometry)
            let area = try #require(facts["geodesic_area_m2"]?.number)
            let perimeter = try #require(facts["geodesic_perimeter_m"]?.number)
            let inside = (facts["inside_point"]?.array ?? []).compactMap(\.number)
            try #require(inside.count == 2)
            #expect(zone.name == facts["name"]?.text)
            #expect(zone.municipalityNo == facts["id"]?.text)
            #expect(zone.geometry.polygons.count == facts["parts"]?.number.map { Int($0) })
            // 1 % is promised; against the geodesic the map does far better.
            #expect(abs(zone.areaSquareMetres - area) < area * 0.001)
            #expect(abs(geometry.perimeterMetres - perimeter) < perimeter * 0.001)
            #expect(try geometry.contains(Position(inside[0], inside[1])))
        }
    }

    @Test func `protected areas become zones and none is invalid`() throws {
        let file = try ZoneFile.read(try Corpus.bytes("norway/naturvernomrader_n5000.geojson"))
        #expect(file.zones.count == 43)
        #expect(!file.problems.hasErrors)
        #expect(file.zones.allSatisfy { $0.areaSquareMetres > 0 })
    }
}
