import Geometry
import SyncCore
import Testing

@Suite struct GeoJSONReadTests {
    static let point = #"{"type":"Point","coordinates":[5.3,60.4]}"#

    static func feature(_ geometry: String) -> String {
        #"{"type":"Feature","properties":{"a":1},"geometry":\#(geometry)}"#
    }

    @Test func `a bare geometry and a single feature become a collection of one`() throws {
        let bare = try GeoJSON.read(bytes(GeoJSONReadTests.point))
        #expect(bare.features == [Feature(geometry: .point(Position(5.3, 60.4)))])
        let single = try GeoJSON.read(bytes(GeoJSONReadTests.feature(GeoJSONReadTests.point)))
        #expect(single.features.first?.properties == ["a": 1])
        #expect(single.features.first?.geometry == .point(Position(5.3, 60.4)))
    }

    @Test func `foreign members are left out and a null geometry is none`() throws {
        let text = #"{"type":"Feature","id":7,"title":"x","properties":null,"geometry":null}"#
        let read = try GeoJSON.read(bytes(text))
        #expect(read.features == [Feature(id: 7, geometry: nil)])
        #expect(read.problems.isEmpty)
    }

    @Test(arguments: [
        ("json.invalid", "", "{"),
        ("geojson.not_object", "", "[1,2]"),
        ("geojson.no_type", "", "{}"),
        ("geojson.no_type", "", #"{"type":{}}"#),
        ("geojson.unknown_type", "", #"{"type":"FooBar"}"#),
        ("geojson.unknown_type", "", #"{"type":"point","coordinates":[1,2]}"#),
        ("geojson.position", "/coordinates", #"{"type":"Point","coordinates":["5","60"]}"#),
        ("geojson.position", "/coordinates", #"{"type":"Point","coordinates":[5]}"#),
        ("geojson.position", "/coordinates", #"{"type":"Point","coordinates":[1,2,3,4]}"#),
        ("geojson.position", "/coordinates", #"{"type":"Point","coordinates":[5,null]}"#),
        ("json.number_range", "", #"{"type":"Point","coordinates":[5,1e999]}"#),
        ("geojson.nesting", "/coordinates", #"{"type":"Point"}"#),
        ("geojson.nesting", "/coordinates", #"{"type":"Point","coordinates":[[1,2]]}"#),
        ("geojson.nesting", "/coordinates/0", #"{"type":"LineString","coordinates":[1,2]}"#),
        ("geojson.nesting", "/coordinates/0/0", #"{"type":"Polygon","coordinates":[[1,2],[3,4]]}"#),
        ("geojson.bbox", "/bbox", #"{"type":"Point","coordinates":[2,2],"bbox":[1,2,3]}"#),
        ("geojson.features", "", #"{"type":"FeatureCollection"}"#),
        ("geojson.properties", "", #"{"type":"Feature","geometry":null}"#),
        ("geojson.geometry", "", #"{"type":"Feature","properties":{}}"#),
        ("geojson.id", "/id", #"{"type":"Feature","id":{},"properties":{},"geometry":null}"#),
        (
            "geojson.foreign_meaning", "/features",
            #"{"type":"Feature","features":[],"properties":{},"geometry":null}"#
        ),
        ("geojson.nesting", "/geometries", #"{"type":"GeometryCollection"}"#),
    ])
    func `what is not GeoJSON is refused with code and path`(
        code: String,
        path: String,
        text: String
    ) {
        let error = #expect(throws: GeoJSONError.self) { try GeoJSON.read(bytes(text)) }
        #expect(error?.code == code)
        #expect(error?.path == path)
    }

    @Test func `an error names the feature`() {
        let bad = GeoJSONReadTests.feature(#"{"type":"LineString","coordinates":[[1,2],["3",4]]}"#)
        let good = GeoJSONReadTests.feature(GeoJSONReadTests.point)
        let text = #"{"type":"FeatureCollection","features":[\#(good),\#(bad)]}"#
        let error = #expect(throws: GeoJSONError.self) { try GeoJSON.read(bytes(text)) }
        #expect(error?.feature == 1)
        #expect(error?.path == "/features/1/geometry/coordinates/1")
    }

    @Test func `a shape that may not be used is returned with its problem`() throws {
        let open = #"{"type":"Polygon","coordinates":[[[5,60],[6,60],[6,61],[5,61]]]}"#
        let good = GeoJSONReadTests.feature(GeoJSONReadTests.point)
        let bad = GeoJSONReadTests.feature(open)
        let text = #"{"type":"FeatureCollection","features":[\#(good),\#(bad)]}"#
        let read = try GeoJSON.read(bytes(text))
        #expect(read.features.count == 2)
        #expect(read.problems.map(\.code) == ["geo.unclosed_ring"])
        #expect(read.problems.map(\.feature) == [1])
        #expect(read.problems.map(\.path) == ["/features/1/geometry/coordinates/0"])
    }

    @Test func `heights are dropped with one warning`() throws {
        let text = #"{"type":"LineString","coordinates":[[5,60,1],[6,60,2],[7,60,3]]}"#
        let read = try GeoJSON.read(bytes(text))
        #expect(read.problems.map(\.code) == ["geo.altitude_dropped"])
        #expect(read.problems.map(\.severity) == [.warning])
        #expect(read.features.first?.geometry?.positions.count == 3)
    }

    @Test func `a ring that closes in the plane but not in height is open`() throws {
        let text = #"{"type":"Polygon","coordinates":[[[5,60],[6,60],[6,61],[5,60,4]]]}"#
        let read = try GeoJSON.read(bytes(text))
        #expect(read.problems.contains { $0.code == "geo.unclosed_ring" && $0.severity == .error })
    }

    @Test func `a clockwise ring is turned with a warning`() throws {
        let text = #"{"type":"Polygon","coordinates":[[[5,60],[5,61],[6,61],[6,60],[5,60]]]}"#
        let read = try GeoJSON.read(bytes(text))
        #expect(read.problems.map(\.code) == ["geo.not_ccw"])
        #expect(read.features.first?.geometry?.problems().isEmpty == true)
    }

    @Test(
        arguments: [
            ("urn:ogc:def:crs:OGC:1.3:CRS84", nil), ("EPSG:4326", nil),
            ("urn:ogc:def:crs:EPSG::4258", .warning), ("EPSG:25833", .error), ("", .error),
        ] as [(String, GeometryProblem.Severity?)]
    )
    func `another coordinate system is never taken for WGS84`(
        name: String,
        severity: GeometryProblem.Severity?
    ) throws {
        let crs = #"{"type":"name","properties":{"name":"\#(name)"}}"#
        let text = #"{"type":"FeatureCollection","features":[],"crs":\#(crs)}"#
        let read = try GeoJSON.read(bytes(text))
        #expect(read.problems.first?.severity == severity)
        #expect(read.problems.allSatisfy { $0.code == "geo.crs" })
    }

    @Test func `a byte order mark is ignored`() throws {
        let read = try GeoJSON.read([0xEF, 0xBB, 0xBF] + bytes(GeoJSONReadTests.point))
        #expect(read.features.count == 1)
    }
}

@Suite struct GeoJSONLimitTests {
    static let line = #"{"type":"LineString","coordinates":[[5,60],[6,60],[7,60]]}"#

    @Test func `bytes, features and positions are limited exactly`() throws {
        let text = #"{"type":"FeatureCollection","features":[\#(GeoJSONReadTests.feature(line))]}"#
        let size = text.utf8.count
        _ = try GeoJSON.read(
            bytes(text),
            limits: GeoJSONLimits(bytes: size, features: 1, positions: 3)
        )
        let cases: [(GeoJSONLimits, String)] = [
            (GeoJSONLimits(bytes: size - 1), "json.too_large"),
            (GeoJSONLimits(features: 0), "geojson.too_many_features"),
            (GeoJSONLimits(positions: 2), "geojson.too_many_positions"),
        ]
        for (limits, code) in cases {
            let error = #expect(throws: GeoJSONError.self) {
                try GeoJSON.read(bytes(text), limits: limits)
            }
            #expect(error?.code == code)
        }
    }

    private var line: String { GeoJSONLimitTests.line }

    @Test func `collections may be nested four deep and no deeper`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            let open = String(
                repeating: #"{"type":"GeometryCollection","geometries":["#,
                count: depth
            )
            return bytes(open + line + String(repeating: "]}", count: depth))
        }
        _ = try GeoJSON.read(nested(4))
        #expect(throws: GeoJSONError.self) { try GeoJSON.read(nested(5)) }
        #expect(throws: GeoJSONError.self) { try GeoJSON.read(nested(5000)) }
    }
}
