import Coordination
import Geometry
import SyncCore
import SyncEngine
import Testing

@Suite struct ZoneSplitTests {
    private let village: Village
    private let coordinator = Actor(role: .coordinator, centre: Village.centre, person: nil)
    private static let part = RowID(900)
    private static let secondPart = RowID(901)
    private static let today = OsloTime.date(at: Village.start)

    init() throws { village = try Village() }

    private func zone() throws -> RowState { try #require(village.row(Village.zone)) }

    private func segments() throws -> [RowState] {
        village.hub.world.rows(.segment, where: "zoneId", is: Village.zone.json)
    }

    private func area(_ name: String, from low: Double, to high: Double) throws -> ZoneSplit.Area {
        .init(name: name, geometry: try Geometry.fromGeoJSON(Shapes.box(from: low, to: high)))
    }

    private func split(
        _ areas: [ZoneSplit.Area],
        ids: [RowID] = [part, secondPart]
    ) throws -> ZoneSplit {
        var ids = ids[...]
        return try ZoneSplit(
            try zone(),
            segments: try segments(),
            areas: areas,
            newID: { ids.popFirst() ?? RowID(999) }
        )
    }

    /// The northern half, which has the second stretch; it reaches beyond the zone.
    private func north() throws -> ZoneSplit {
        try split([area("Nord", from: 1000, to: 9000)])
    }

    private func squareMetres(_ id: RowID) throws -> Double {
        let row = try #require(village.row(id))
        return try Geometry.fromGeoJSON(try #require(row["geometry"])).areaSquareMetres
    }

    @Test func `what is split off has its stretches and the zone's mode, and nothing is lost`()
        throws
    {
        let whole = try squareMetres(Village.zone)
        let split = try north()
        #expect(split.parts.map(\.segments) == [1, 1])
        #expect(try village.hub.submit(split.edits, by: coordinator) == .accepted)
        let part = try #require(village.row(Self.part))
        #expect(part["name"]?.text == "Nord")
        #expect(part["mode"]?.text == "self_organised")
        #expect(part["splitFromId"] == Village.zone.json)
        #expect(village.row(Village.segment)?["zoneId"] == Village.zone.json)
        #expect(village.row(Village.secondSegment)?["zoneId"] == Self.part.json)
        let sum = try squareMetres(Village.zone) + squareMetres(Self.part)
        #expect(abs(sum - whole) < whole / 10_000)
        #expect(abs(try squareMetres(Self.part) - whole * 2000 / 3500) < whole / 1000)
    }

    @Test func `what is split and merged again is the zone it was`() throws {
        let whole = try squareMetres(Village.zone)
        try village.hub.submit(try north().edits, by: coordinator)
        let merge = try ZoneMerge(
            try zone(),
            with: [try #require(village.row(Self.part))],
            segments: village.hub.world.rows(.segment),
            tasks: [],
            today: Self.today
        )
        #expect(merge.moved == 1)
        #expect(try village.hub.submit(merge.edits, by: coordinator) == .accepted)
        #expect(abs(try squareMetres(Village.zone) - whole) < whole / 10_000)
        #expect(village.row(Self.part)?["status"]?.text == "retired")
        #expect(village.row(Village.secondSegment)?["zoneId"] == Village.zone.json)
    }

    @Test func `areas that overlap go to the first of them`() throws {
        let split = try split([
            area("Nord", from: 1500, to: 3000), area("Midt", from: 500, to: 2500),
        ])
        let sum = split.parts.reduce(0) { $0 + $1.areaSquareMetres }
        #expect(abs(sum - (try squareMetres(Village.zone))) < 100)
        #expect(split.parts.map(\.segments) == [1, 1, 0])
        #expect(try village.hub.submit(split.edits, by: coordinator) == .accepted)
    }

    @Test func `what cannot be split is refused with a reason`() throws {
        func code(_ areas: [ZoneSplit.Area]) throws -> String? {
            do { _ = try split(areas) } catch let error as SyncError { return error.code }
            return nil
        }
        #expect(try code([]) == "zone.split_count")
        let strips = try (0...ZoneSplit.mostAreas).map {
            try area("\($0)", from: Double($0) * 100, to: Double($0) * 100 + 50)
        }
        #expect(try code(strips) == "zone.split_count")
        #expect(try code(Array(strips.dropLast())) == nil)
        #expect(try code([area("Hav", from: 5000, to: 6000)]) == "zone.split_outside")
        #expect(try code([area("Alt", from: -900, to: 6000)]) == "zone.split_all")
        let retired = Edit(.cleanupZone, Village.zone, set: ["status": "retired"])
        try village.hub.submit(retired, by: coordinator)
        #expect(try code([area("Nord", from: 1000, to: 3000)]) == "zone.split_retired")
        let none = RowState(entity: .cleanupZone, id: RowID(77))
        #expect(throws: SyncError.self) {
            try ZoneSplit(
                none,
                segments: [],
                areas: [area("Nord", from: 0, to: 100)],
                newID: { RowID(78) }
            )
        }
    }

    @Test func `more stretches than one operation holds are not moved by halves`() throws {
        let line = Shapes.line(north: 2000)
        func row(_ number: Int) -> RowState {
            var row = RowState(entity: .segment, id: RowID(UInt64(5000 + number)))
            row.fields["geometry"] = line
            return row
        }
        func edits(_ count: Int) throws -> Int {
            try ZoneSplit(
                try zone(),
                segments: (0..<count).map(row),
                areas: [area("Nord", from: 1000, to: 3000)],
                newID: { Self.part }
            ).edits.count
        }
        #expect(try edits(198) == 200)
        #expect(throws: SyncError.self) { try edits(199) }
    }

    @Test func `a split of a zone that was split meanwhile waits as a whole`() throws {
        let late = try split([area("Sør", from: -500, to: 800)], ids: [Self.secondPart])
        #expect(try village.hub.submit(try north().edits, by: coordinator) == .accepted)
        #expect(
            try village.hub.submit(late.edits, by: coordinator) == .held(["zone.split_moved"])
        )
        #expect(village.row(Self.secondPart) == nil)
        // Nobody lets shore into two zones by a yes.
        village.hub.world.isWaived = true
        #expect(
            try village.hub.submit(late.edits, by: coordinator) == .refused(["zone.split_moved"])
        )
        village.hub.world.isWaived = false
        // By somebody who knows of the first one it fits.
        let again = try split([area("Sør", from: -500, to: 800)], ids: [Self.secondPart])
        let answer = try village.hub.submit(again.edits, by: coordinator)
        #expect(answer == .accepted)
    }

