import SyncCore
import Testing

/// Cells of the map by which rows are found.
@Suite struct PlaceCellTests {
    private struct Dice {
        var state: UInt64
        mutating func share() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31)
        }
    }

    /// From a point to half the map; half of them along the coast.
    private static func box(_ dice: inout Dice) -> PlaceBox {
        var size = 180 * dice.share()
        for _ in 0..<Int(dice.share() * 30) { size /= 2 }
        let isNear = dice.share() < 0.5
        let west = isNear ? 5 + dice.share() : 360 * dice.share() - 180
        let south = isNear ? 60 + dice.share() : 180 * dice.share() - 90
        return PlaceBox(
            west: west,
            south: south,
            east: west + size * dice.share(),
            north: south + size * dice.share() / 2
        )
    }

    private static func isFound(_ shape: PlaceBox, by ranges: [ClosedRange<UInt64>]) -> Bool {
        PlaceCell.cells(of: shape).contains { cell in
            ranges.contains { $0.contains(cell.number) }
        }
    }

    @Test func `whatever meets a box is found by it`() {
        var dice = Dice(state: 20_261_122)
        let boxes = (0..<600).map { _ in Self.box(&dice) }
        var meeting = 0
        for box in boxes {
            let ranges = PlaceCell.ranges(of: box)
            for shape in boxes where shape.overlaps(box) {
                meeting += 1
                #expect(Self.isFound(shape, by: ranges), "\(shape) \(box)")
            }
        }
        #expect(meeting > 5000)
    }

    @Test func `touching edges meet, at the edges of cells and of the map, too`() {
        for corner in [-180, -90, 0, 5.625, 90, 180] as [Double] {
            let latitude = corner / 2
            let left = PlaceBox(
                west: corner - 0.1,
                south: latitude - 0.1,
                east: corner,
                north: latitude
            )
            let right = PlaceBox(
                west: corner,
                south: latitude,
                east: corner + 0.1,
                north: latitude + 0.1
            )
            #expect(Self.isFound(left, by: PlaceCell.ranges(of: right)))
            #expect(Self.isFound(right, by: PlaceCell.ranges(of: left)))
            let point = PlaceBox(west: corner, south: latitude, east: corner, north: latitude)
            #expect(Self.isFound(point, by: PlaceCell.ranges(of: left)))
            #expect(Self.isFound(point, by: PlaceCell.ranges(of: right)))
        }
    }

    @Test func `a box finds little beside it, and asks few questions`() {
        var dice = Dice(state: 5)
        let points = (0..<20_000).map { _ -> PlaceBox in
            let (east, north) = (5 + dice.share(), 60 + dice.share() / 2)
            return PlaceBox(west: east, south: north, east: east, north: north)
        }
        for size in [0.01, 0.05, 0.09, 0.2] {
            let box = PlaceBox(west: 5.31, south: 60.17, east: 5.31 + size, north: 60.17 + size / 2)
            let ranges = PlaceCell.ranges(of: box)
            #expect(ranges.count <= 60)
            let found = points.count { Self.isFound($0, by: ranges) }
            let inside = points.count { box.overlaps($0) }
            #expect(found <= inside * 3 + 20, "\(found) for \(inside)")
        }
    }

    @Test func `a shape has four cells at most, and its keys sort as their numbers`() {
        var dice = Dice(state: 7)
        for _ in 0..<1000 {
            let numbers = PlaceCell.cells(of: Self.box(&dice)).map(\.number)
            #expect((1...4).contains(numbers.count))
            for (one, other) in zip(numbers, numbers.dropFirst()) {
                let isBefore = PlaceCell.key(one).lexicographicallyPrecedes(PlaceCell.key(other))
                #expect(isBefore == (one < other))
            }
        }
        #expect(PlaceCell.key(.max).count == 6)
    }

    @Test func `the box around a geometry is the one around its positions`() throws {
        func box(_ text: String) throws -> PlaceBox? {
            PlaceBox(around: try JSONValue.parse(Array(text.utf8)))
        }
        let line = PlaceBox(west: 5, south: 59.5, east: 6, north: 60)
        #expect(try box(#"{"type":"LineString","coordinates":[[5,60,12],[6,59.5]]}"#) == line)
        #expect(
            try box(
                """
                {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[5,60]},
                {"type":"Polygon","coordinates":[[[6,59.5],[5.5,59.6],[5.5,60],[6,59.5]]]}]}
                """
            ) == line
        )
        for nothing in [#"{"type":"Point","coordinates":[]}"#, #"{"coordinates":[5]}"#, "[]", "7"] {
            #expect(try box(nothing) == nil)
        }
    }

    @Test func `a list in memory finds what a look over all of it finds`() {
        var dice = Dice(state: 3)
        let boxes = (0..<400).map { place -> PlaceBox? in
            place % 10 == 0 ? nil : Self.box(&dice)
        }
        let list = PlaceList(boxes)
        for _ in 0..<200 {
            let box = Self.box(&dice)
            #expect(list.meeting(box) == boxes.indices.filter { boxes[$0]?.overlaps(box) ?? false })
        }
    }
}
