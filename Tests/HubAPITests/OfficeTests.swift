import Coordination
import Glibc
import HubAPI
import SyncCore
import SyncEngine
import Testing

struct OfficeTests {
    /// A client of the office listener, as the command line is one.
    private struct Office {
        let file: OfficeFile
        let port: UInt16

        init(_ hub: TestHub) throws {
            file = try #require(OfficeFile(ofStore: hub.storePath))
            let digits = file.url.split(separator: ":").last.map(String.init) ?? ""
            port = try #require(UInt16(digits))
        }

        func post(
            _ path: String,
            _ body: [UInt8],
            token: String? = nil
        ) throws -> TestClient.Answer {
            let client = try TestClient(port: port)
            client.ask(
                "POST",
                path,
                headers: [("Authorization", "Bearer \(token ?? file.token)")],
                body: body
            )
            return try #require(client.answer())
        }

        func post(_ path: String, _ body: JSONValue) throws -> TestClient.Answer {
            try post(path, body.bytes())
        }
    }

    private func zone(_ hub: TestHub, _ name: JSONValue = "Sone") -> Edit {
        Edit(
            .cleanupZone,
            Environment.system.newID(),
            set: ["centreId": hub.centre.json, "name": name, "mode": "unassigned"]
        )
    }

    @Test func `the way to the office is readable by the store's owner alone, and goes away`()
        throws
    {
        let hub = try TestHub()
        var status = stat()
        #expect(stat(OfficeFile.path(ofStore: hub.storePath), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let office = try Office(hub)
        #expect(try office.post("/v1/office/tick", []).status == 200)
        hub.stop()
        #expect(OfficeFile(ofStore: hub.storePath) == nil)
        #expect(throws: TestClient.Refused.self) { try TestClient(port: office.port) }
    }

    @Test func `another hub's file is left where it is`() throws {
        let folder = TemporaryFolder()
        let store = folder.file("hub.db")
        let file = OfficeFile(url: "http://127.0.0.1:1", token: "off_1")
        try file.write(ofStore: store)
        OfficeFile(url: file.url, token: "off_2").remove(ofStore: store)
        #expect(OfficeFile(ofStore: store) == file)
        file.remove(ofStore: store)
        #expect(folder.names.isEmpty)
    }

    @Test func `without its token the office does nothing, nor from the network's port`() throws {
        let hub = try TestHub()
        let office = try Office(hub)
        let device = try hub.join(.manager)
        let head = try hub.head
        let body = JSONValue.object(["edits": .array([zone(hub).json])]).bytes()
        for token in [device.token, "off_x", String(office.file.token.dropLast())] {
            let answer = try office.post("/v1/office/operations", body, token: token)
            #expect(answer.status == 401)
            #expect(answer.code == "auth.unknown")
        }
        let client = try TestClient(port: office.port)
        client.ask("POST", "/v1/office/operations", body: body)
        #expect(client.answer()?.code == "auth.missing")
        let main = try hub.post(
            "/v1/office/operations",
            body,
            headers: [("Authorization", "Bearer \(office.file.token)")]
        )
        #expect(main.status == 404)
        #expect(main.code == "route.unknown")
        #expect(try hub.head == head)
    }

