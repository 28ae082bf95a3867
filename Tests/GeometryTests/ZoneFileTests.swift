import Geometry
import SyncCore
import Testing

@Suite struct ZoneFileTests {
    static let area = Geometry.polygon(Polygon(exterior: square(7.5, 58, side: 0.005)))
    static let line = Geometry.lineString(
        LineString([Position(7.4, 58.002), Position(7.6, 58.002)])
    )

    static func read(_ features: [(JSONObject, Geometry?)]) throws -> ZoneFile {
        try ZoneFile.read(
            GeoJSON.write(features.map { Feature(properties: $0.0, geometry: $0.1) })
        )
    }

    @Test func `areas are zones and lines are shorelines when nothing else is said`() throws {
        let file = try ZoneFileTests.read([
            (["navn": " Måkevika ", "kommunenummer": 301], ZoneFileTests.area),
            ([:], ZoneFileTests.line),
        ])
        #expect(file.problems.isEmpty)
        let zone = try #require(file.zones.first)
        #expect(zone.name == "Måkevika")
        #expect(zone.municipalityNo == "0301")
        // 0.005 degrees at 58° N are 296 m by 557 m.
        #expect(abs(zone.areaSquareMetres - 295.8 * 557) < 1000)
        #expect(zone.segments.count == 3)
        #expect(abs(zone.segments.reduce(0) { $0 + $1.lengthMetres } - 295.8) < 3)
    }

    @Test func `neighbours that overlap do not share shore`() throws {
        let east = Geometry.polygon(Polygon(exterior: square(7.5025, 58, side: 0.005)))
        let file = try ZoneFileTests.read([
            (["name": "a"], ZoneFileTests.area), (["name": "b"], east), ([:], ZoneFileTests.line),
        ])
        let lengths = file.zones.map { $0.segments.reduce(0) { $0 + $1.lengthMetres } }
        #expect(abs(lengths[0] - 295.8) < 3)
        #expect(abs(lengths[1] - 147.9) < 2)
    }

    @Test func `a restriction keeps its buffer, windows and reference`() throws {
        let file = try ZoneFileTests.read([
            (
                [
                    "dugnad:kind": "restriction", "name": "Reservat", "bufferM": 50,
                    "windows": ["04-01/05-31", "08-15/09-30"], "legalRef": "FOR § 3",
                    "accessKind": "landing",
                ], ZoneFileTests.area
            )
        ])
        #expect(file.problems.isEmpty)
        #expect(file.zones.isEmpty)
        let restriction = try #require(file.restrictions.first)
        #expect(restriction.bufferMetres == 50)
        #expect(restriction.windows.windows.count == 2)
        #expect(restriction.legalRef == "FOR § 3")
        #expect(restriction.accessKind == .landing)
    }

    static let ban: JSONObject = [
        "kind": "restriction", "name": "R", "windows": "04-15/07-31", "legalRef": "§ 3",
    ]

    static func ban(_ name: String, _ value: JSONValue?) -> JSONObject {
        var properties = ban
        properties[name] = value
        return properties
    }

    static let faults: [(String, JSONObject, Geometry?)] = [
        ("zone.no_name", ["name": "  "], area),
        ("zone.unknown_kind", ["kind": "restricton", "name": "R"], area),
        ("zone.not_area", ["kind": "zone", "name": "Z"], line),
        ("zone.not_line", ["kind": "shoreline"], area),
        ("restriction.no_name", ban("name", nil), area),
        ("restriction.windows", ban("windows", nil), area),
        ("restriction.windows", ban("windows", "15.4-31.7"), area),
        ("restriction.windows", ban("windows", ["04-15/07-31", 7]), area),
        ("restriction.buffer", ban("bufferM", -1), area),
        ("restriction.buffer", ban("bufferM", 5001), area),
        ("restriction.buffer", ban("bufferM", "50"), area),
        ("restriction.access_kind", ban("accessKind", "swimming"), area),
    ]

    @Test(arguments: faults)
    func `a feature with a fault is left out and named`(
        code: String,
        properties: JSONObject,
        geometry: Geometry?
    ) throws {
        let file = try ZoneFileTests.read([
            (["name": "first"], ZoneFileTests.area), (properties, geometry),
        ])
        #expect(file.problems.map(\.code) == [code])
        #expect(file.problems.map(\.severity) == [.error])
        #expect(file.problems.map(\.feature) == [1])
        #expect(file.zones.map(\.name) == ["first"])
        #expect(file.restrictions.isEmpty)
    }

    @Test func `warnings leave the feature in`() throws {
        let file = try ZoneFileTests.read([
            (["name": "a", "mode": "professional", "municipalityNo": "42"], ZoneFileTests.area),
            (ZoneFileTests.ban("legalRef", nil), ZoneFileTests.area),
            (["name": "point"], .point(Position(7, 58))),
            ([:], nil),
        ])
        #expect(
            file.problems.map(\.code) == [
                "zone.mode_ignored", "zone.municipality_no", "restriction.no_legal_ref",
                "zone.ignored", "zone.no_geometry",
            ]
        )
        #expect(!file.problems.hasErrors)
        #expect(file.zones.count == 1)
        #expect(file.zones.first?.municipalityNo == nil)
        #expect(file.restrictions.map(\.windows) == [AccessWindows("04-15/07-31")])
    }

    @Test func `a crossing outline is not a zone but its neighbour is`() throws {
        let bowTie = Geometry.polygon(Polygon(exterior: ValidityTests.bowTie))
        let file = try ZoneFileTests.read([
            (["name": "a"], bowTie), (["name": "b"], ZoneFileTests.area),
        ])
        #expect(file.zones.map(\.name) == ["b"])
        #expect(file.problems.map(\.code) == ["geo.self_intersection"])
    }

    @Test func `a zone whose shore cannot be cut is left out`() throws {
        let wide = Geometry.polygon(Polygon(exterior: square(-1, 50, side: 25)))
        let coast = Geometry.lineString(LineString([Position(0, 60), Position(20, 60)]))
        let file = try ZoneFileTests.read([(["name": "a"], wide), ([:], coast)])
        #expect(file.zones.isEmpty)
        #expect(file.problems.map(\.code) == ["geo.too_many_segments"])
        #expect(file.problems.map(\.feature) == [0])
    }

    @Test func `a file in another coordinate system gives nothing`() throws {
        let text = #"""
            {"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:25833"}},"features":[
            {"type":"Feature","properties":{"name":"a"},"geometry":
            {"type":"Polygon","coordinates":[[[5,60],[6,60],[6,61],[5,60]]]}}]}
            """#
        let file = try ZoneFile.read(bytes(text))
        #expect(file.zones.isEmpty)
        #expect(file.problems.hasErrors)
    }
}
