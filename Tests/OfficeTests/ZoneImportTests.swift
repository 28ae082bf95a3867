import Coordination
import Geometry
import SampleData
import SyncCore
import SyncEngine
import Testing

struct ZoneImportTests {
    private func plan(_ bytes: [UInt8], _ centre: TestCentre) throws -> ZoneImport {
        let file = try ZoneFile.read(bytes)
        return try centre.service.read {
            try ZoneImport(
                file,
                centre: centre.centre,
                stored: try StoredPlaces($0, centre: centre.centre)
            )
        }
    }

    private func square(_ west: Double, name: String = "Vika") -> String {
        let (east, south, north) = (west + 0.01, 58.1, 58.11)
        return """
            {"type":"Feature","properties":{"name":"\(name)"},"geometry":{"type":"Polygon",
            "coordinates":[[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],
            [\(west),\(north)],[\(west),\(south)]]]}}
            """
    }

    private func file(_ features: String...) -> [UInt8] {
        let all = features.joined(separator: ",")
        return Array("{\"type\":\"FeatureCollection\",\"features\":[\(all)]}".utf8)
    }

    @Test func `a shore with its segments and bans goes in whole, and only once`() throws {
        let centre = try TestCentre()
        let bytes = ShoreSample(seed: 4).geoJSON()
        let result = try plan(bytes, centre).apply { try centre.submit($0) }
        #expect(result.count(.refused) == 0)
        #expect(try centre.rows(.cleanupZone).count == ShoreSample.zoneCount)
        #expect(try centre.rows(.segment).count >= ShoreSample.zoneCount * 2)
        #expect(try centre.rows(.accessRestriction).count == 1)
        #expect(try centre.rows(.cleanupZone).allSatisfy { $0["mode"] == "unassigned" })
        let states = Set(try centre.rows(.segment).compactMap { $0["state"]?.text })
        #expect(states.isSubset(of: ["free", "closed_season"]) && !states.isEmpty)
        let head = try centre.head()
        let again = try plan(bytes, centre)
        #expect(again.items.allSatisfy { $0.action == .unchanged })
        _ = try again.apply { try centre.submit($0) }
        #expect(try centre.head() == head)
    }

    @Test func `another shape under the same name is not taken before somebody has looked`() throws
    {
        let centre = try TestCentre()
        _ = try plan(file(square(8.0)), centre).apply { try centre.submit($0) }
        let moved = try plan(file(square(8.002)), centre)
        #expect(moved.items.map(\.action) == [.update])
        #expect(moved.items[0].codes == ["zone.geometry_changed"])
        let refused = try moved.apply { try centre.submit($0) }
        #expect(refused.count(.refused) == 1)
        #expect(refused.findings[0]?.map(\.code) == ["zone.not_confirmed"])
        let taken = try moved.apply(moving: true) { try centre.submit($0) }
        #expect(taken.count(.update) == 1)
        #expect(try centre.rows(.cleanupZone).count == 1)
    }

    @Test func `two places of one name far from each other stay two`() throws {
        let centre = try TestCentre()
        _ = try plan(file(square(8.0)), centre).apply { try centre.submit($0) }
        let far = try plan(file(square(9.0)), centre)
        #expect(far.items.map(\.action) == [.create])
    }

    @Test func `what a coordinator has decided about a zone outlasts the file`() throws {
        let centre = try TestCentre()
        let bytes = file(square(8.0))
        _ = try plan(bytes, centre).apply { try centre.submit($0) }
        let zone = try require(try centre.rows(.cleanupZone).first)
        let set: JSONObject = ["mode": "no_cleanup", "modeReason": "Hekkende fugl"]
        #expect(try centre.submit([Edit(.cleanupZone, zone.id, set: set)]).verdict == .applied)
        _ = try plan(bytes, centre).apply(moving: true) { try centre.submit($0) }
        #expect(try centre.rows(.cleanupZone).first?["mode"] == "no_cleanup")
    }