    @Test func `edits become one operation of the office`() throws {
        let hub = try TestHub()
        let office = try Office(hub)
        let good = try office.post(
            "/v1/office/operations",
            ["edits": .array([zone(hub).json])]
        )
        #expect(good.json["outcome"]?["outcome"]?.text == "applied")
        let refused = try office.post(
            "/v1/office/operations",
            ["edits": .array([zone(hub, 7).json])]
        )
        #expect(refused.status == 200)
        #expect(refused.json["outcome"]?["outcome"]?.text == "refused")
        #expect(try office.post("/v1/office/operations", ["edits": []]).code == "op.too_large")
        #expect(try office.post("/v1/office/operations", [:]).code == "op.malformed")
        #expect(
            try office.post("/v1/office/operations", JSONValue.array([])).code == "request.field"
        )
        #expect(try office.post("/v1/office/operations", Array("{".utf8)).code == "json.invalid")
    }

    @Test func `a batch has an operation a line, and at most five hundred`() throws {
        let hub = try TestHub()
        let office = try Office(hub)
        let line = { JSONValue.array([self.zone(hub).json]).line() }
        let answer = try office.post("/v1/office/batch", line() + line() + line())
        #expect(answer.header("Content-Type") == "application/x-ndjson")
        #expect(Lines.split(answer.body).lines.count == 3)
        #expect(try hub.service.read { try $0.rows(.cleanupZone).count } == 3)
        #expect(try office.post("/v1/office/batch", line().dropLast()).code == "batch.cut")
        let many = (0...500).flatMap { _ in line() }
        let refused = try office.post("/v1/office/batch", many)
        #expect(refused.status == 413)
        #expect(refused.code == "batch.too_many")
        let mixed = try office.post("/v1/office/batch", line() + Array("[{}]\n".utf8))
        #expect(mixed.code == "op.malformed")
        #expect(try hub.service.read { try $0.rows(.cleanupZone).count } == 3)
    }

    @Test func `the office invites, retires and revokes`() throws {
        let hub = try TestHub()
        let office = try Office(hub)
        let invitation = Invitation(role: .volunteer, centre: hub.centre, days: 3)
        let invited = try office.post("/v1/office/invitations", invitation.json)
        #expect(invited.status == 201)
        let code = try #require(invited.json["code"]?.text)
        let device = try TestDevice(hub, code: code, name: "t")
        func invite(_ role: String, _ centre: JSONValue, _ days: JSONValue) throws -> String? {
            try office.post(
                "/v1/office/invitations",
                ["role": .string(role), "centre": centre, "days": days]
            ).code
        }
        #expect(try invite("king", hub.centre.json, 1) == "role.unknown")
        #expect(try invite("volunteer", Environment.system.newID().json, 1) == "centre.unknown")
        #expect(try invite("volunteer", hub.centre.json, 0) == "invitation.days")
        #expect(try invite("volunteer", hub.centre.json, 91) == "invitation.days")
        let path = "/v1/office/devices/\(device.id)"
        #expect(try office.post(path + "/retire", []).status == 200)
        #expect(try device.push([device.report(1)]).outcomes[0].verdict == .held)
        #expect(try office.post(path + "/revoke", ["lost": "maybe"]).code == "request.field")
        #expect(try office.post(path + "/revoke", ["lost": true]).status == 200)
        #expect(try device.push(device.body([device.report(2)])).code == "device.revoked")
        let nobody = "/v1/office/devices/\(Environment.system.newID())/revoke"
        #expect(try office.post(nobody, [:]).code == "device.unknown")
        let own = try hub.service.read { try $0.devices()[0].id }
        #expect(try office.post("/v1/office/devices/\(own)/retire", []).code == "device.office")
    }

    @Test func `a device's grant is changed, tried out and refused over the office`() throws {
        let hub = try TestHub()
        let office = try Office(hub)
        let device = try hub.join()
        let path = "/v1/office/devices/\(device.id)/grant"
        let grant: JSONValue = ["role": "actionOwner", "centre": hub.centre.json]
        func with(_ name: String, _ value: JSONValue) -> JSONValue {
            .object((grant.object ?? [:]).merging([name: value]) { $1 })
        }
        let tried = try office.post(path, with("dry", true))
        #expect(tried.status == 200)
        Described.document.check(tried, "POST", path)
        let lost = "centre/\(hub.centre)/coordination"
        #expect(tried.json["lost"]?.array?.compactMap(\.text) == [lost])
        #expect(
            try hub.service.read { try $0.devices().last?.grant.role.rawValue } == "coordinator"
        )
        let done = try office.post(path, grant)
        Described.document.check(done, "POST", path)
        #expect(done.json["unchanged"] == false)
        #expect(
            try hub.service.read { try $0.devices().last?.grant.role.rawValue } == "actionOwner"
        )
        #expect(try office.post(path, grant).json["unchanged"] == true)
        #expect(try office.post(path, with("ends", 1)).code == "grant.ended")
        #expect(try office.post(path, with("role", "king")).code == "role.unknown")
        let nobody = Environment.system.newID()
        #expect(try office.post(path, with("centre", nobody.json)).code == "centre.unknown")
        #expect(
            try office.post("/v1/office/devices/\(nobody)/grant", grant).code == "device.unknown"
        )
        let own = try hub.service.read { try $0.devices()[0].id }
        #expect(try office.post("/v1/office/devices/\(own)/grant", grant).code == "device.office")
        _ = try office.post("/v1/office/devices/\(device.id)/retire", [:])
        #expect(try office.post(path, grant).code == "device.ended")
    }

    @Test func `the store is compacted step by step over the office`() throws {
        let hub = try TestHub()
        let office = try Office(hub)
        var isDone = false
        for step in 0..<50 where !isDone {
            let answer = try office.post("/v1/office/compact", ["afresh": .bool(step == 0)])
            #expect(answer.status == 200)
            Described.document.check(answer, "POST", "/v1/office/compact")
            isDone = answer.json["done"]?.bool ?? true
        }
        #expect(isDone)
        hub.server.drain()
    }

    @Test func `the local office does the same in the store`() throws {
        let hub = try TestHub()
        let outcomes = try hub.office.submitAll((0..<1100).map { _ in [zone(hub)] })
        #expect(outcomes.count == 1100)
        #expect(outcomes.allSatisfy { $0.verdict == .applied })
        #expect(zip(outcomes, outcomes.dropFirst()).allSatisfy { $0.seq < $1.seq })
    }

    @Test func `a person is erased with the token of the dry run, and a used one is told apart`()
        throws
    {
        let hub = try TestHub()
        let office = try Office(hub)
        let kari = Environment.system.newID()
        _ = try hub.service.submit([Edit(.person, kari, set: ["displayName": "Kari"])])
        let token = try hub.service.read { try $0.erasurePlan(kari).token }
        let path = "/v1/office/persons/\(kari)/erase"
        let wrong = try office.post(path, ["token": "00000000"])
        #expect(wrong.status == 409)
        #expect(wrong.code == "erasure.stale")
        #expect(try office.post(path, [:]).status == 400)
        let done = try office.post(path, ["token": .string(token)])
        #expect(done.status == 200)
        Described.document.check(done, "POST", path)
        #expect(try office.post(path, ["token": .string(token)]).code == "erasure.done")
        let nobody = Environment.system.newID()
        let unknown = try office.post(
            "/v1/office/persons/\(nobody)/erase",
            ["token": .string(token)]
        )
        #expect(unknown.code == "person.unknown")
    }
}
