@testable import Coordination
import Geometry
import SyncCore
import SyncEngine
import Testing

/// What is asked for by place is what going over everything would find.
@Suite struct NearestNeedTests {
    private struct Dice {
        var state: UInt64
        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        mutating func isOne(in bound: Int) -> Bool { next(below: bound) == 0 }
        mutating func pick<T>(_ all: [T]) -> T { all[next(below: all.count)] }
    }

    /// Two centres on one shore, about 8 by 6 km, with what was seen and cleaned there.
    private final class Shore {
        let centre: TestCentre
        var dice: Dice
        let centres: [RowID]
        private(set) var zones: [RowID] = []
        private(set) var segments: [RowID] = []

        init(seed: UInt64) throws {
            centre = try TestCentre()
            dice = Dice(state: seed)
            let other = Self.newID()
            centres = [centre.centre, other]
            var edits = [
                Edit(.volunteerCentre, other, set: ["name": "Nabo", "isActive": true])
            ]
            for number in 0..<6 { edits += zone(number) }
            try plant(edits)
            try plant((0..<70).map { _ in report() } + (0..<8).map { _ in cleanup() })
        }

        static func newID() -> RowID { Environment.system.newID() }

        func plant(_ edits: [Edit]) throws {
            let edits = edits
            try centre.service.write { hub in try Plant.rows(edits, in: hub) }
        }

        func place() -> JSONValue {
            [
                .double(5.3 + Double(dice.next(below: 1400)) / 10_000),
                .double(60.4 + Double(dice.next(below: 540)) / 10_000),
            ]
        }

        private func zone(_ number: Int) -> [Edit] {
            let id = Self.newID()
            zones.append(id)
            var set: JSONObject = [
                "centreId": dice.pick(centres).json, "name": .string("Sone \(number)"),
                "mode": "self_organised",
                "status": .string(dice.pick(["active", "active", "active", "retired"])),
            ]
            if !dice.isOne(in: 3) { set["geometry"] = Self.square(around: place()) }
            var edits = [Edit(.cleanupZone, id, set: set)]
            for position in 0..<14 {
                let segment = Self.newID()
                segments.append(segment)
                var set: JSONObject = ["zoneId": id.json, "position": .integer(Int64(position))]
                if !dice.isOne(in: 12) { set["geometry"] = line() }
                edits.append(Edit(.segment, segment, set: set))
            }
            return edits
        }

        private func line() -> JSONValue {
            let start = place().array?.compactMap(\.number) ?? []
            let end = [
                start[0] + Double(dice.next(below: 60)) / 10_000,
                start[1] + Double(dice.next(below: 30)) / 10_000,
            ]
            return [
                "type": "LineString",
                "coordinates": [
                    .array(start.map { .double($0) }), .array(end.map { .double($0) }),
                ],
            ]
        }

