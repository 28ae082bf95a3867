import Coordination
import HubAPI
import SyncCore
import SyncEngine
import Testing

/// Open tasks and depots for other sites.
struct OpportunityTests {
    private func task(_ hub: TestHub, _ more: JSONObject) throws -> RowID {
        let (id, now) = (Environment.system.newID(), Environment.system.now())
        let zone = try hub.zone("Sørstranda")
        let set: JSONObject = [
            "centreId": hub.centre.json, "kind": "cleanup", "title": "Rydding", "state": "draft",
            "zoneId": zone.json, "startsAt": .integer(now + 86_400_000),
            "endsAt": .integer(now + 90_000_000),
        ]
        let outcome = try hub.office.submit([
            Edit(.task, id, set: set.merging(more) { _, new in new })
        ])
        #expect(outcome.verdict == .applied, "\(outcome.findings)")
        return id
    }

    private func shift(_ hub: TestHub, of task: RowID, from start: Int64) throws {
        let outcome = try hub.office.submit([
            Edit(
                .shift,
                Environment.system.newID(),
                set: [
                    "taskId": task.json, "startsAt": .integer(start),
                    "endsAt": .integer(start + 600_000), "slots": 3,
                ]
            )
        ])
        #expect(outcome.verdict == .applied, "\(outcome.findings)")
    }

    @Test func `open tasks are listed in the words of the Volunteering Data Standard`() throws {
        let hub = try TestHub()
        let owner = Environment.system.newID()
        _ = try hub.office.submit([Edit(.person, owner, set: ["displayName": "Eierål"])])
        let open = try task(
            hub,
            [
                "state": "published", "title": "Vårrydding", "minAge": 15, "maxAge": 80,
                "description": "Ta med sko", "ownerPersonId": owner.json,
            ]
        )
        _ = try task(hub, ["title": "Kladd"])
        let starts = Environment.system.now() + 86_400_000
        try shift(hub, of: open, from: starts)
        try shift(hub, of: open, from: starts + 900_000)
        let answer = try hub.get("/v1/opportunities.jsonld")
        #expect(answer.header("Content-Type") == "application/ld+json")
        #expect(answer.header("Access-Control-Allow-Origin") == "*")
        #expect(!answer.text.contains("Kladd"))
        #expect(!answer.text.contains(owner.description) && !answer.text.contains("Eierål"))
        #expect(answer.json["@context"]?.text == "https://api.volunteeringdata.io/context/v1")
        let organisation = try #require(answer.json["graph"]?.array?.first)
        #expect(organisation["type"]?.text == "Organisation")
        #expect(organisation["name"]?.text == "Testsentralen")
        let activity = try #require(organisation["activity"]?.array?.first)
        #expect(activity["id"]?.text == "urn:uuid:\(open)")
        #expect(activity["title"]?.text == "Vårrydding")
        #expect(activity["description"]?.text == "Ta med sko")
        let role = try #require(activity["role"]?.array?.first)
        #expect(role["minimumAge"]?.text == "15" && role["maximumAge"]?.text == "80")
        #expect(role["allowsRemoteParticipation"]?.bool == false)
        let sessions = activity["session"]?.array ?? []
        #expect(sessions.count == 2)
        let location = try #require(sessions.first?["location"]?.array?.first)
        #expect(location["name"]?.text == "Sørstranda")
        #expect(location["latitude"]?.text == "58.105000")
        let begins = sessions.first?["time"]?.array?.first?["time:hasBeginning"]
        let stamp = begins?["time:inXSDDateTimeStamp"]?["@value"]?.text ?? ""
        #expect(stamp.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
        let tag = try #require(answer.header("ETag"))
        let again = try hub.get("/v1/opportunities.jsonld", headers: [("If-None-Match", tag)])
        #expect(again.status == 304)
        let none = try hub.get("/v1/opportunities.jsonld?centre=\(Environment.system.newID())")
        #expect(none.status == 404)
    }

    @Test func `depots are on the map, and what lies there is the centre's`() throws {
        let hub = try TestHub()
        let point: JSONValue = ["type": "Point", "coordinates": [.double(8), .double(58.1)]]
        let depot = Environment.system.newID()
        let made = try hub.office.submit([
            Edit(
                .equipmentDepot,
                depot,
                set: [
                    "centreId": hub.centre.json, "name": "Brygga", "point": point,
                    "openingHours": "9-15", "restockBelow": ["glove": 10],
                ]
            )
        ])
        #expect(made.verdict == .applied, "\(made.findings)")
        let answer = try hub.get("/v1/depots?centre=\(hub.centre)")
        let feature = try #require(answer.json["features"]?.array?.first)
        #expect(feature["geometry"] == point)
        #expect(feature["properties"]?["name"]?.text == "Brygga")
        #expect(!answer.text.contains("glove"))
    }

    @Test
    func `a query parameter that a path does not have is refused, and named are those it has`()
        throws
    {
        let hub = try TestHub()
        let paths = [
            "/v1/health", "/v1/openapi.yaml", "/v1/zones", "/v1/needs", "/v1/tasks.ics",
            "/v1/opportunities.jsonld", "/v1/depots", "/v1/review", "/v1/review/stats",
        ]
        for path in paths {
            let answer = try hub.get("\(path)?center=\(hub.centre)")
            #expect(answer.status == 400, "\(path)")
            #expect(answer.code == "request.query", "\(path)")
        }
        let zones = try hub.get("/v1/zones?segment=true").json["error"]?["message"]?.text
        #expect(zones?.contains("after, bbox, centre, segments") == true)
        // Who is no device of this hub learns nothing of what a pull takes.
        let pull = "/v1/sync/pull?incarnation=\(Environment.system.newID())&waits=3"
        #expect(try hub.get(pull).code == "auth.missing")
        let device = try hub.join()
        let own = device.pullTarget() + "&waits=3"
        #expect(try hub.get(own, headers: [device.authorization]).code == "request.query")
    }
}
