import HubAPI
import Coordination
import SyncCore
import SyncEngine
import Synchronization
import Testing

struct EnrolmentTests {
    private func enrol(
        _ hub: TestHub,
        _ code: String,
        headers: [(String, String)] = []
    ) throws -> TestClient.Answer {
        let body: JSONValue = [
            "code": .string(code), "name": "Telefon",
            "incarnation": Environment.system.newID().json,
        ]
        return try hub.post("/v1/devices", body.bytes(), headers: headers)
    }

    @Test func `a code works once, in any case and without its hyphens`() throws {
        let hub = try TestHub()
        let code = try hub.code(.volunteer)
        let typed = code.lowercased().filter { $0 != "-" }
        let first = try enrol(hub, typed)
        #expect(first.status == 201)
        #expect(first.json["role"]?.text == "volunteer")
        #expect(first.json["centre"]?.text == hub.centre.description)
        #expect(first.json["token"]?.text?.hasPrefix("dgn_") == true)
        let second = try enrol(hub, code)
        #expect(second.status == 410)
        #expect(second.code == "code.used")
    }

    @Test func `the answer names the person the device is linked to, if there is one`() throws {
        let hub = try TestHub()
        let person = Environment.system.newID()
        let code = try hub.office.invite(
            Invitation(role: .volunteer, centre: hub.centre, person: person, days: 7)
        )
        #expect(try enrol(hub, code).json["person"] == person.json)
        #expect(try enrol(hub, try hub.code(.volunteer)).json["person"] == nil)
    }

    @Test func `a store whose device the hub has gets no second one, and the code stays good`()
        throws
    {
        let hub = try TestHub()
        let first = try enrol(hub, try hub.code())
        let code = try hub.code()
        func again(_ members: JSONObject, _ code: String) throws -> TestClient.Answer {
            let body = members.merging([
                "code": .string(code), "name": "Telefon",
                "incarnation": Environment.system.newID().json,
            ]) { $1 }
            return try hub.post("/v1/devices", JSONValue.object(body).bytes())
        }
        let device = try #require(first.json["device"])
        let id = try #require(device.text.flatMap { RowID($0) })
        let known = try again(["device": device], code)
        #expect(known.status == 409)
        #expect(known.code == "device.known")
        try hub.office.retire(id)
        let ended = try again(["device": device], code)
        #expect(ended.status == 409)
        #expect(ended.code == "code.plain")
        #expect(ended.json["error"]?["message"]?.text?.contains("--for \(id)") == true)
        let own = try hub.office.invite(
            Invitation(role: .coordinator, centre: hub.centre, admits: id)
        )
        #expect(try again(["device": device], own).status == 201)
        // A device nobody knows, as after a restore; and the code that was refused twice.
        #expect(try again(["device": Environment.system.newID().json], code).status == 201)
    }

    @Test func `a code for an ended device asks for that device's store, and gives its name`()
        throws
    {
        let hub = try TestHub()
        let first = try enrol(hub, try hub.code())
        let id = try #require(first.json["device"]?.text.flatMap { RowID($0) })
        #expect(first.json["name"]?.text == "Telefon")
        try hub.office.revoke(id, isLost: true)
        func own() throws -> String {
            try hub.office.invite(Invitation(role: .coordinator, centre: hub.centre, admits: id))
        }
        func join(_ code: String, _ members: JSONObject) throws -> TestClient.Answer {
            let body = members.merging([
                "code": .string(code), "name": "Ny",
                "incarnation": Environment.system.newID().json,
            ]) { $1 }
            return try hub.post("/v1/devices", JSONValue.object(body).bytes())
        }
        let code = try own()
        for members: JSONObject in [[:], ["keepName": true], ["again": false]] {
            let plain = try join(code, members)
            #expect(plain.status == 409)
            #expect(plain.code == "code.for_device")
            #expect(plain.json["error"]?["message"]?.text?.contains("\(id)") == true)
        }
        #expect(try join(code, ["again": "yes"]).code == "request.field")
        // A store so damaged that it cannot say which device it was.
        #expect(try join(code, ["again": true]).json["name"]?.text == "Ny")
        let named = try join(try own(), ["device": id.json, "keepName": true])
        #expect(named.json["name"]?.text == "Telefon")
        #expect(try join(try hub.code(), ["again": true, "keepName": true]).json["name"] == "Ny")
    }

