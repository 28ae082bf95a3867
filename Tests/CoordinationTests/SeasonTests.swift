import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct SeasonTests {
    private static let restriction = RowID(600)

    private func village(
        windows: [String] = ["04-15/07-31"],
        southBy metres: Double = 0,
        extra: JSONObject = [:]
    ) throws -> Village {
        let village = try Village()
        try village.hub.submit(
            restrict(windows: windows, southBy: metres, extra: extra),
            by: village.officer
        )
        return village
    }

    private func restrict(
        windows: [String],
        southBy metres: Double,
        extra: JSONObject = [:]
    ) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "name": "Nordvika naturreservat",
            "geometry": Shapes.reserve(southBy: metres), "bufferM": 50, "kind": "traffic",
            "windows": .array(windows.map { .string($0) }),
        ]
        set.merge(extra) { _, new in new }
        return Edit(.accessRestriction, Self.restriction, set: set)
    }

    private func task(on day: String, to last: String? = nil) -> Edit {
        Edit(
            .task,
            RowID(500),
            set: [
                "centreId": Village.centre.json, "kind": "cleanup", "title": "Rydding",
                "state": "draft", "zoneId": Village.zone.json,
                "startsAt": .integer(Village.noon(day)),
                "endsAt": .integer(Village.noon(last ?? day) + 3_600_000),
            ],
            add: ["segmentIds": [Village.segment.description]]
        )
    }

    private func claim(from day: String, to last: String) -> Edit {
        Edit(
            .claim,
            RowID(200),
            set: [
                "segmentId": Village.segment.json, "byName": "Lag", "personId": Village.kari.json,
                "fromAt": .integer(Village.noon(day)), "expiresAt": .integer(Village.noon(last)),
            ]
        )
    }

    @Test(arguments: [
        ("2026-04-14", nil), ("2026-04-15", "2026-08-01"), ("2026-07-31", "2026-08-01"),
        ("2026-08-01", nil),
    ])
    func `the first and last day of the ban are closed`(day: String, next: String?) throws {
        let village = try village()
        let answer = try village.hub.submit(task(on: day), by: village.coordinator)
        #expect(answer == (next == nil ? .accepted : .held(["season.closed"])))
        #expect(village.hub.findings.first?.detail == next)
    }

    @Test func `days are those in Norway`() throws {
        let village = try village()
        // 22:30 UTC on 14 April is half past midnight on the 15th.
        var edit = task(on: "2026-04-14")
        edit.set["startsAt"] = .integer(Village.noon("2026-04-14") + 12 * 3_600_000 + 1_800_000)
        edit.set["endsAt"] = .integer(Village.noon("2026-04-14") + 13 * 3_600_000)
        #expect(
            try village.hub.submit(edit, by: village.coordinator) == .held(["season.closed"])
        )
    }

    @Test(arguments: [(49.0, true), (51.0, false)])
    func `the buffer decides`(metres: Double, isClosed: Bool) throws {
        let village = try village(southBy: metres)
        let answer = try village.hub.submit(task(on: "2026-05-17"), by: village.coordinator)
        #expect(answer == (isClosed ? .held(["season.closed"]) : .accepted))
    }

    @Test func `a window may cross New Year`() throws {
        let village = try village(windows: ["11-15/02-28"])
        let answer = try village.hub.submit(task(on: "2027-01-10"), by: village.coordinator)
        #expect(answer == .held(["season.closed"]))
        #expect(village.hub.findings.first?.detail == "2027-03-01")
    }

    @Test func `two windows leave the days between them`() throws {
        let village = try village(windows: ["04-15/05-31", "06-01/06-10"])
        try village.hub.submit(task(on: "2026-05-30"), by: village.coordinator)
        #expect(village.hub.findings.first?.detail == "2026-06-11")
    }

    @Test func `a ban all year names no day`() throws {
        let village = try village(windows: [], extra: ["isAllYear": true])
        let answer = try village.hub.submit(task(on: "2026-10-10"), by: village.coordinator)
        #expect(answer == .held(["season.closed_all_year"]))
    }

    @Test func `a ban on low flight or outside its validity stops nobody`() throws {
        for extra: JSONObject in [
            ["kind": "low_flight"], ["validToOn": "2025-12-31"], ["validFromOn": "2027-01-01"],
        ] {
            let village = try village(extra: extra)
            let answer = try village.hub.submit(task(on: "2026-05-17"), by: village.coordinator)
            #expect(answer == .accepted, "\(extra)")
        }
    }

    @Test func `a claim or shift that reaches into the ban is held too`() throws {
        let village = try village()
        #expect(
            try village.hub.submit(claim(from: "2026-04-01", to: "2026-04-14"), by: village.owner)
                == .accepted
        )
        let other = try self.village()
        #expect(
            try other.hub.submit(claim(from: "2026-04-01", to: "2026-04-15"), by: other.owner)
                == .held(["season.closed"])
        )
        try other.hub.submit(task(on: "2026-04-10", to: "2026-04-14"), by: other.coordinator)
        let shift = Edit(
            .shift,
            RowID(501),
            set: [
                "taskId": RowID(500).json, "slots": 5,
                "startsAt": .integer(Village.noon("2026-05-01")),
                "endsAt": .integer(Village.noon("2026-05-02")),
            ]
        )
        #expect(
            try other.hub.submit(shift, by: other.coordinator).description.contains(
                "shift.outside_task"
            )
        )
    }

    @Test func `with a dispensation from the office it passes, on its days`() throws {
        let village = try village()
        let dispensation = Edit(
            .dispensation,
            RowID(601),
            set: [
                "restrictionId": Self.restriction.json, "fromOn": "2026-05-01",
                "toOn": "2026-05-31", "reference": "2026/123",
            ]
        )
        try village.hub.submit(dispensation, by: village.officer)
        for (day, answer) in [
            ("2026-05-17", Answer.accepted), ("2026-06-17", .held(["season.closed"])),
        ] {
            var edit = task(on: day)
            edit.set["dispensationId"] = RowID(601).json
            #expect(try village.hub.submit(edit, by: village.coordinator) == answer, "\(day)")
        }
        var edit = task(on: "2026-05-17")
        edit.set["dispensationId"] = RowID(601).json
        let other = try self.village()
        #expect(try other.hub.submit(edit, by: other.owner) == .held(["access.proposed"]))
    }

    @Test func `a person may let it in all the same`() throws {
        let village = try village()
        village.hub.world.isWaived = true
        #expect(
            try village.hub.submit(task(on: "2026-05-17"), by: village.owner) == .accepted
        )
    }

    @Test func `a ban that comes after the plan tells those who planned`() throws {
        let village = try Village()
        var planned = task(on: "2026-05-17")
        planned.set["ownerPersonId"] = Village.ola.json
        try village.hub.submit(planned, by: village.coordinator)
        try village.hub.submit(claim(from: "2026-04-10", to: "2026-04-20"), by: village.owner)
        #expect(village.row(RowID(200))?["state"] == "active")
        let ban = restrict(windows: ["04-15/07-31"], southBy: 0)
        try village.hub.submit(ban, by: village.officer)
        let notices = village.notices("season.flagged")
        #expect(
            Set(notices.map { $0["personId"]?.text }) == [
                Village.ola.description, Village.kari.description,
            ]
        )
        #expect(notices.allSatisfy { $0["detail"] == "2026-08-01" })
        #expect(village.row(RowID(500))?["state"] == "draft")
        // A longer buffer tells them nothing new.
        try village.hub.submit(
            Edit(.accessRestriction, Self.restriction, set: ["bufferM": 60]),
            by: village.officer
        )
        #expect(village.notices("season.flagged").count == 2)
    }

    @Test func `the segment is closed for the season and opens by itself`() throws {
        let village = try village()
        func state() -> JSONValue? { village.row(Village.segment)?["state"] }
        try village.hub.tick(at: Village.noon("2026-04-14"))
        #expect(state() == "free")
        try village.hub.tick(at: Village.noon("2026-04-15"))
        #expect(state() == "closed_season")
        #expect(village.row(Village.secondSegment)?["state"] == "free")
        try village.hub.tick(at: Village.noon("2026-08-01"))
        #expect(state() == "free")
        let again = try village.hub.tick(at: Village.noon("2026-08-02"))
        #expect(again == 0)
    }

    @Test func `a tick inside the season finds nothing to do, and reads no segment`() throws {
        let village = try village()
        #expect(try village.hub.tick(at: Village.noon("2026-04-15")) == 1)
        #expect(village.row(Self.restriction)?["isInForce"] == true)
        village.hub.world.fullReads = []
        #expect(try village.hub.tick(at: Village.noon("2026-04-15") + 60_000) == 0)
        #expect(try village.hub.tick(at: Village.noon("2026-07-31")) == 0)
        #expect(!village.hub.world.fullReads.contains(.segment))
        #expect(try village.hub.tick(at: Village.noon("2026-08-01")) == 1)
        #expect(village.row(Self.restriction)?["isInForce"] == false)
        #expect(village.notices("season.flagged").isEmpty)
    }
}
