import HubAPI
import Coordination
import SyncCore
import SyncEngine
import Testing

struct LimitTests {
    @Test func `a body longer than its route takes is refused before it is read`() throws {
        let hub = try TestHub {
            $0.limits.pushBytes = 2000
            $0.limits.jsonBytes = 300
        }
        let device = try hub.join()
        let long = try device.push([UInt8](repeating: 0x20, count: 2001))
        #expect(long.status == 413)
        #expect(long.code == "http.content_too_large")
        #expect(try device.push([device.report(1)]).outcomes.count == 1)
        let enrol = try hub.post("/v1/devices", [UInt8](repeating: 0x20, count: 301))
        #expect(enrol.status == 413)
        let health = try hub.ask("GET", "/v1/health", body: [0x20])
        #expect(health.status == 413)
    }

    @Test func `a push has at most a thousand operations`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let lines = (1...1001).flatMap { _ in Array("{}\n".utf8) }
        let answer = try device.push(device.body([]) + lines)
        #expect(answer.status == 413)
        #expect(answer.code == "push.too_many")
        let allowed = try device.push(device.body([]) + lines.dropLast(3))
        #expect(try PushAnswer(allowed.body).outcomes.count == 1000)
    }

    @Test func `a head of too many bytes is refused`() throws {
        let hub = try TestHub()
        let client = try TestClient(port: hub.port)
        client.send(
            Array(
                """
                GET /v1/health HTTP/1.1\r\nHost: x\r\nX-A: \
                \(String(repeating: "a", count: 20_000))\r\n\r\n
                """.utf8
            )
        )
        #expect(client.answer()?.status == 431)
    }

    @Test func `an address has so many connections`() throws {
        let hub = try TestHub { $0.limits.connectionsPerAddress = 1 }
        let first = try TestClient(port: hub.port)
        first.ask("GET", "/v1/health")
        #expect(first.answer()?.status == 200)
        let second = try TestClient(port: hub.port)
        second.ask("GET", "/v1/health")
        #expect(second.answer(seconds: 1) == nil)
    }

    @Test func `a device has so many requests open`() throws {
        let hub = try TestHub { $0.limits.requestsPerDevice = 1 }
        let device = try hub.join()
        let cursor = try device.cursor()
        let waiting = try TestClient(port: hub.port)
        waiting.ask(
            "GET",
            device.pullTarget(cursor, wait: 30),
            headers: [device.authorization]
        )
        #expect(eventually { hub.server.waiting == 1 })
        let refused = try device.push(device.body([device.report(1)]))
        #expect(refused.status == 429)
        #expect(refused.code == "device.too_many_requests")
        // The ticket comes back with the answer to the wait.
        let other = try hub.join()
        _ = try other.push([other.report(1)])
        #expect(waiting.answer()?.status == 200)
        #expect(eventually { (try? device.push(device.body([device.report(1)])))?.status == 200 })
    }

    @Test func `so many pulls may wait, the next one is sent away`() throws {
        let hub = try TestHub { $0.limits.waiting = 2 }
        var clients: [TestClient] = []
        for _ in 0..<2 {
            let device = try hub.join()
            let client = try TestClient(port: hub.port)
            client.ask(
                "GET",
                device.pullTarget(try device.cursor(), wait: 30),
                headers: [device.authorization]
            )
            clients.append(client)
        }
        #expect(eventually { hub.server.waiting == 2 })
        let third = try hub.join()
        let answer = try hub.get(
            third.pullTarget(try third.cursor(), wait: 30),
            headers: [third.authorization]
        )
        #expect(answer.status == 503)
        #expect(answer.code == "pull.too_many_waiting")
        #expect(answer.header("Retry-After") == "10")
    }

    @Test func `with too many reads queued the hub says it is busy`() throws {
        let hub = try TestHub { $0.limits.queuedReads = 0 }
        let answer = try hub.get("/v1/health")
        #expect(answer.status == 503)
        #expect(answer.code == "hub.busy")
    }

    @Test func `a write that takes too long is answered so, and is not done twice`() throws {
        let hub = try TestHub { $0.limits.writeSeconds = 1 }
        let device = try hub.join()
        let body = device.body([device.report(1)])
        let gate = Gate()
        hub.service.submit { _ in
            gate.wait()
        } completion: { _ in
        }
        let late = try device.push(body)
        #expect(late.status == 503)
        #expect(late.code == "hub.slow")
        gate.open()
        let again = try device.push(body)
        #expect(try PushAnswer(again.body).outcomes.map(\.verdict) == [.applied])
        #expect(try hub.service.read { try $0.rows(.litterReport).count } == 1)
    }

    @Test func `a read that takes too long is answered so`() throws {
        let hub = try TestHub {
            $0.limits.readSeconds = 1
            $0.limits.readerThreads = 1
        }
        let gate = Gate()
        let service = hub.service
        let held = (0..<2).map { _ in Gate() }
        for isHeld in held {
            Background.run {
                try? service.read { _ in
                    isHeld.open()
                    gate.wait()
                }
            }
        }
        for isHeld in held { isHeld.wait() }
        let answer = try hub.get("/v1/zones")
        gate.open()
        #expect(answer.status == 503)
        #expect(answer.code == "hub.busy")
    }

    @Test func `zones come in pages`() throws {
        let hub = try TestHub { $0.limits.zones = 2 }
        let ids = try (1...5).map { try hub.zone("Sone \($0)") }
        var seen: [String] = []
        var after = ""
        for _ in 0..<4 {
            let page = try hub.get("/v1/zones?centre=\(hub.centre)\(after)").json
            seen += (page["features"]?.array ?? []).compactMap { $0["id"]?.text }
            guard let next = page["after"]?.text else { break }
            after = "&after=\(next)"
        }
        #expect(seen == ids.map(\.description))
    }
}
