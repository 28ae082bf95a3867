import Coordination
import HubAPI
import SyncCore
import SyncEngine
import Testing

struct NeedTests {
    private static let line: JSONValue = [
        "type": "LineString", "coordinates": [[8, 58], [8, 59]],
    ]

    private func shore(_ hub: TestHub, segments: Int) throws {
        let zone = try hub.zone()
        for number in 0..<segments {
            let segment = Environment.system.newID()
            let amount = number == segments - 1 ? "truckload" : "handful"
            let made = try hub.office.submit([
                Edit(
                    .segment,
                    segment,
                    set: [
                        "zoneId": zone.json, "name": .string("S\(number)"), "geometry": Self.line,
                    ]
                ),
                Edit(
                    .litterReport,
                    Environment.system.newID(),
                    set: [
                        "centreId": hub.centre.json, "segmentId": segment.json,
                        "amount": .string(amount), "method": "on_foot",
                        "seenAt": .integer(Environment.system.now()), "note": "Hos naboen",
                    ]
                ),
            ])
            #expect(made.verdict == .applied)
        }
    }

    @Test func `where cleaning is needed is open to everybody, and nobody's words are in it`()
        throws
    {
        let hub = try TestHub()
        try shore(hub, segments: 3)
        let answer = try hub.get("/v1/needs")
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == "application/geo+json")
        #expect(answer.header("Access-Control-Allow-Origin") == "*")
        let features = answer.json["features"]?.array ?? []
        #expect(features.compactMap { $0["properties"]?["need"]?.integer } == [1000, 50, 50])
        #expect(features.first?["properties"]?["name"] == "S2")
        #expect(!String(decoding: answer.body, as: UTF8.self).contains("naboen"))
        let tag = try #require(answer.header("ETag"))
        #expect(try hub.get("/v1/needs", headers: [("If-None-Match", tag)]).status == 304)
        let other = Environment.system.newID()
        #expect(try hub.get("/v1/needs?centre=\(other)").code == "centre.unknown")
        #expect(try hub.get("/v1/needs?centre=x").code == "request.field")
    }

    @Test func `a map has so many stretches at most, those most in need`() throws {
        let hub = try TestHub { $0.limits.needs = 1 }
        try shore(hub, segments: 2)
        let features = try hub.get("/v1/needs").json["features"]?.array ?? []
        #expect(features.compactMap { $0["properties"]?["name"]?.text } == ["S1"])
    }
}

struct CalendarTests {
    @Test func `open tasks are a calendar for everybody`() throws {
        let hub = try TestHub()
        let later = Environment.system.now() + 3_600_000
        let made = try hub.office.submit([
            Edit(
                .task,
                Environment.system.newID(),
                set: [
                    "centreId": hub.centre.json, "kind": "cleanup", "title": "Vårrydding",
                    "state": "published", "startsAt": .integer(later),
                ]
            )
        ])
        #expect(made.verdict == .applied)
        let answer = try hub.get("/v1/tasks.ics")
        #expect(answer.header("Content-Type") == "text/calendar")
        #expect(String(decoding: answer.body, as: UTF8.self).contains("SUMMARY:Vårrydding\r\n"))
        let tag = try #require(answer.header("ETag"))
        #expect(
            try hub.get("/v1/tasks.ics", headers: [("If-None-Match", tag)]).status == 304
        )
        let other = Environment.system.newID()
        #expect(try hub.get("/v1/tasks.ics?centre=\(other)").code == "centre.unknown")
        #expect(try hub.get("/v1/tasks.ics?centre=\(hub.centre)").status == 200)
    }
}