    @Test func `a part that is more or less than the zone had is not let in`() throws {
        var edits = try north().edits
        edits[1].set["geometry"] = Shapes.box(from: 1000, to: 3500)
        #expect(try village.hub.submit(edits, by: coordinator) == .held(["zone.split_moved"]))
        edits = try north().edits
        // The zone keeps all, so that the part would be there twice.
        edits[0].set = ["name": "Nordvika sør"]
        #expect(try village.hub.submit(edits, by: coordinator) == .held(["zone.split_moved"]))
    }

    private func professional() -> Edit {
        Edit(
            .cleanupZone,
            Village.zone,
            set: [
                "mode": "professional", "modeReason": "Skred", "modeFrom": .null,
                "modeTo": .null, "operatorId": Village.operatorFirm.json,
            ]
        )
    }

    @Test(arguments: [false, true])
    func `a mode set without knowing of the split holds in every part`(isFirst: Bool) throws {
        let split = try north()
        if isFirst { try village.hub.submit(professional(), by: coordinator) }
        try village.hub.submit(split.edits, by: coordinator)
        if !isFirst { try village.hub.submit(professional(), by: coordinator) }
        for id in [Village.zone, Self.part] {
            #expect(village.row(id)?["mode"]?.text == "professional")
            #expect(village.row(id)?["operatorId"] == Village.operatorFirm.json)
        }
    }

    private func mode(_ mode: String, from: JSONValue = .null, to: JSONValue = .null) -> Edit {
        var edit = professional()
        edit.set["mode"] = .string(mode)
        edit.set["modeFrom"] = from
        edit.set["modeTo"] = to
        return edit
    }

