import Glibc
import HTTPServer
import Synchronization
import Testing

@Suite struct LimitTests {
    @Test func `a body as long as the limit is taken and one byte more is not`() throws {
        let server = try TestServer { $0.bodyBytes = 1000 }
        let client = try server.client()
        client.post("/echo", [UInt8](repeating: 7, count: 1000))
        #expect(client.answer()?.body.count == 1000)
        client.post("/echo", [UInt8](repeating: 7, count: 1001))
        let answer = try #require(client.answer())
        #expect(answer.status == 413)
        #expect(answer.text == "http.content_too_large: Send a body of at most 1000 bytes.\n")
        #expect(client.closes(within: 2))
        server.stop()
    }

    @Test func `a client that sends far too much can read the refusal`() throws {
        let server = try TestServer()
        for _ in 0..<20 {
            let client = try server.client()
            client.post("/echo", [UInt8](repeating: 7, count: 17 << 20))
            #expect(client.answer()?.status == 413)
        }
        server.stop()
    }

    @Test func `a chunked body that is too long is refused at its end`() throws {
        let server = try TestServer { $0.bodyBytes = 1000 }
        let client = try server.client()
        client.get("/echo", method: "POST", headers: "Transfer-Encoding: chunked\r\n")
        client.send("3e9\r\n" + String(repeating: "x", count: 1001) + "\r\n")
        #expect(!client.closes(within: 0.1))
        client.send("0\r\n\r\n")
        #expect(client.answer()?.status == 413)
        server.stop()
    }

    @Test func `a chunked body without end is cut`() throws {
        let server = try TestServer { $0.bodyBytes = 1000 }
        let client = try server.client()
        client.get("/echo", method: "POST", headers: "Transfer-Encoding: chunked\r\n")
        client.send(Array("ffffff\r\n".utf8) + [UInt8](repeating: 7, count: 3 << 20))
        #expect(client.closes(within: 2))
        #expect(client.leftover.isEmpty)
        server.stop()
    }

    @Test func `the limit of a body may depend on the route`() throws {
        let server = try TestServer { configuration in
            configuration.bodyLimit = { method, path in
                method == "PUT" && path == "/echo" ? 3_000_000 : 10
            }
        }
        let client = try server.client()
        let body = [UInt8](repeating: 7, count: 3_000_000)
        client.send(
            Array("PUT /echo?x HTTP/1.1\r\nHost: test\r\nContent-Length: 3000000\r\n\r\n".utf8)
        )
        client.send(body)
        #expect(client.answer()?.body == body)
        client.post("/echo", [UInt8](repeating: 7, count: 11))
        #expect(client.answer()?.status == 413)
        server.stop()
    }

    @Test func `all bodies together have a limit`() throws {
        let server = try TestServer { $0.bodyMemoryBytes = 100_000 }
        let slow = try server.client()
        slow.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 90000\r\n\r\n")
        slow.send([UInt8](repeating: 7, count: 89_999))
        let other = try server.client()
        #expect(
            eventually {
                other.post("/echo", [UInt8](repeating: 7, count: 20_000))
                return other.answer()?.status == 503
            }
        )
        slow.send([7])
        #expect(slow.answer()?.body.count == 90_000)
        let third = try server.client()
        third.post("/echo", [UInt8](repeating: 7, count: 20_000))
        #expect(third.answer()?.status == 200)
        server.stop()
    }

    @Test func `more header fields than allowed are refused with our own body`() throws {
        let server = try TestServer { $0.headerFields = 5 }
        let client = try server.client()
        client.get("/hello", headers: String(repeating: "X-A: 1\r\n", count: 4))
        #expect(client.answer()?.status == 200)
        client.get("/hello", headers: String(repeating: "X-A: 1\r\n", count: 5))
        let answer = try #require(client.answer())
        #expect(answer.status == 431)
        #expect(answer.text.hasPrefix("http.too_many_header_fields"))
        server.stop()
    }

    @Test func `a head that does not fit is refused by the library`() throws {
        let server = try TestServer { $0.headerBytes = 16 << 10 }
        let fits = try server.client()
        fits.get("/hello", headers: "X-A: \(String(repeating: "a", count: 12_000))\r\n")
        #expect(fits.answer()?.status == 200)
        let long = try server.client()
        long.get("/hello", headers: "X-A: \(String(repeating: "a", count: 17_000))\r\n")
        #expect(long.answer()?.status == 431)
        #expect(long.closes(within: 2))
        let target = try server.client()
        target.get("/" + String(repeating: "a", count: 17_000))
        #expect(target.answer()?.status == 414)
        #expect(target.closes(within: 2))
        server.stop()
    }

    @Test func `one address may open only so many connections`() throws {
        let server = try TestServer { $0.connectionsPerAddress = 3 }
        var clients = try (0..<3).map { _ in try server.client() }
        for client in clients {
            client.get("/hello")
            #expect(client.answer()?.status == 200)
        }
        let fourth = try server.client()
        fourth.get("/hello")
        #expect(fourth.answer() == nil)
        clients.removeLast()
        #expect(eventually { server.server.connections == 2 })
        let fifth = try server.client()
        fifth.get("/hello")
        #expect(fifth.answer()?.status == 200)
        server.stop()
    }

    @Test func `a connection above the limit is served when another leaves`() throws {
        let server = try TestServer { $0.connections = 2 }
        var clients = try (0..<2).map { _ in try server.client() }
        for client in clients {
            client.get("/hello")
            #expect(client.answer()?.status == 200)
        }
        let third = try server.client()
        third.get("/hello")
        #expect(third.answer(seconds: 0.2) == nil)
        clients.removeLast()
        #expect(third.answer(seconds: 3)?.status == 200)
        server.stop()
    }

    @Test func `more parked requests than allowed are refused`() throws {
        let server = try TestServer { $0.parkedMaximum = 2 }
        let clients = try (0..<3).map { _ in try server.client() }
        for (number, client) in clients.enumerated() {
            client.get("/park")
            #expect(eventually { server.desk.handled.load(ordering: .relaxed) > number })
        }
        #expect(clients[2].answer()?.status == 503)
        #expect(server.server.requestsParked == 2)
        for exchange in server.desk.parked.withLock({ $0 }) { exchange.respond(text("done")) }
        #expect(clients[0].answer()?.text == "done")
        #expect(clients[1].answer()?.text == "done")
        server.stop()
    }
}
