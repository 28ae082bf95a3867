import Geometry
import Testing

@Suite struct NearbyCheckTests {
    static let corner = Position(7.5, 58)
    static let reserve = Geometry.polygon(Polygon(exterior: square(7.5, 58, side: 0.01)))

    @Test func `a place 49 m outside the reserve is near and one 51 m outside is not`() throws {
        let check = try NearbyCheck(NearbyCheckTests.reserve, metres: 50)
        let middle = Position(7.5, 58.005)
        #expect(try check.reaches(.point(place(middle, east: -49, north: 0))))
        #expect(try !check.reaches(.point(place(middle, east: -51, north: 0))))
        // Off the corner the distance is round, not square.
        let near = place(NearbyCheckTests.corner, east: -49 * 0.6, north: -49 * 0.8)
        let far = place(NearbyCheckTests.corner, east: -51 * 0.6, north: -51 * 0.8)
        #expect(try check.reaches(.point(near)))
        #expect(try !check.reaches(.point(far)))
        #expect(try check.reaches(.point(Position(7.505, 58.005))))
    }

    @Test func `a segment is near when any part of it is`() throws {
        let check = try NearbyCheck(NearbyCheckTests.reserve, metres: 50)
        let middle = Position(7.5, 58.005)
        let ends = [-500.0, -40].map { place(middle, east: $0, north: 0) }
        #expect(try check.reaches(.lineString(LineString(ends))))
    }

    @Test func `the other side of the globe is not near`() throws {
        let check = try NearbyCheck(NearbyCheckTests.reserve, metres: 100_000)
        for position in [Position(-172.5, -58), Position(-172.5, 58), Position(97.5, 0)] {
            #expect(try !check.reaches(.point(position)))
        }
    }

    @Test func `an empty shape is near nothing and cannot be asked about`() throws {
        let check = try NearbyCheck(NearbyCheckTests.reserve, metres: 50)
        #expect(try !check.reaches(.collection([])))
        #expect(throws: GeometryError.self) { _ = try NearbyCheck(.collection([]), metres: 50) }
        #expect(throws: GeometryError.self) {
            _ = try NearbyCheck(NearbyCheckTests.reserve, metres: 100_001)
        }
    }
}
