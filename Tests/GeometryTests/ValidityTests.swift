import Geometry
import Testing

@Suite struct ValidityTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let code: String
        let path: String
        let geometry: Geometry
        var testDescription: String { "\(code) at \(path)" }
    }

    static func area(_ exterior: [Position], holes: [[Position]] = []) -> Geometry {
        .polygon(Polygon(exterior: exterior, holes: holes))
    }

    static let bowTie = [
        Position(5, 60), Position(6, 61), Position(6, 60), Position(5, 61), Position(5, 60),
    ]

    static let errors: [Example] = [
        Example(
            code: "geo.unclosed_ring",
            path: "/coordinates/0",
            geometry: area(square(5, 60, side: 1).dropLast())
        ),
        Example(
            code: "geo.ring_too_short",
            path: "/coordinates/0",
            geometry: area([Position(5, 60), Position(6, 60), Position(5, 60)])
        ),
        Example(
            code: "geo.ring_too_short",
            path: "/coordinates",
            geometry: area(Array(repeating: Position(5, 60), count: 4))
        ),
        Example(code: "geo.self_intersection", path: "/coordinates", geometry: area(bowTie)),
        Example(
            code: "geo.latitude_range",
            path: "/coordinates",
            geometry: .point(Position(5, 90.1))
        ),
        Example(
            code: "geo.longitude_range",
            path: "/coordinates",
            geometry: .point(Position(-180.1, 60))
        ),
        Example(
            code: "geo.not_finite",
            path: "/coordinates",
            geometry: .point(Position(.nan, 60))
        ),
        Example(
            code: "geo.hole_outside",
            path: "/coordinates",
            geometry: area(square(5, 60, side: 1), holes: [square(8, 60, side: 1).reversed()])
        ),
        Example(
            code: "geo.holes_nested",
            path: "/coordinates",
            geometry: area(
                square(5, 60, side: 9),
                holes: [square(6, 61, side: 4).reversed(), square(7, 62, side: 1).reversed()]
            )
        ),
        Example(
            code: "geo.shells_nested",
            path: "/coordinates",
            geometry: .multiPolygon(
                MultiPolygon([
                    Polygon(exterior: square(5, 60, side: 9)),
                    Polygon(exterior: square(6, 61, side: 1)),
                ])
            )
        ),
        Example(
            code: "geo.crosses_antimeridian",
            path: "/coordinates/0",
            geometry: area([
                Position(179, 60), Position(-179, 60), Position(-179, 61), Position(179, 61),
                Position(179, 60),
            ])
        ),
        Example(code: "geo.empty", path: "/coordinates/0", geometry: area([])),
        Example(
            code: "geo.empty",
            path: "/coordinates",
            geometry: .multiPolygon(MultiPolygon([]))
        ),
        Example(code: "geo.empty", path: "/geometries", geometry: .collection([])),
        Example(
            code: "geo.line_too_short",
            path: "/coordinates",
            geometry: .lineString(LineString([Position(5, 60), Position(5, 60)]))
        ),
        Example(
            code: "geo.unclosed_ring",
            path: "/geometries/1/coordinates/1/0",
            geometry: .collection([
                .point(Position(5, 60)),
                .multiPolygon(
                    MultiPolygon([
                        Polygon(exterior: square(5, 60, side: 1)),
                        Polygon(exterior: square(8, 60, side: 1).dropLast()),
                    ])
                ),
            ])
        ),
    ]

    @Test(arguments: errors)
    func `each fault has its code and its place in the shape`(example: Example) throws {
        let problems = example.geometry.problems()
        let found = try #require(problems.first { $0.code == example.code }, "\(problems)")
        #expect(found.severity == .error)
        #expect(found.path == example.path)
        #expect(!found.message.isEmpty)
    }

    @Test func `a self-intersection says where the lines cross`() throws {
        let problem = try #require(ValidityTests.area(ValidityTests.bowTie).problems().first)
        #expect(problem.place == Position(5.5, 60.5))
    }

    @Test func `an ordinary polygon with a hole has no problem`() {
        let polygon = ValidityTests.area(
            square(5, 60, side: 3),
            holes: [square(6, 61, side: 1).reversed()]
        )
        #expect(polygon.problems().isEmpty)
    }

    @Test func `a clockwise ring is a warning and turning it keeps its area`() {
        let clockwise = ValidityTests.area(square(5, 60, side: 1).reversed())
        #expect(clockwise.problems().map(\.code) == ["geo.not_ccw"])
        #expect(!clockwise.problems().hasErrors)
        #expect(clockwise.rightHanded().problems().isEmpty)
        #expect(clockwise.rightHanded().areaSquareMetres == clockwise.areaSquareMetres)
    }

    @Test func `an empty hole is a warning and is left out`() {
        let polygon = ValidityTests.area(square(5, 60, side: 1), holes: [[]])
        #expect(polygon.problems().map(\.code) == ["geo.empty"])
        #expect(!polygon.problems().hasErrors)
        #expect(polygon.rightHanded() == ValidityTests.area(square(5, 60, side: 1)))
    }

    @Test func `a repeated position is a warning`() {
        var ring = square(5, 60, side: 1)
        ring.insert(ring[0], at: 0)
        let problems = ValidityTests.area(ring).problems()
        #expect(problems.map(\.code) == ["geo.duplicate_position"])
        #expect(problems.map(\.severity) == [.warning])
    }

    @Test func `a line over half the globe is a warning only`() {
        let line = Geometry.lineString(LineString([Position(-110, 45), Position(110, -45)]))
        #expect(line.problems().map(\.code) == ["geo.crosses_antimeridian"])
        #expect(!line.problems().hasErrors)
    }

    @Test func `the edges of the ranges are allowed`() {
        #expect(Geometry.point(Position(180, 90)).problems().isEmpty)
        #expect(Geometry.point(Position(-180, -90)).problems().isEmpty)
    }

    @Test func `making valid splits a bow-tie into two triangles when asked`() throws {
        let repaired = try ValidityTests.area(ValidityTests.bowTie).madeValid()
        #expect(repaired.polygons.count == 2)
        #expect(repaired.problems().isEmpty)
    }

    @Test func `many faults of one ring give a short answer`() {
        let ring = (0..<10_000).map { _ in Position(500, 500) }
        #expect(ValidityTests.area(ring).problems().count <= 4)
    }
}
