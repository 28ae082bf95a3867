import Geometry
import Testing

@Suite struct MetresTests {
    /// From Lindesnes to Nordkapp.
    static let latitudes = [57.98, 60.0, 65.0, 71.17]

    @Test(arguments: latitudes)
    func `ten kilometres in any direction agree with the geodesic`(latitude: Double) {
        let from = Position(10, latitude)
        for (east, north) in [(1e4, 0), (0, 1e4), (7e3, 7e3), (-1e4, 50), (30, -40)] {
            let to = place(from, east: east, north: north)
            let geodesic = vincenty(from, to)
            let length = LineString([from, to]).lengthMetres
            // The stated bound is 1 %; the map is far better.
            #expect(abs(length - geodesic) < geodesic * 1e-5)
        }
    }

    @Test func `a hundred kilometres out lengths are within two parts in ten thousand`() {
        let map = LocalProjection(centre: Position(10, 65))
        let (one, two) = (map.position(east: 1e5, north: 0), map.position(east: 1e5, north: 1e3))
        let geodesic = vincenty(one, two)
        #expect(abs(1000 / geodesic - 1.000123) < 0.00002)
    }

    @Test(arguments: latitudes)
    func `the way back from metres ends where it began`(latitude: Double) {
        let map = LocalProjection(centre: Position(7.5, latitude))
        for (longitude, latitude) in [(7.5, latitude), (9.1, latitude + 1.3), (1.0, latitude - 4)] {
            let (east, north) = map.metres(Position(longitude, latitude))
            let back = map.position(east: east, north: north)
            #expect(abs(back.longitude - longitude) < 1e-9)
            #expect(abs(back.latitude - latitude) < 1e-9)
        }
    }

    @Test func `a square kilometre with a hole has its area`() {
        let centre = Position(7.5, 58)
        let map = LocalProjection(centre: centre)
        func ring(_ half: Double) -> [Position] {
            [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
                .map { map.position(east: $0.0, north: $0.1) }
        }
        let polygon = Geometry.polygon(Polygon(exterior: ring(500), holes: [ring(100)]))
        #expect(abs(polygon.areaSquareMetres - 960_000) < 1)
        #expect(abs(polygon.perimeterMetres - 4800) < 0.01)
    }

    @Test func `distance to an area is to its nearest edge and nought inside`() throws {
        // The southern edge is six kilometres long: along the parallel, not the chord, which is 1 m
        // off.
        let polygon = Geometry.polygon(Polygon(exterior: square(7, 58, side: 0.1)))
        let outside = place(Position(7.05, 58), east: 0, north: -250)
        #expect(abs(try polygon.distanceMetres(to: .point(outside)) - 250) < 0.05)
        #expect(try polygon.distanceMetres(to: .point(Position(7.05, 58.05))) == 0)
        #expect(throws: GeometryError.self) {
            try polygon.distanceMetres(to: .collection([]))
        }
    }

    @Test func `a point on the edge belongs to the area`() throws {
        let polygon = Geometry.polygon(Polygon(exterior: square(7, 58, side: 1)))
        #expect(try polygon.contains(Position(7.5, 58.5)))
        #expect(try polygon.contains(Position(7, 58.5)))
        #expect(try !polygon.contains(Position(6.9999999, 58.5)))
        #expect(
            try polygon.intersects(.lineString(LineString([Position(6, 58), Position(9, 59)])))
        )
    }

    @Test(arguments: latitudes)
    func `a buffer of fifty metres is fifty metres wide`(latitude: Double) throws {
        let reserve = Geometry.point(Position(7.5, latitude))
        let grown = try reserve.buffered(metres: 50)
        for (east, north) in [(1.0, 0.0), (0, 1), (-0.6, 0.8)] {
            let near = place(Position(7.5, latitude), east: 49 * east, north: 49 * north)
            let far = place(Position(7.5, latitude), east: 51 * east, north: 51 * north)
            #expect(try grown.contains(near))
            #expect(try !grown.contains(far))
        }
        #expect(abs(grown.areaSquareMetres - 2500 * .pi) < 25)
        #expect(grown.problems().isEmpty)
    }

    @Test func `buffers and widths have limits`() {
        let point = Geometry.point(Position(7.5, 58))
        #expect(throws: GeometryError.self) { try point.buffered(metres: -1) }
        #expect(throws: GeometryError.self) { try point.buffered(metres: 100_001) }
        #expect(throws: GeometryError.self) { try point.buffered(metres: .nan) }
        let wide = Geometry.polygon(Polygon(exterior: square(0, 40, side: 31)))
        let error = #expect(throws: GeometryError.self) { try wide.buffered(metres: 1) }
        #expect(error?.code == "geo.too_wide")
    }
}