        static func square(around place: JSONValue) -> JSONValue {
            let middle = place.array?.compactMap(\.number) ?? []
            let ring = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)].map { x, y -> JSONValue in
                [.double(middle[0] + 0.006 * Double(x)), .double(middle[1] + 0.003 * Double(y))]
            }
            return ["type": "Polygon", "coordinates": [.array(ring)]]
        }

        private func aDay() -> JSONValue {
            .integer(centre.now - Int64(dice.next(below: 900)) * 86_400_000)
        }

        private func report() -> Edit {
            var set: JSONObject = [
                "centreId": dice.pick(centres).json,
                "amount": .string(dice.pick(["none", "handful", "bagful", "truckload"])),
                "seenAt": aDay(),
            ]
            if dice.isOne(in: 2) { set["method"] = .string(dice.pick(["on_foot", "boat"])) }
            let form = dice.next(below: 5)
            if form == 0 { set["segmentId"] = dice.pick(segments).json }
            if form > 1 { set["zoneId"] = dice.pick(zones).json }
            if form > 2 || form == 1 { set["point"] = ["type": "Point", "coordinates": place()] }
            return Edit(.litterReport, Self.newID(), set: set)
        }

        private func cleanup() -> Edit {
            Edit(
                .cleanupReport,
                Self.newID(),
                set: [
                    "centreId": dice.pick(centres).json, "reportedAt": aDay(), "bagsFull": 1,
                    "segmentIds": [dice.pick(segments).json, dice.pick(segments).json],
                ]
            )
        }
    }

    /// Going over the whole map, as the definition has it.
    private func expected(_ map: NeedMap, from here: Position, _ count: Int, _ metres: Double)
        throws -> [String]
    {
        let ruler = try DistanceRuler(from: here)
        var found: [(metres: Double, rank: Int, text: String)] = []
        for (rank, place) in map.places.enumerated() where place.need.score > 0 {
            guard let value = place.segment.row["geometry"] else { continue }
            let away = try ruler.metres(to: Geometry.fromGeoJSON(value))
            guard away <= metres else { continue }
            let text = "\(place.segment.id) \(place.need.score) \(place.need.basis.code)"
            found.append((away, rank, text))
        }
        return found.sorted { ($0.metres, $0.rank) < ($1.metres, $1.rank) }.prefix(count).map(
            \.text
        )
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `the nearest stretches in need are those of the whole map, with its scores`(seed: UInt64)
        throws
    {
        let shore = try Shore(seed: seed)
        let now = shore.centre.now
        var told = 0
        for centre in [nil, shore.centres[0], shore.centres[1]] {
            let map = try shore.centre.service.read { try NeedMap($0, centre: centre, at: now) }
            for _ in 0..<8 {
                let at = shore.place().array?.compactMap(\.number) ?? []
                let here = Position(longitude: at[0], latitude: at[1])
                let count = shore.dice.pick([1, 3, 10, 100])
                let metres = shore.dice.pick([300.0, 2000, 20_000])
                let near = try shore.centre.service.read { reader in
                    try NearestNeeds(
                        reader,
                        to: here,
                        first: count,
                        within: metres,
                        centre: centre,
                        at: now
                    )
                }
                let found = near.entries.map {
                    "\($0.place.segment.id) \($0.place.need.score) \($0.place.need.basis.code)"
                }
                #expect(found == (try expected(map, from: here, count, metres)), "seed \(seed)")
                told += found.count
            }
        }
        #expect(told > 30, "seed \(seed)")
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `a map of a box has what of the whole map lies there, with its scores`(seed: UInt64) throws
    {
        let shore = try Shore(seed: seed)
        let now = shore.centre.now
        let whole = try shore.centre.service.read { try NeedMap($0, at: now) }
        for _ in 0..<10 {
            let at = shore.place().array?.compactMap(\.number) ?? []
            let box = PlaceBox(west: at[0], south: at[1], east: at[0], north: at[1])
                .grown(metres: Double(100 + shore.dice.next(below: 3000)))
            let part = try shore.centre.service.read { try NeedMap($0, in: box, at: now) }
            let wanted = whole.places.filter { $0.segment.box?.overlaps(box) ?? false }
            #expect(part.places.map(\.segment.id) == wanted.map(\.segment.id), "seed \(seed)")
            #expect(part.places.map(\.need) == wanted.map(\.need), "seed \(seed)")
        }
    }

    @Test(arguments: [21, 22, 23] as [UInt64])
    func `tasks at a place are those whose stretches or zone meet it`(seed: UInt64) throws {
        let shore = try Shore(seed: seed)
        let start = shore.centre.now + 86_400_000
        var tasks: [Edit] = []
        for number in 0..<60 {
            var set: JSONObject = [
                "centreId": shore.dice.pick(shore.centres).json, "kind": "cleanup",
                "title": .string("T\(number)"), "startsAt": .integer(start),
                "endsAt": .integer(start + 3_600_000),
                "state": .string(shore.dice.pick(["published", "draft", "in_progress"])),
            ]
            if !shore.dice.isOne(in: 3) { set["zoneId"] = shore.dice.pick(shore.zones).json }
            let stretches = (0..<shore.dice.next(below: 3)).map { _ in
                shore.dice.pick(shore.segments).description
            }
            let add: NameMap<[String]> = stretches.isEmpty ? [:] : ["segmentIds": stretches]
            tasks.append(Edit(.task, Shore.newID(), set: set, add: add))
        }
        try shore.plant(tasks)
        let now = shore.centre.now
        var told = 0
        for _ in 0..<15 {
            let at = shore.place().array?.compactMap(\.number) ?? []
            let box = PlaceBox(west: at[0], south: at[1], east: at[0], north: at[1])
                .grown(metres: Double(100 + shore.dice.next(below: 4000)))
            let open = shore.dice.isOne(in: 2) ? ["published", "in_progress"] : nil
            let (found, wanted) = try shore.centre.service.read { reader in
                let world = try ReaderWorld(reader, at: now)
                func meets(_ row: RowState) throws -> Bool {
                    guard open?.contains(row.text("state") ?? "") ?? true else { return false }
                    let places = try Visit(row, in: world)?.places ?? []
                    return places.contains { PlaceBox(around: $0)?.overlaps(box) ?? false }
                }
                return (
                    Set(try Planned.tasks(at: box, in: open, world).filter(meets).map(\.id)),
                    Set(try reader.rows(.task).filter(meets).map(\.id))
                )
            }
            #expect(found == wanted, "seed \(seed)")
            told += found.count
        }
        #expect(told > 20, "seed \(seed)")
    }

    @Test func `a ban is found by its buffer, and a store with rules of its own finds it, too`()
        throws
    {
        let shore = try Shore(seed: 31)
        let ban = Shore.newID()
        let made = try shore.centre.submit([
            Edit(
                .accessRestriction,
                ban,
                set: [
                    "centreId": shore.centre.centre.json, "kind": "traffic", "isAllYear": true,
                    "geometry": ["type": "Point", "coordinates": [.double(5.37), .double(60.42)]],
                    "bufferM": 1500,
                ]
            )
        ])
        #expect(made.verdict == .applied)
        let closed = try shore.centre.rows(.segment).filter { $0.text("state") == "closed_season" }
        let ruler = try DistanceRuler(from: Position(longitude: 5.37, latitude: 60.42))
        let near = try shore.centre.rows(.segment).filter { row in
            guard let value = row["geometry"] else { return false }
            return try ruler.metres(to: Geometry.fromGeoJSON(value)) <= 1500
        }
        #expect(!near.isEmpty && Set(closed.map(\.id)) == Set(near.map(\.id)))
        _ = try shore.centre.submit([Edit(.accessRestriction, ban, set: ["bufferM": 1])])
        let left = try shore.centre.rows(.segment).filter { $0.text("state") == "closed_season" }
        #expect(left.count <= 1)
    }
}
