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

    @Test func `a part of the map is what is near, or what lies in a box`() throws {
        let hub = try TestHub()
        try shore(hub, segments: 3)
        func features(_ query: String) throws -> [JSONValue] {
            let answer = try hub.get("/v1/needs?\(query)")
            #expect(answer.status == 200, "\(query)")
            return answer.json["features"]?.array ?? []
        }
        // 585 m east of a shore that goes from south to north.
        let near = try features("near=8.01,58.5")
        #expect(near.count == 3)
        #expect(near.allSatisfy { (570...600).contains($0["properties"]?["metres"]?.integer ?? 0) })
        #expect(try features("near=8.01,58.5&within=500").isEmpty)
        #expect(try features("near=8.01,58.5&count=2&centre=\(hub.centre)").count == 2)
        #expect(try features("bbox=7.9,58.4,8.1,58.5").count == 3)
        #expect(try features("bbox=8.01,58.4,8.1,58.5").isEmpty)
        let tag = try #require(try hub.get("/v1/needs?near=8.01,58.5").header("ETag"))
        let again = try hub.get("/v1/needs?near=8.01,58.5", headers: [("If-None-Match", tag)])
        #expect(again.status == 304)
        for wrong in [
            "near=8.01", "near=8.01,91", "near=a,b", "bbox=1,2,3", "bbox=9,58,8,59",
            "bbox=7,58,8,58.1", "bbox=8,58,8.1,58.3", "within=5", "near=8,58&within=20001",
            "near=8,58&count=0", "near=8,58&count=101", "near=nan,58",
        ] {
            #expect(try hub.get("/v1/needs?\(wrong)").code == "request.field", "\(wrong)")
        }
    }

    @Test func `zones of a box are those that meet it`() throws {
        let hub = try TestHub()
        let zone = try hub.zone()
        func ids(_ query: String) throws -> [String] {
            (try hub.get("/v1/zones?\(query)").json["features"]?.array ?? [])
                .compactMap { $0["id"]?.text }
        }
        #expect(try ids("bbox=8.005,58.105,8.2,58.2") == [zone.description])
        #expect(try ids("bbox=8.02,58.1,8.2,58.2") == [])
        #expect(try ids("bbox=0,50,30,70&centre=\(hub.centre)") == [zone.description])
        #expect(try ids("bbox=0,50,30,70&centre=\(Environment.system.newID())") == [])
        #expect(try hub.get("/v1/zones?bbox=x").code == "request.field")
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