    @Test func `a file does not undo a split by halves`() throws {
        let centre = try TestCentre()
        let bytes = file(square(8.0))
        _ = try plan(bytes, centre).apply { try centre.submit($0) }
        let zone = try require(try centre.rows(.cleanupZone).first)
        let west = Geometry.polygon(
            Polygon(
                exterior: [(7.9, 58.0), (8.005, 58.0), (8.005, 58.2), (7.9, 58.2), (7.9, 58.0)]
                    .map { Position(longitude: $0.0, latitude: $0.1) }
            )
        )
        let split = try ZoneSplit(
            zone,
            segments: [],
            areas: [.init(name: "Vest", geometry: west)],
            newID: { Environment.system.newID() }
        )
        #expect(try centre.submit(split.edits).verdict == .applied)
        let result = try plan(bytes, centre).apply(moving: true) { try centre.submit($0) }
        #expect(result.count(.refused) == 1)
        #expect(try plan(bytes, centre).items.first?.codes == ["zone.reshaped"])
        #expect(
            try centre.rows(.cleanupZone).first { $0.id == zone.id }?["areaM2"] != zone["areaM2"]
        )
    }

    @Test func `a zone that was removed comes back with the file`() throws {
        let centre = try TestCentre()
        let bytes = file(square(8.0))
        _ = try plan(bytes, centre).apply { try centre.submit($0) }
        let zone = try require(try centre.rows(.cleanupZone).first)
        _ = try centre.submit([Edit(.cleanupZone, zone.id, mark: .removed)])
        let result = try plan(bytes, centre).apply { try centre.submit($0) }
        #expect(result.findings.isEmpty)
        #expect(result.count(.create) == 1)
        #expect(try centre.rows(.cleanupZone).map(\.id) == [zone.id])
    }

    @Test func `a feature that cannot be used is refused and the others go in`() throws {
        let centre = try TestCentre()
        let open = square(8.0, name: "Åpen").replacing(
            ",\n[8.0,58.11],[8.0,58.1]]]",
            with: "]]"
        )
        let both = try plan(file(open, square(8.2)), centre)
        #expect(both.count(.refused) == 1)
        let result = try both.apply { try centre.submit($0) }
        #expect(result.count(.create) == 1)
        #expect(result.count(.refused) == 1)
    }

    @Test func `a shoreline that meets no zone is told of`() throws {
        let line = """
            {"type":"Feature","properties":{},"geometry":{"type":"LineString",
            "coordinates":[[9.0,58.1],[9.01,58.1]]}}
            """
        #expect(try ZoneFile.read(file(line)).problems.map(\.code) == ["zone.shoreline_outside"])
        let met = line.replacing("[9.0,58.1],[9.01,58.1]", with: "[7.9,58.105],[8.1,58.105]")
        let both = try ZoneFile.read(file(square(8.0), met))
        #expect(both.problems.isEmpty)
        #expect(both.zones.first?.segments.isEmpty == false)
    }

    @Test func `two zones of one name in a file bring a warning`() throws {
        let read = try ZoneFile.read(file(square(8.0), square(9.0)))
        #expect(read.problems.map(\.code) == ["zone.name_twice"])
        #expect(read.zones.count == 2)
    }

    @Test func `a restriction that cannot be used says why in a sentence`() throws {
        let folder = CommandFolder.withHub()
        let text = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":
            {"kind":"restriction","name":"Hekking","windows":"15. april"},"geometry":{"type":"Point",
            "coordinates":[8.0,58.1]}}]}
            """
        let path = try folder.write(text, to: "forbud.geojson")
        let told = folder.run("zone", "import", path, "--db", folder.db)
        #expect(told.exit == 2)
        let problem = try require(try ZoneFile.read(Array(text.utf8)).problems.first)
        #expect(told.output.contains("\(problem.message) [\(problem.code)]"))
    }
}