    @Test func `a mode that is over takes nothing from one in force`() throws {
        try village.hub.submit(try north().edits, by: coordinator)
        village.hub.world.seen = [Self.part]
        try village.hub.submit(mode("professional", to: "2025-10-01"), by: coordinator)
        var part = mode("joint")
        part = Edit(.cleanupZone, Self.part, set: part.set)
        try village.hub.submit(part, by: coordinator)
        let rows = [try #require(village.row(Self.part)), try zone()]
        let merge = try ZoneMerge(
            rows[0],
            with: [rows[1]],
            segments: [],
            tasks: [],
            today: Self.today
        )
        #expect(merge.edits[0].set["mode"] == nil)
        #expect(try village.hub.submit(merge.edits, by: coordinator) == .accepted)
        #expect(village.row(Self.part)?["mode"]?.text == "joint")
    }

    @Test func `a longer period reaches a part that nobody had told of`() throws {
        try village.hub.submit(mode("professional", to: "2026-04-01"), by: coordinator)
        try village.hub.submit(try north().edits, by: coordinator)
        #expect(village.row(Self.part)?["modeTo"]?.text == "2026-04-01")
        try village.hub.submit(mode("professional", to: "2026-09-01"), by: coordinator)
        #expect(village.row(Self.part)?["modeTo"]?.text == "2026-09-01")
    }

    @Test func `what nobody has decided takes nothing from what somebody has`() throws {
        try village.hub.submit(try north().edits, by: coordinator)
        village.hub.world.seen = [Self.part]
        let undecided = Edit(
            .cleanupZone,
            Self.secondPart,
            set: ["centreId": Village.centre.json, "name": "Ny", "geometry": Shapes.zone]
        )
        try village.hub.submit(undecided, by: coordinator)
        let merge = try ZoneMerge(
            try zone(),
            with: [try #require(village.row(Self.secondPart))],
            segments: [],
            tasks: [],
            today: Self.today
        )
        #expect(merge.edits[0].set["mode"] == nil)
        #expect(try village.hub.submit(merge.edits, by: coordinator) == .accepted)
        #expect(village.row(Village.zone)?["mode"]?.text == "self_organised")
    }

    @Test func `a zone that was merged away says no more of its heir's mode`() throws {
        try village.hub.submit(try north().edits, by: coordinator)
        let part = try #require(village.row(Self.part))
        let merge = try ZoneMerge(
            try zone(),
            with: [part],
            segments: [],
            tasks: [],
            today: Self.today
        )
        try village.hub.submit(professional(), by: coordinator)
        try village.hub.submit(merge.edits, by: coordinator)
        #expect(village.row(Self.part)?["mode"]?.text == "professional")
        try village.hub.submit(mode("self_organised"), by: coordinator)
        #expect(village.row(Village.zone)?["mode"]?.text == "self_organised")
        let name = Edit(.cleanupZone, Self.part, set: ["name": "Nordre del"])
        try village.hub.submit(name, by: coordinator)
        #expect(village.row(Village.zone)?["mode"]?.text == "self_organised")
    }

    @Test func `who knew of the part has left it out`() throws {
        try village.hub.submit(try north().edits, by: coordinator)
        village.hub.world.seen = [Self.part]
        try village.hub.submit(professional(), by: coordinator)
        #expect(village.row(Village.zone)?["mode"]?.text == "professional")
        #expect(village.row(Self.part)?["mode"]?.text == "self_organised")
    }

    @Test func `of zones that become one the most careful mode holds`() throws {
        try village.hub.submit(try north().edits, by: coordinator)
        village.hub.world.seen = [Self.part]
        try village.hub.submit(professional(), by: coordinator)
        let part = try #require(village.row(Self.part))
        let merge = try ZoneMerge(
            part,
            with: [try zone()],
            segments: [],
            tasks: [],
            today: Self.today
        )
        #expect(try village.hub.submit(merge.edits, by: coordinator) == .accepted)
        #expect(village.row(Self.part)?["mode"]?.text == "professional")
        // The stretch that the merge did not name came along.
        #expect(village.row(Village.segment)?["zoneId"] == Self.part.json)
        // Whoever has not heard of it plans there all the same.
        let task = Edit(
            .task,
            RowID(910),
            set: [
                "centreId": Village.centre.json, "kind": "event", "title": "Tur",
                "state": "draft", "zoneId": Village.zone.json,
            ]
        )
        try village.hub.submit(task, by: coordinator)
        #expect(village.row(RowID(910))?["zoneId"] == Self.part.json)
    }

    @Test func `a merge of zones that have changed waits as a whole`() throws {
        try village.hub.submit(try north().edits, by: coordinator)
        let parts = [try zone(), try #require(village.row(Self.part))]
        let merge = try ZoneMerge(
            parts[0],
            with: [parts[1]],
            segments: [],
            tasks: [],
            today: Self.today
        )
        let other = try split([area("Sør", from: -500, to: 800)], ids: [Self.secondPart])
        try village.hub.submit(other.edits, by: coordinator)
        #expect(
            try village.hub.submit(merge.edits, by: coordinator) == .held(["zone.merge_moved"])
        )
        #expect(village.row(Self.part)?["status"]?.text != "retired")
    }

    @Test func `what cannot be merged is refused with a reason`() throws {
        try village.hub.submit(try north().edits, by: coordinator)
        let (one, two) = (try zone(), try #require(village.row(Self.part)))
        func code(_ others: [RowState]) -> String? {
            do {
                _ = try ZoneMerge(one, with: others, segments: [], tasks: [], today: Self.today)
            } catch {
                return (error as? SyncError)?.code
            }
            return nil
        }
        #expect(code([]) == "zone.merge_same")
        #expect(code([one]) == "zone.merge_same")
        #expect(code([two, two]) == "zone.merge_same")
        var other = two
        other.fields["centreId"] = Village.otherCentre.json
        #expect(code([other]) == "zone.merge_centres")
        other = two
        other.fields["status"] = "retired"
        #expect(code([other]) == "zone.merge_retired")
        other = two
        other.fields["geometry"] = nil
        #expect(code([other]) == "zone.no_shape")
        #expect(code([two]) == nil)
    }
}
