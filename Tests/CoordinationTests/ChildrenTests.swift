import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B9: what children may not handle, by kind of find.
@Suite struct ChildrenTests {
    let village: Village

    init() throws { village = try Village() }

    private func seen(_ fields: JSONObject, at time: Int64 = Village.start) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "segmentId": Village.segment.json,
            "amount": "handful", "seenAt": .integer(time),
        ]
        set.merge(fields) { $1 }
        return Edit(.litterReport, RowID(700), set: set)
    }

    private func claim(minors: Int64) -> Edit {
        Edit(
            .claim,
            RowID(200),
            set: [
                "segmentId": Village.segment.json, "byName": "Speiderne",
                "fromAt": .integer(Village.noon("2026-03-02")),
                "expiresAt": .integer(Village.noon("2026-03-04")), "adults": 2,
                "minors": .integer(minors),
            ]
        )
    }

    @Test func `children do not claim a stretch with needles without the office`() throws {
        try village.hub.submit(seen(["types": ["plastic", "needle"]]), by: village.coordinator)
        #expect(
            try village.hub.submit(claim(minors: 4), by: village.owner)
                == .held(["safety.children_finds"])
        )
        #expect(village.hub.findings.first?.detail == "needle")
        #expect(try village.hub.submit(claim(minors: 0), by: village.owner) == .accepted)
    }

    @Test func `what was left empty of a group is not filled in later`() throws {
        try village.hub.submit(seen(["types": ["needle"]]), by: village.coordinator)
        var claim = claim(minors: 0)
        claim.set["minors"] = nil
        claim.set["adults"] = nil
        #expect(try village.hub.submit(claim, by: village.owner) == .accepted)
        let group = Edit(.claim, claim.id, set: ["minors": 12, "adults": 2])
        let answer = try village.hub.submit(group, by: village.owner)
        #expect(answer == .refused(["fact.immutable", "fact.immutable"]))
    }

    @Test func `what was seen somewhere in the zone may lie on the stretch`() throws {
        var report = seen(["types": ["needle"], "zoneId": Village.zone.json])
        report.set["segmentId"] = nil
        try village.hub.submit(report, by: village.coordinator)
        #expect(
            try village.hub.submit(claim(minors: 4), by: village.owner)
                == .held(["safety.children_finds"])
        )
    }

    @Test func `what was seen on another stretch does not`() throws {
        let report = seen([
            "types": ["needle"], "zoneId": Village.zone.json,
            "segmentId": Village.secondSegment.json,
        ])
        try village.hub.submit(report, by: village.coordinator)
        #expect(try village.hub.submit(claim(minors: 4), by: village.owner) == .accepted)
    }

    @Test func `what was seen before the last cleanup is gone`() throws {
        try village.hub.submit(
            seen(["types": ["needle"]], at: Village.noon("2026-02-01")),
            by: .hub
        )
        try village.hub.submit(
            Edit(
                .cleanupReport,
                RowID(300),
                set: [
                    "centreId": Village.centre.json, "segmentIds": [Village.segment.json],
                    "reportedAt": .integer(Village.noon("2026-02-15")), "bagsFull": 1,
                ]
            ),
            by: .hub
        )
        #expect(try village.hub.submit(claim(minors: 4), by: village.owner) == .accepted)
    }

    @Test func `plastic and bottles are for children, too`() throws {
        try village.hub.submit(seen(["types": ["plastic", "bottle"]]), by: village.coordinator)
        #expect(try village.hub.submit(claim(minors: 4), by: village.owner) == .accepted)
    }

    @Test func `a report with children and medicines is taken in, and the centre is told`() throws {
        let report = Edit(
            .cleanupReport,
            RowID(300),
            set: [
                "centreId": Village.centre.json, "segmentIds": [Village.segment.json],
                "reportedAt": .integer(Village.start), "minors": 3, "adults": 1, "bagsFull": 1,
                "finds": ["medicine": 2, "rope": 4, "needle": 0],
            ]
        )
        #expect(try village.hub.submit(report, by: village.owner) == .accepted)
        let notices = village.notices("safety.children_found")
        #expect(notices.count == 1)
        #expect(notices.first?["detail"] == "medicine")
        #expect(notices.first?["personId"] == nil)
    }
}
