import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M4 and B9: no quiet competition with organisations, and enough grown-ups.
@Suite struct PublishTests {
    let village: Village
    private static let theirs = RowID(300)
    private static let ours = RowID(301)
    private static let far = RowID(14)

    init() throws {
        village = try Village()
        try village.hub.submit(
            [
                Edit(
                    .organisation,
                    RowID(21),
                    set: [
                        "centreId": Village.centre.json, "name": "Vågen velforening",
                        "kind": "informal_group", "responsibleAdultId": Village.kari.json,
                    ]
                ),
                Edit(
                    .segment,
                    Self.far,
                    set: ["zoneId": Village.zone.json, "geometry": Shapes.line(north: 7100)]
                ),
                task(Self.theirs, organisation: RowID(21), segment: Village.secondSegment),
            ],
            by: .hub
        )
    }

    /// A cleanup in the first days of September.
    private func task(
        _ id: RowID,
        organisation: RowID? = nil,
        segment: RowID = Village.segment,
        from first: String = "2026-09-01",
        to last: String = "2026-09-02",
        extra: JSONObject = [:],
        coordinatedWith: [RowID] = []
    ) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "kind": "cleanup", "title": "Rydding",
            "state": "published", "startsAt": .integer(Village.noon(first)),
            "endsAt": .integer(Village.noon(last)),
        ]
        set["organisationId"] = organisation?.json
        set.merge(extra) { $1 }
        var add: NameMap<[String]> = ["segmentIds": [segment.description]]
        if !coordinatedWith.isEmpty {
            add["coordinatedWith"] = coordinatedWith.map(\.description)
        }
        return Edit(.task, id, set: set, add: add)
    }

    private func publish(_ edit: Edit) throws -> Answer {
        try village.hub.submit(edit, by: village.coordinator)
    }

    @Test func `an organisation's task two kilometres away is talked over first`() throws {
        #expect(try publish(task(Self.ours)) == .refused(["publish.overlap"]))
        #expect(village.hub.findings.first?.detail == Self.theirs.description)
        #expect(
            try publish(task(Self.ours, coordinatedWith: [Self.theirs])) == .accepted
        )
        // Both stay what they were: the log keeps the organisation's, too.
        #expect(village.row(Self.theirs)?["state"] == "published")
    }

    @Test func `naming the organisation, or a reason, will do as well`() throws {
        #expect(try publish(task(Self.ours, coordinatedWith: [RowID(21)])) == .accepted)
        let reason: JSONObject = ["overlapReason": "Skolen har bare denne dagen"]
        #expect(try publish(task(RowID(302), extra: reason)) == .accepted)
    }

    @Test func `another kind, other days or another place stand in nobody's way`() throws {
        #expect(try publish(task(Self.ours, extra: ["kind": "event"])) == .accepted)
        #expect(
            try publish(task(RowID(302), from: "2026-09-03", to: "2026-09-04")) == .accepted
        )
        // 5.1 km from theirs, and 4.9 km.
        #expect(try publish(task(RowID(303), segment: Self.far)) == .accepted)
        let nearer = Edit(.segment, Self.far, set: ["geometry": Shapes.line(north: 6900)])
        try village.hub.submit(nearer, by: .hub)
        #expect(try publish(task(RowID(304), segment: Self.far)) == .refused(["publish.overlap"]))
    }

    @Test func `a draft may overlap, and a task that moves into the way is caught`() throws {
        #expect(try publish(task(Self.ours, extra: ["state": "draft"])) == .accepted)
        let out = Edit(.task, Self.ours, set: ["state": "published"])
        #expect(try publish(out) == .refused(["publish.overlap"]))
        #expect(try publish(task(RowID(302), from: "2026-10-01", to: "2026-10-02")) == .accepted)
        let move = Edit(
            .task,
            RowID(302),
            set: [
                "startsAt": .integer(Village.noon("2026-09-02")),
                "endsAt": .integer(Village.noon("2026-09-03")),
            ]
        )
        #expect(try publish(move) == .refused(["publish.overlap"]))
    }

    @Test func `organisations publish beside each other as they like`() throws {
        #expect(try publish(task(Self.ours, organisation: Village.operatorFirm)) == .accepted)
    }

    @Test(arguments: [(49, false), (50, true)])
    func `somebody leads safety where many come`(capacity: Int64, isNeeded: Bool) throws {
        let size: JSONObject = ["capacity": .integer(capacity), "overlapReason": "Avtalt"]
        let answer = try publish(task(Self.ours, extra: size))
        #expect(answer == (isNeeded ? .refused(["safety.lead_missing"]) : .accepted))
        var led = size
        led["safetyLeadId"] = Village.ola.json
        #expect(try publish(task(RowID(302), extra: led)) == .accepted)
    }

    // MARK: Adults and minors

    private func group(_ id: UInt64, adults: Int64?, minors: Int64, task: RowID? = nil) -> Edit {
        var set: JSONObject = [
            "segmentId": Village.segment.json, "byName": "Speidergruppa",
            "fromAt": .integer(Village.start), "expiresAt": .integer(Village.noon("2026-03-03")),
            "minors": .integer(minors),
        ]
        set["adults"] = adults.map { .integer($0) }
        set["taskId"] = task?.json
        return Edit(.claim, RowID(id), set: set)
    }

    @Test func `twelve minors with one adult are too many at one to eight`() throws {
        let answer = try village.hub.submit(group(200, adults: 1, minors: 12), by: village.owner)
        #expect(answer == .refused(["safety.adult_ratio"]))
        #expect(village.hub.findings.first?.detail == "8")
        #expect(
            try village.hub.submit(group(201, adults: 2, minors: 12), by: village.owner)
                == .accepted
        )
        #expect(
            try village.hub.submit(group(202, adults: nil, minors: 1), by: village.owner)
                == .refused(["safety.adult_ratio"])
        )
        #expect(
            try village.hub.submit(group(203, adults: nil, minors: 0), by: village.owner)
                == .accepted
        )
    }

    @Test func `what a claim says of its group is a fact, also what it left empty`() throws {
        let claim: JSONObject = [
            "segmentId": Village.segment.json, "byName": "Speidergruppa",
            "fromAt": .integer(Village.start), "expiresAt": .integer(Village.noon("2026-03-03")),
        ]
        try village.hub.submit(Edit(.claim, RowID(200), set: claim), by: village.owner)
        let other = Actor(role: .actionOwner, centre: Village.centre, person: nil, origin: 99)
        for (actor, field) in [(village.owner, "minors"), (other, "adults")] {
            let more = Edit(.claim, RowID(200), set: [field: 40])
            #expect(try village.hub.submit(more, by: actor) == .refused(["fact.immutable"]))
        }
        // Nobody has become its maker by trying.
        let release = Edit(.claim, RowID(200), set: ["releasedAt": .integer(Village.start)])
        #expect(try village.hub.submit(release, by: other) == .refused(["access.denied"]))
        #expect(try village.hub.submit(release, by: village.owner) == .accepted)
    }

    @Test func `a size that changes asks nobody about a neighbour's dates again`() throws {
        #expect(try publish(task(Self.ours, coordinatedWith: [Self.theirs])) == .accepted)
        try village.hub.submit(task(RowID(305), organisation: RowID(21)), by: .hub)
        let more = Edit(.task, Self.ours, set: ["capacity": 20])
        #expect(try publish(more) == .accepted)
    }

    @Test(arguments: [(8, true), (9, false)])
    func `exactly the ratio is enough`(minors: Int64, isEnough: Bool) throws {
        let answer = try village.hub.submit(
            group(200, adults: 1, minors: minors),
            by: village.owner
        )
        #expect(answer == (isEnough ? .accepted : .refused(["safety.adult_ratio"])))
    }

    @Test func `a task may ask for more grown-ups`() throws {
        let strict = Edit(.task, Self.theirs, set: ["minorsPerAdult": 4])
        try village.hub.submit(strict, by: village.coordinator)
        #expect(
            try village.hub.submit(
                group(200, adults: 1, minors: 5, task: Self.theirs),
                by: village.owner
            ) == .refused(["safety.adult_ratio"])
        )
    }
}
