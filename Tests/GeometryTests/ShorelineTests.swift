import Geometry
import Testing

@Suite struct ShorelineTests {
    /// One kilometre from west to east, with a zone over the middle 260 m.
    static let start = Position(7.5, 58)
    static let line = LineString([0, 333, 1000].map { place(start, east: $0, north: 0) })

    static func zone(from west: Double, to east: Double) -> MultiPolygon {
        let corners = [(west, -50.0), (east, -50), (east, 50), (west, 50), (west, -50)]
        return MultiPolygon([
            Polygon(exterior: corners.map { place(start, east: $0.0, north: $0.1) })
        ])
    }

    @Test func `a stretch of 260 m gives three equal segments in the line's direction`() throws {
        let zone = ShorelineTests.zone(from: 300, to: 560)
        let segments = try Shoreline.segments(of: ShorelineTests.line, within: zone)
        #expect(segments.count == 3)
        for segment in segments {
            #expect(abs(segment.lengthMetres - 260.0 / 3) < 0.1)
            #expect(segment.positions[0].longitude < segment.positions[1].longitude)
        }
        #expect(segments[0].positions.last == segments[1].positions.first)
        let sum = segments.reduce(0) { $0 + $1.lengthMetres }
        #expect(abs(sum - 260) < 260 * 0.01)
    }

    @Test func `the direction of the line is kept when it runs the other way`() throws {
        let backwards = LineString(ShorelineTests.line.positions.reversed())
        let zone = ShorelineTests.zone(from: 300, to: 560)
        let segments = try Shoreline.segments(of: backwards, within: zone)
        let starts = segments.map { $0.positions[0].longitude }
        #expect(starts == starts.sorted(by: >))
        #expect(segments.count == 3)
    }

    @Test func `a shore that leaves the zone and comes back is cut stretch by stretch`() throws {
        let two = MultiPolygon(
            ShorelineTests.zone(from: 600, to: 700).polygons
                + ShorelineTests.zone(from: 100, to: 300).polygons
        )
        let segments = try Shoreline.segments(of: ShorelineTests.line, within: two)
        #expect(segments.count == 3)
        let starts = segments.map { $0.positions[0].longitude }
        #expect(starts == starts.sorted())
    }

    @Test func `an island's shore has no seam where its ring begins`() throws {
        let corners = [(0.0, 0.0), (100, 0), (100, 100), (0, 100), (0, 0)]
        let island = LineString(
            corners.map { place(ShorelineTests.start, east: $0.0, north: $0.1) }
        )
        // The zone holds the ring's first corner: 40 m to the north of it and 60 m to the east.
        let corner = MultiPolygon([
            Polygon(
                exterior: [(-10.0, -10.0), (60, -10), (60, 40), (-10, 40), (-10, -10)]
                    .map { place(ShorelineTests.start, east: $0.0, north: $0.1) }
            )
        ])
        let segments = try Shoreline.segments(of: island, within: corner)
        #expect(segments.count == 1)
        #expect(abs((segments.first?.lengthMetres ?? 0) - 100) < 0.2)
        #expect((segments.first?.positions.first?.latitude ?? 0) > 58.0003)
    }

    @Test func `what a neighbour has taken is left out`() throws {
        let first = ShorelineTests.zone(from: 0, to: 300)
        let second = ShorelineTests.zone(from: 200, to: 400)
        let segments = try Shoreline.segments(
            of: ShorelineTests.line,
            within: second,
            except: [first]
        )
        #expect(abs(segments.reduce(0) { $0 + $1.lengthMetres } - 100) < 0.5)
    }

    @Test func `a shore elsewhere gives nothing`() throws {
        let elsewhere = MultiPolygon([Polygon(exterior: square(10, 60, side: 1))])
        #expect(try Shoreline.segments(of: ShorelineTests.line, within: elsewhere).isEmpty)
    }

    @Test func `segment lengths and numbers have limits`() {
        let zone = ShorelineTests.zone(from: 300, to: 560)
        for metres in [9.9, 10_001, .nan] {
            let error = #expect(throws: GeometryError.self) {
                try Shoreline.segments(of: ShorelineTests.line, within: zone, about: metres)
            }
            #expect(error?.code == "geo.argument_range")
        }
        let long = LineString([Position(0, 60), Position(20, 60)])
        let wide = MultiPolygon([Polygon(exterior: square(-1, 50, side: 25))])
        let error = #expect(throws: GeometryError.self) {
            try Shoreline.segments(of: long, within: wide, about: 100)
        }
        #expect(error?.code == "geo.too_many_segments")
    }
}
