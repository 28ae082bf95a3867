import Coordination
import HTTPServer
import HubAPI
import Storage
import SyncCore
import SyncEngine
import Synchronization
import Testing

struct LifeTests {
    @Test func `a drain answers the push in flight and the pulls that wait`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let other = try hub.join()
        let cursor = try other.cursor()
        let waiting = try TestClient(port: hub.port)
        waiting.ask("GET", other.pullTarget(cursor, wait: 50), headers: [other.authorization])
        #expect(eventually { hub.server.waiting == 1 })
        let gate = Gate()
        hub.service.submit { _ in
            gate.wait()
        } completion: { _ in
        }
        let pushing = try TestClient(port: hub.port)
        pushing.ask(
            "POST",
            "/v1/sync/push",
            headers: [device.authorization],
            body: device.body([device.report(1)])
        )
        #expect(eventually { hub.server.requestsInFlight == 2 })
        let isDrained = Gate()
        Background.run {
            hub.server.drain()
            isDrained.open()
        }
        let idle = waiting.answer()
        #expect(try idle?.pull.end?.cursor == cursor)
        // An impatient second call does not pull the threads from under the first.
        hub.server.drain()
        #expect(!isDrained.hasOpened)
        gate.open()
        let answer = try #require(pushing.answer())
        #expect(answer.status == 200)
        #expect(answer.header("Connection") == "close")
        #expect(try PushAnswer(answer.body).outcomes.map(\.verdict) == [.applied])
        isDrained.wait()
        #expect(throws: TestClient.Refused.self) { try TestClient(port: hub.port) }
        // The writer is the caller's and still there; nothing was lost.
        #expect(try hub.service.read { try $0.rows(.litterReport).count } == 1)
        hub.server.drain()
    }

    @Test func `a port in use is named, and nothing is left running`() throws {
        let hub = try TestHub()
        let folder = TemporaryFolder()
        let domain = try Coordination.domain()
        _ = try HubService.found(
            path: folder.file("b.db"),
            centre: "B",
            municipality: nil,
            domain: domain,
            environment: .system
        )
        let service = try HubService(
            path: folder.file("b.db"),
            domain: domain,
            environment: .system
        )
        defer { service.close() }
        let second = HubServer(service: service, configuration: .init(port: hub.port))
        let error = #expect(throws: HTTPServerError.self) { try second.start() }
        #expect(error?.code == "http.port_in_use")
        #expect(OfficeFile(ofStore: service.path) == nil)
        var configuration = ServeConfiguration(port: 0)
        configuration.certificatePath = folder.file("none.pem")
        let third = HubServer(service: service, configuration: configuration)
        let unreadable = #expect(throws: SyncError.self) { try third.start() }
        #expect(unreadable?.code == "tls.unreadable")
    }

    @Test func `time acts by itself, and whoever waits for it hears of it`() throws {
        let hub = try TestHub { $0.tickSeconds = 1 }
        let zone = try hub.zone()
        let (segment, claim) = (Environment.system.newID(), Environment.system.newID())
        let now = Environment.system.now()
        let made = try hub.office.submit([Edit(.segment, segment, set: ["zoneId": zone.json])])
        #expect(made.verdict == .applied)
        let claiming = try hub.join()
        let fields: JSONObject = [
            "segmentId": segment.json, "byName": "Speiderne", "fromAt": .integer(now),
            "expiresAt": .integer(now + 3_600_000),
        ]
        let claimed = try claiming.push([
            claiming.operation(1, [Edit(.claim, claim, set: fields)])
        ])
        #expect(claimed.outcomes.map(\.verdict) == [.applied])
        let device = try hub.join(.volunteer)
        let cursor = try device.cursor()
        let client = try TestClient(port: hub.port)
        client.ask("GET", device.pullTarget(cursor, wait: 30), headers: [device.authorization])
        #expect(eventually { hub.server.waiting == 1 })
        hub.clock.offset.store(2 * 3_600_000, ordering: .relaxed)
        let rows = try #require(try client.answer()?.pull.rows)
        #expect(rows.first { $0.id == claim }?["state"]?.text == "expired")
        #expect(hub.reports.all.isEmpty)
    }

    @Test func `a hub starts once`() throws {
        let hub = try TestHub()
        let error = #expect(throws: SyncError.self) { try hub.server.start() }
        #expect(error?.code == "hub.started")
        #expect(try hub.get("/v1/health").status == 200)
    }

    @Test func `what fails inside is reported to the owner and not to the client`() throws {
        let hub = try TestHub()
        let code = try hub.code()
        try hub.service.write { try $0.store.execute("DROP TABLE enrolment") }
        let body: JSONValue = [
            "code": .string(code), "name": "Kari Nordmann",
            "incarnation": Environment.system.newID().json,
        ]
        let answer = try hub.post("/v1/devices", body.bytes())
        #expect(answer.status == 500)
        #expect(answer.code == "hub.internal")
        #expect(!answer.text.contains("enrolment"))
        #expect(!answer.text.contains("SQL"))
        #expect(hub.reports.all.contains { $0.contains("store.failed") })
        #expect(!hub.reports.all.contains { $0.contains("Nordmann") || $0.contains(code) })
    }
}
