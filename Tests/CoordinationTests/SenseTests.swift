import Coordination
import SyncCore
import SyncEngine
import Testing

/// What cannot be meant as it is written.
@Suite struct SenseTests {
    let village: Village

    init() throws { village = try Village() }

    private func task(_ extra: JSONObject) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "kind": "event", "title": "Dugnad", "state": "draft",
        ]
        set.merge(extra) { $1 }
        return Edit(.task, RowID(500), set: set)
    }

    private func litter(_ extra: JSONObject) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "amount": "handful",
            "seenAt": .integer(Village.start),
        ]
        set.merge(extra) { $1 }
        return Edit(.litterReport, RowID(700), set: set)
    }

    private func point(_ east: Double, _ north: Double) -> JSONValue {
        ["type": "Point", "coordinates": [.double(east), .double(north)]]
    }

    @Test(arguments: ["", " ", "\t\n "])
    func `a name of blanks is none`(title: String) throws {
        #expect(
            try village.hub.submit(task(["title": .string(title)]), by: village.coordinator)
                == .refused(["text.blank"])
        )
        #expect(village.hub.findings.first?.field == "title")
        try village.hub.submit(task([:]), by: village.coordinator)
        let emptied = Edit(.task, RowID(500), set: ["title": .string(title)])
        #expect(
            try village.hub.submit(emptied, by: village.coordinator) == .refused(["text.blank"])
        )
    }

    @Test func `a field that may be empty may be blank`() throws {
        #expect(
            try village.hub.submit(task(["description": " "]), by: village.coordinator)
                == .accepted
        )
    }

    @Test func `the least age is not above the greatest`() throws {
        #expect(
            try village.hub.submit(task(["minAge": 18, "maxAge": 17]), by: village.coordinator)
                == .refused(["task.ages"])
        )
        try village.hub.submit(task(["minAge": 10, "maxAge": 10]), by: village.coordinator)
        #expect(
            try village.hub.submit(
                Edit(.task, RowID(500), set: ["minAge": 11]),
                by: village.coordinator
            ) == .refused(["task.ages"])
        )
    }

    @Test(arguments: [
        (5.3, 60.4, nil), (15.6, 78.2, nil), (-8.5, 71.0, nil), (31.1, 70.4, nil),
        (2.0, 57.0, nil), (60.4, 5.3, "place.swapped"), (78.2, 15.6, "place.swapped"),
        (0.0, 0.0, "place.far"), (151.2, -33.9, "place.far"),
    ])
    func `the office is told of a place that cannot be meant`(
        east: Double,
        north: Double,
        code: String?
    ) throws {
        village.hub.world.isOffice = true
        let answer = try village.hub.submit(
            litter(["point": point(east, north)]),
            by: village.coordinator
        )
        #expect(answer == (code.map { .refused([$0]) } ?? .accepted))
    }

    @Test func `the office is told of hazards nobody knows and of times before anybody wrote`()
        throws
    {
        village.hub.world.isOffice = true
        for (extra, code): (JSONObject, String) in [
            (["hazards": ["sharp", "nedle"]], "hazard.unknown"),
            (["seenAt": -62_135_596_800_000], "report.long_ago"),
        ] {
            #expect(
                try village.hub.submit(litter(extra), by: village.coordinator) == .refused([code])
            )
        }
    }

    @Test func `from the field a danger without a word and a clock gone wrong are kept`() throws {
        let found = litter([
            "hazards": ["nedle"], "seenAt": -62_135_596_800_000, "point": point(0, 0),
        ])
        #expect(try village.hub.submit(found, by: village.owner) == .accepted)
    }
}
