import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct ClaimTests {
    let village: Village

    init() throws { village = try Village() }

    private func claim(
        _ id: UInt64,
        by name: String,
        person: RowID? = nil,
        until: String = "2026-03-20"
    ) -> Edit {
        var set: JSONObject = [
            "segmentId": Village.segment.json, "byName": .string(name),
            "fromAt": .integer(Village.noon("2026-03-02")),
            "expiresAt": .integer(Village.noon(until)),
        ]
        set["personId"] = person?.json
        return Edit(.claim, RowID(id), set: set)
    }

    private func state(_ id: UInt64) -> String? { village.row(RowID(id))?["state"]?.text }

    private var segment: String? { village.row(Village.segment)?["state"]?.text }

    @Test func `of fifty claims the first is active and all others know who won`() throws {
        for number in 0..<50 {
            let answer = try village.hub.submit(
                claim(200 + UInt64(number), by: "Lag \(number)", person: Village.kari),
                by: village.owner
            )
            #expect(answer == .accepted)
        }
        let claims = village.hub.world.rows(.claim)
        #expect(claims.filter { $0["state"] == "active" }.map(\.id) == [RowID(200)])
        #expect(claims.filter { $0["state"] == "superseded" }.count == 49)
        #expect(claims.dropFirst().allSatisfy { $0["winnerId"] == RowID(200).json })
        let notices = village.notices("claim.superseded")
        #expect(notices.count == 49)
        #expect(notices.allSatisfy { $0["subjects"]?["winnerId"] == RowID(200).json })
        // A name in a notice would outlive the erasure of whoever bears it.
        #expect(notices.allSatisfy { !$0.fields.values.contains("Lag 0") })
        #expect(notices.allSatisfy { $0["personId"] == Village.kari.json })
        #expect(segment == "claimed")
    }

    @Test func `two claims in one operation are answered in their order`() throws {
        try village.hub.submit([claim(200, by: "A"), claim(201, by: "B")], by: village.owner)
        #expect(state(200) == "active")
        #expect(state(201) == "superseded")
    }

    @Test func `a released segment is free and the next claim gets it`() throws {
        try village.hub.submit(claim(200, by: "A", person: Village.kari), by: village.owner)
        let release = Edit(.claim, RowID(200), set: ["releasedAt": .integer(Village.start)])
        #expect(try village.hub.submit(release, by: village.karisPhone) == .accepted)
        #expect(state(200) == "released")
        #expect(segment == "free")
        try village.hub.submit(claim(201, by: "B"), by: village.owner)
        #expect(state(201) == "active")
    }

    @Test func `nobody releases somebody else's claim from her own phone`() throws {
        try village.hub.submit(claim(200, by: "A", person: Village.ola), by: village.owner)
        let release = Edit(.claim, RowID(200), set: ["releasedAt": .integer(Village.start)])
        #expect(
            try village.hub.submit(release, by: village.karisPhone) == .refused(["access.denied"])
        )
        #expect(state(200) == "active")
    }

    @Test func `a claim taken up again never takes from the winner`() throws {
        try village.hub.submit(claim(200, by: "A"), by: village.owner)
        try village.hub.submit(
            Edit(.claim, RowID(200), set: ["releasedAt": .integer(Village.start)]),
            by: village.owner
        )
        try village.hub.submit(claim(201, by: "B"), by: village.owner)
        try village.hub.submit(
            Edit(.claim, RowID(200), set: ["releasedAt": .null]),
            by: village.owner
        )
        #expect(state(200) == "superseded")
        #expect(state(201) == "active")
    }

    @Test func `time ends a claim, and extending it while the segment is free brings it back`()
        throws
    {
        try village.hub.submit(
            claim(200, by: "A", person: Village.kari, until: "2026-03-05"),
            by: village.owner
        )
        try village.hub.tick(at: Village.noon("2026-03-05") - 1)
        #expect(state(200) == "active")
        try village.hub.tick(at: Village.noon("2026-03-05"))
        #expect(state(200) == "expired")
        #expect(segment == "free")
        #expect(village.notices("claim.expired").count == 1)
        let again = try village.hub.tick(at: Village.noon("2026-03-06"))
        #expect(again == 0)
        try village.hub.submit(
            Edit(.claim, RowID(200), set: ["expiresAt": .integer(Village.noon("2026-04-01"))]),
            by: village.owner
        )
        #expect(state(200) == "active")
        #expect(segment == "claimed")
    }

    @Test func `a claim that arrives after its end is expired`() throws {
        village.hub.world.now = Village.noon("2026-04-01")
        try village.hub.submit(claim(200, by: "A"), by: village.owner)
        #expect(state(200) == "expired")
        #expect(segment == "free")
    }

    @Test func `work on the segment shows, and a report fulfils the claim`() throws {
        try village.hub.submit(claim(200, by: "A"), by: village.owner)
        try village.hub.submit(
            Edit(.claim, RowID(200), set: ["startedAt": .integer(Village.start)]),
            by: village.owner
        )
        #expect(segment == "in_progress")
        try village.hub.submit(
            Edit(
                .cleanupReport,
                RowID(300),
                set: [
                    "centreId": Village.centre.json, "claimId": RowID(200).json,
                    "segmentIds": [Village.segment.json], "bagsFull": 3,
                    "reportedAt": .integer(Village.noon("2026-03-02")),
                ]
            ),
            by: village.owner
        )
        #expect(state(200) == "fulfilled")
        #expect(segment == "reported")
        #expect(village.row(Village.segment)?["lastCleanedOn"] == "2026-03-01")
        try village.hub.submit(
            Edit(
                .cleanupReport,
                RowID(300),
                set: ["validatedAt": .integer(Village.start), "validatedById": .null]
            ),
            by: village.coordinator
        )
        #expect(segment == "free")
    }

    @Test func `the client does not write the answer`() throws {
        var edit = claim(200, by: "A")
        edit.set["state"] = "active"
        #expect(try village.hub.submit(edit, by: village.owner) == .refused(["field.hub_only"]))
    }

    private let rival = Actor(
        role: .actionOwner,
        centre: Village.centre,
        person: Village.ola,
        origin: 21
    )

    private func report(_ id: UInt64, segment: RowID, claim: UInt64 = 200) -> Edit {
        Edit(
            .cleanupReport,
            RowID(id),
            set: [
                "centreId": Village.centre.json, "claimId": RowID(claim).json,
                "segmentIds": [segment.json], "bagsFull": 3,
                "reportedAt": .integer(Village.start),
            ]
        )
    }

    @Test func `a report fulfils a claim of its own author and place only`() throws {
        try village.hub.submit(claim(200, by: "A"), by: village.owner)
        try village.hub.submit(report(300, segment: Village.segment), by: rival)
        #expect(state(200) == "active")
        try village.hub.submit(report(301, segment: Village.secondSegment), by: village.owner)
        #expect(state(200) == "active")
        try village.hub.submit(report(302, segment: Village.segment), by: village.coordinator)
        #expect(state(200) == "fulfilled")
    }

    @Test func `the claimant's report fulfils from any phone of hers`() throws {
        try village.hub.submit(claim(200, by: "A", person: Village.kari), by: village.owner)
        try village.hub.submit(report(300, segment: Village.segment), by: village.karisPhone)
        #expect(state(200) == "fulfilled")
    }

    @Test(arguments: ["releasedAt", "expiresAt"])
    func `an action owner ends no claim but her own`(field: String) throws {
        try village.hub.submit(claim(200, by: "A"), by: village.owner)
        let at = JSONValue.integer(Village.noon("2026-03-10"))
        let edit = Edit(.claim, RowID(200), set: [field: at])
        #expect(try village.hub.submit(edit, by: rival) == .refused(["access.denied"]))
        #expect(try village.hub.submit(edit, by: village.owner) == .accepted)
        try village.hub.submit(claim(201, by: "B", person: Village.ola), by: village.owner)
        let own = Edit(.claim, RowID(201), set: [field: at])
        #expect(try village.hub.submit(own, by: rival) == .accepted)
        #expect(
            try village.hub.submit(
                Edit(.claim, RowID(201), set: [field: .integer(Village.noon("2026-03-11"))]),
                by: village.coordinator
            ) == .accepted
        )
    }

    @Test func `a pass in use from one phone is not used from another`() throws {
        func signup(_ id: UInt64) -> Edit {
            Edit(
                .signup,
                RowID(id),
                set: [
                    "shiftId": Village.shift.json, "tokenId": RowID(900).json, "wish": "wants",
                ]
            )
        }
        var first = claim(200, by: "A")
        first.set["tokenId"] = RowID(900).json
        #expect(try village.hub.submit(first, by: village.owner) == .accepted)
        #expect(try village.hub.submit(signup(400), by: rival) == .held(["token.in_use"]))
        #expect(try village.hub.submit(signup(400), by: village.owner) == .accepted)
    }

    @Test func `a claim lasts thirty days at most, also when it is moved`() throws {
        let month: Int64 = 30 * 24 * 3_600_000
        var edit = claim(200, by: "A")
        let starts = Village.noon("2026-03-02")
        edit.set["expiresAt"] = .integer(starts + month + 1)
        let tooLong = Answer.refused(["claim.too_long"])
        #expect(try village.hub.submit(edit, by: village.owner) == tooLong)
        edit.set["expiresAt"] = .integer(starts + month)
        #expect(try village.hub.submit(edit, by: village.owner) == .accepted)
        village.hub.world.now = Village.noon("2026-03-20")
        // An operation of the test hub takes a second.
        let farthest = village.hub.world.now + 2000 + month
        func moved(to end: Int64) -> Edit {
            Edit(.claim, RowID(200), set: ["expiresAt": .integer(end)])
        }
        #expect(try village.hub.submit(moved(to: farthest), by: village.owner) == tooLong)
        #expect(try village.hub.submit(moved(to: farthest), by: village.owner) == .accepted)
    }

    @Test(arguments: [("2027-03-01", true), ("2027-03-02", false)])
    func `a claim begins within a year`(day: String, isAccepted: Bool) throws {
        var edit = claim(200, by: "A")
        edit.set["fromAt"] = .integer(Village.noon(day))
        edit.set["expiresAt"] = .integer(Village.noon(day) + 3_600_000)
        let answer = try village.hub.submit(edit, by: village.owner)
        #expect(answer == (isAccepted ? .accepted : .refused(["claim.too_far"])))
    }

    @Test func `a claim ends after it starts`() throws {
        let edit = claim(200, by: "A", until: "2026-03-02")
        #expect(try village.hub.submit(edit, by: village.owner) == .refused(["claim.period"]))
    }

    /// A claim that has run out, and the change that takes it up again.
    private func expired() throws -> Edit {
        try village.hub.submit(
            claim(200, by: "A", person: Village.kari, until: "2026-03-04"),
            by: village.owner
        )
        try village.hub.tick(at: Village.noon("2026-03-05"))
        #expect(state(200) == "expired")
        return Edit(
            .claim,
            RowID(200),
            set: ["expiresAt": .integer(Village.noon("2026-03-09"))]
        )
    }

    @Test func `a claim that ran out is taken up again where anybody could take it`() throws {
        let again = try expired()
        #expect(try village.hub.submit(again, by: village.karisPhone) == .accepted)
        #expect(state(200) == "active")
    }

    @Test(arguments: [("professional", "zone.professional"), ("no_cleanup", "zone.no_cleanup")])
    func `a claim that ran out is not extended into another mode`(
        mode: String,
        code: String
    ) throws {
        let again = try expired()
        let set: JSONObject = [
            "mode": .string(mode), "modeReason": "Skred", "modeFrom": "2026-03-07",
            "modeTo": "2026-04-07", "operatorId": Village.operatorFirm.json,
        ]
        #expect(
            try village.hub.submit(
                Edit(.cleanupZone, Village.zone, set: set),
                by: village.coordinator
            ) == .accepted
        )
        #expect(try village.hub.submit(again, by: village.karisPhone) == .refused([code]))
        #expect(state(200) == "expired")
        // Until the day before it is free.
        let shorter = Edit(
            .claim,
            RowID(200),
            set: ["expiresAt": .integer(Village.noon("2026-03-06"))]
        )
        #expect(try village.hub.submit(shorter, by: village.karisPhone) == .accepted)
    }

    @Test func `nor into a ban, nor onto a stretch that was halted`() throws {
        let again = try expired()
        let ban = Edit(
            .accessRestriction,
            RowID(620),
            set: [
                "centreId": Village.centre.json, "name": "Reir",
                "geometry": Shapes.reserve(southBy: 49), "bufferM": 50, "kind": "traffic",
                "windows": ["03-08/07-31"],
            ]
        )
        #expect(try village.hub.submit(ban, by: .hub) == .accepted)
        #expect(
            try village.hub.submit(again, by: village.karisPhone) == .held(["season.closed"])
        )
        try village.hub.submit(Edit(.accessRestriction, RowID(620), mark: .removed), by: .hub)
        let needle = Edit(
            .litterReport,
            RowID(630),
            set: [
                "centreId": Village.centre.json, "segmentId": Village.segment.json,
                "amount": "handful", "hazards": ["needle"],
                "seenAt": .integer(Village.noon("2026-03-05")),
            ]
        )
        #expect(try village.hub.submit(needle, by: village.owner) == .accepted)
        #expect(segment == "halted")
        #expect(
            try village.hub.submit(again, by: village.karisPhone) == .refused(["segment.halted"])
        )
    }

    @Test func `a claim that was given back is asked the same when it is taken back`() throws {
        try village.hub.submit(claim(200, by: "A", person: Village.kari), by: village.owner)
        let release = Edit(.claim, RowID(200), set: ["releasedAt": .integer(Village.start)])
        try village.hub.submit(release, by: village.karisPhone)
        let set: JSONObject = ["mode": "no_cleanup", "modeReason": "Skred"]
        try village.hub.submit(Edit(.cleanupZone, Village.zone, set: set), by: .hub)
        let back = Edit(.claim, RowID(200), set: ["releasedAt": .null])
        #expect(
            try village.hub.submit(back, by: village.karisPhone) == .refused(["zone.no_cleanup"])
        )
    }
}