    @Test func `a hub knows its timeline, of a store that has no cursor yet`() throws {
        let hub = try TestHub()
        let timeline = try #require(try enrol(hub, try hub.code()).json["timeline"])
        func ask(_ timeline: JSONValue) throws -> TestClient.Answer {
            let question: JSONValue = [
                "device": Environment.system.newID().json, "timeline": timeline,
            ]
            return try hub.post("/v1/devices/known", question.bytes())
        }
        let known = try ask(timeline)
        #expect(known.json["ours"]?.bool == true)
        #expect(known.json["device"]?.text == "unknown")
        #expect(try ask(Environment.system.newID().json).json["ours"]?.bool == false)
        #expect(try ask("x").code == "request.field")
    }

    @Test func `a hub knows its own stores, and tries at others are counted`() throws {
        let hub = try TestHub { $0.limits.enrolmentTries = 3 }
        let device = try #require(try enrol(hub, try hub.code()).json["device"])
        func ask(_ device: JSONValue, _ cursor: JSONValue? = nil) throws -> TestClient.Answer {
            var members: JSONObject = ["device": device]
            members["cursor"] = cursor
            return try hub.post("/v1/devices/known", JSONValue.object(members).bytes())
        }
        for _ in 0..<4 {
            let known = try ask(device)
            #expect(known.status == 200)
            #expect(known.json["ours"]?.bool == true)
            #expect(known.json["device"]?.text == "in_use")
        }
        #expect(try ask("x").code == "request.field")
        #expect(try ask(device, "x").code == "pull.cursor")
        for _ in 0..<3 {
            let other = try ask(Environment.system.newID().json)
            #expect(other.json["ours"]?.bool == false)
            #expect(other.json["device"]?.text == "unknown")
        }
        #expect(try ask(device).code == "enrolment.too_many")
    }

    @Test func `a slip, a code of another hub and an old code each get their answer`() throws {
        let hub = try TestHub()
        let stranger = try TestHub().code()
        #expect(try enrol(hub, "7K3M-9QXA-00TZ").code == "code.malformed")
        #expect(try enrol(hub, stranger).code == "code.wrong")
        let code = try hub.code(days: 1)
        hub.clock.offset.store(2 * 86_400_000, ordering: .relaxed)
        let late = try enrol(hub, code)
        #expect(late.status == 410)
        #expect(late.code == "code.expired")
    }

    @Test func `an enrolment lacks nothing and has a name for one line`() throws {
        let hub = try TestHub()
        let id = Environment.system.newID().json
        let bodies: [JSONValue] = [
            ["name": "a", "incarnation": id], ["code": "x", "incarnation": id],
            ["code": "x", "name": "a"], ["code": "x", "name": "", "incarnation": id],
            ["code": "x", "name": "a\nb", "incarnation": id],
            ["code": "x", "name": "a", "incarnation": "1"],
            ["code": 1, "name": "a", "incarnation": id], [],
        ]
        for body in bodies {
            let answer = try hub.post("/v1/devices", body.bytes())
            #expect(answer.status == 400)
            #expect(answer.code == "request.field")
        }
    }

    @Test func `an address has so many tries, and a success takes none`() throws {
        let hub = try TestHub { $0.limits.enrolmentTries = 3 }
        for _ in 0..<4 { #expect(try enrol(hub, try hub.code()).status == 201) }
        for _ in 0..<3 { #expect(try enrol(hub, "wrong").code == "code.malformed") }
        let code = try hub.code()
        let refused = try enrol(hub, code)
        #expect(refused.status == 429)
        #expect(refused.code == "enrolment.too_many")
        #expect(refused.header("Retry-After") == "60")
        // After half a minute there is one try again, and the code was not spent on the refusal.
        hub.clock.offset.store(31_000, ordering: .relaxed)
        #expect(try enrol(hub, code).status == 201)
    }

    @Test(arguments: [
        ("nn-NO, en;q=0.5", "nn"), ("no", "nb"), ("en, nb;q=0.9", nil), ("de", nil),
        ("nb;q=0, nn;q=0.1", "nn"),
    ])
    func `who enrols hears what is wrong in her language`(header: String, tag: String?) throws {
        let hub = try TestHub()
        let answer = try enrol(hub, "wrong", headers: [("Accept-Language", header)])
        #expect(answer.header("Content-Language") == tag)
        let sentences: [String?: String] = [
            "nn": "Koden er skriven", "nb": "Koden er skrevet", nil: "The code has",
        ]
        let message = answer.json["error"]?["message"]?.text ?? ""
        #expect(message.hasPrefix(sentences[tag] ?? "?"))
    }
}
