import Geometry
import SyncCore
import Testing

@Suite struct GeoJSONWriteTests {
    @Test func `features are written canonically with seven decimals and the right winding`() {
        let clockwise = Polygon(exterior: square(5, 60, side: 1).reversed())
        let feature = Feature(
            id: "z",
            properties: ["navn": "Måkevika"],
            geometry: .polygon(clockwise)
        )
        let point = Feature(geometry: .point(Position(5.123456789, -0.00000001)))
        let text = String(decoding: GeoJSON.write([feature, point]), as: UTF8.self)
        #expect(
            text == """
                {"features":[{"geometry":{"coordinates":[[[5.0,60.0],[6.0,60.0],[6.0,61.0],\
                [5.0,61.0],[5.0,60.0]]],"type":"Polygon"},"id":"z",\
                "properties":{"navn":"Måkevika"},"type":"Feature"},\
                {"geometry":{"coordinates":[5.1234568,0.0],"type":"Point"},\
                "properties":{},"type":"Feature"}],"type":"FeatureCollection"}
                """
        )
    }

    static let shapes: [Geometry] = [
        .point(Position(5, 60)),
        .multiPoint([Position(5, 60), Position(6, 61)]),
        .lineString(LineString([Position(5, 60), Position(6, 61)])),
        .multiLineString([LineString([Position(5, 60), Position(6, 61)])]),
        .polygon(
            Polygon(exterior: square(5, 60, side: 3), holes: [square(6, 61, side: 1).reversed()])
        ),
        .multiPolygon(MultiPolygon([Polygon(exterior: square(5, 60, side: 1))])),
        .collection([.point(Position(5, 60)), .collection([.point(Position(1, 2))])]),
    ]

    @Test(arguments: shapes)
    func `every kind of shape reads back as it was written`(shape: Geometry) throws {
        #expect(try Geometry.fromGeoJSON(shape.toJSON()) == shape)
        let written = GeoJSON.write([Feature(geometry: shape)])
        #expect(try GeoJSON.read(written).features.map(\.geometry) == [shape])
    }
}
