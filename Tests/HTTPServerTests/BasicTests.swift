import HTTPServer
import Synchronization
import Testing

@Suite struct BasicTests {
    @Test func `a request is answered with what the handler says`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/show?a=1&b=x%20y+z&a=%2F&odd=%zz", headers: "X-TEST: yes\r\n")
        let answer = try #require(client.answer())
        #expect(answer.status == 200)
        #expect(answer.text == "GET /show [a=1,b=x y z,a=/,odd=%zz] yes 127.0.0.1")
        #expect(answer.header("Content-Type") == "text/plain")
        #expect(answer.header("Date") != nil)
        server.stop()
    }

    @Test func `the path is the raw one`() throws {
        let server = try TestServer()
        let client = try server.client()
        for target in ["/hello%00/admin", "/hell%6f", "/x/../hello", "/%2e%2e/hello", "//hello"] {
            client.get(target)
            #expect(client.answer()?.status == 404, "\(target)")
        }
        server.stop()
    }

    @Test func `a connection serves one request after the other`() throws {
        let server = try TestServer()
        let client = try server.client()
        for round in 0..<50 {
            let body = [UInt8](repeating: UInt8(round), count: round * 1000)
            client.post("/echo", body)
            #expect(client.answer()?.body == body)
        }
        #expect(server.server.connections == 1)
        server.stop()
    }

    @Test func `requests sent in one go are answered in order`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.send(
            (0..<300).map { "GET /show?n=\($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined()
        )
        for number in 0..<300 {
            #expect(client.answer()?.text == "GET /show [n=\(number)] - 127.0.0.1")
        }
        server.stop()
    }

    @Test func `a parked request holds back the ones sent after it`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/park")
        client.get("/hello")
        #expect(eventually { server.server.requestsParked == 1 })
        server.desk.parked.withLock { $0.first }?.respond(text("first"))
        #expect(client.answer()?.text == "first")
        #expect(client.answer()?.text == "hello")
        server.stop()
    }

    @Test func `a chunked body arrives whole`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/echo", method: "POST", headers: "Transfer-Encoding: chunked\r\n")
        for piece in ["abc", "defgh"] {
            client.send("\(String(piece.utf8.count, radix: 16))\r\n\(piece)\r\n")
        }
        client.send("0\r\n\r\n")
        #expect(client.answer()?.text == "abcdefgh")
        server.stop()
    }

    @Test func `HEAD gets the head of GET and no body`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/hello", method: "HEAD")
        let head = try #require(client.answer(toHead: true))
        #expect(head.status == 200)
        #expect(head.header("Content-Length") == "5")
        client.get("/hello")
        #expect(client.answer()?.text == "hello")
        server.stop()
    }

    @Test func `HEAD of a stream pulls nothing and sends nothing behind the head`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/stream?bytes=1000", method: "HEAD")
        #expect(client.answer(toHead: true)?.status == 200)
        #expect(client.closes(within: 2))
        #expect(client.leftover.isEmpty)
        #expect(server.desk.pulled.load(ordering: .relaxed) == 0)
        server.stop()
    }

    @Test func `a status without content is sent without content`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/none")
        #expect(client.answer()?.status == 204)
        client.get("/hello")
        #expect(client.answer()?.text == "hello")
        server.stop()
    }

    @Test func `a client that expects 100-continue is told to go on`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get(
            "/echo",
            method: "POST",
            headers: "Expect: 100-continue\r\nContent-Length: 5\r\n"
        )
        #expect(client.answer()?.status == 100)
        client.send("hello")
        #expect(client.answer()?.text == "hello")
        server.stop()
    }

    @Test func `a body that is too long is refused before 100-continue`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get(
            "/echo",
            method: "POST",
            headers: "Expect: 100-continue\r\nContent-Length: 500000000\r\n"
        )
        #expect(client.answer()?.status == 413)
        #expect(client.closes(within: 2))
        server.stop()
    }

    @Test func `HTTP 1.0 closes after the answer`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.send("GET /stream?bytes=70000 HTTP/1.0\r\nHost: test\r\n\r\n")
        #expect(client.answer()?.body.count == 70_000)
        #expect(client.closes(within: 2))
        server.stop()
    }

    @Test func `a line break in a header field never reaches the client`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/injected")
        let answer = try #require(client.answer())
        #expect(answer.status == 500)
        #expect(answer.header("X-B") == nil)
        #expect(answer.text.hasPrefix("http.unusable_response"))
        server.stop()
    }
}
