import Geometry
import Testing

@Suite struct AreasTests {
    /// A box at 60 degrees north, in hundredths of a degree of longitude and latitude.
    private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Geometry {
        let (w, e) = (5 + west / 100, 5 + east / 100)
        let (s, n) = (60 + south / 100, 60 + north / 100)
        let ring = [(w, s), (e, s), (e, n), (w, n), (w, s)]
        return .polygon(
            Polygon(exterior: ring.map { Position(longitude: $0.0, latitude: $0.1) })
        )
    }

    @Test func `parts inside and outside come to the whole`() throws {
        let (whole, half) = (box(0, 0, 4, 2), box(-1, -1, 2, 3))
        let (inside, outside) = (try whole.areas(inside: half), try whole.areas(outside: half))
        let area = whole.areaSquareMetres
        #expect(abs(inside.areaSquareMetres - area / 2) < area / 10_000)
        #expect(abs(outside.areaSquareMetres - area / 2) < area / 10_000)
        #expect(try inside.areas(joinedWith: outside).differenceSquareMetres(from: whole) < 1)
        #expect(try inside.differenceSquareMetres(from: whole) > area / 3)
    }

    @Test func `edges that differ by less than shapes are written with leave no slivers`() throws {
        let whole = box(0, 0, 4, 2)
        let almost = box(0, 0.000_004, 2, 2.000_004)
        let rest = try whole.areas(outside: almost)
        #expect(rest.polygons.count == 1)
        #expect(rest.problems().isEmpty)
        let written = try Geometry.fromGeoJSON(rest.toJSON())
        #expect(written.problems().isEmpty)
        #expect(try written.differenceSquareMetres(from: rest) < 1)
    }

    @Test func `a line is as long inside as it lies there`() throws {
        let line = Geometry.lineString(
            LineString([
                Position(longitude: 5, latitude: 60.01), Position(longitude: 5.04, latitude: 60.01),
            ])
        )
        let inside = try line.lengthMetres(inside: box(-1, 0, 1, 2))
        #expect(abs(inside - line.lengthMetres / 4) < 1)
        #expect(try line.lengthMetres(inside: box(10, 10, 11, 11)) == 0)
    }

    @Test func `what meets nowhere has nothing inside and keeps all outside`() throws {
        let (one, other) = (box(0, 0, 1, 1), box(3, 3, 4, 4))
        #expect(try one.areas(inside: other).polygons.isEmpty)
        #expect(try one.areas(outside: other).differenceSquareMetres(from: one) < 1)
        #expect(try one.areas(joinedWith: other).polygons.count == 2)
    }
}
