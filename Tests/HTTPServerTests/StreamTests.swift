import Glibc
import HTTPServer
import Synchronization
import Testing

@Suite struct StreamTests {
    @Test func `fifty megabytes arrive as they were made`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/stream?bytes=50000000")
        let answer = try #require(client.answer(seconds: 60))
        #expect(answer.isWhole)
        #expect(answer.body.count == 50_000_000)
        let isIntact = memcmp(answer.body, Counting.content(count: 50_000_000), 50_000_000) == 0
        #expect(isIntact)
        #expect(eventually { server.desk.streams.load(ordering: .relaxed) == 0 })
        client.get("/hello")
        #expect(client.answer()?.text == "hello")
        server.stop()
    }

    @Test func `an empty stream is an empty body`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/stream?bytes=0")
        let answer = try #require(client.answer())
        #expect(answer.isWhole)
        #expect(answer.body.isEmpty)
        server.stop()
    }

    @Test func `chunks longer than asked for arrive whole`() throws {
        let server = HTTPServer(configuration: .init()) { _, _ in
            .respond(HTTPResponse(body: .stream(Generous())))
        }
        let port = try server.start()
        defer { server.drain(deadlineMilliseconds: 0) }
        let client = try RawClient(port: port)
        client.get("/")
        #expect(client.answer()?.body == [UInt8](repeating: 5, count: 3 * 200_000))
    }

    @Test func `a stream that throws leaves the body visibly incomplete`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/broken")
        let answer = try #require(client.answer())
        #expect(answer.status == 200)
        #expect(!answer.isWhole)
        #expect(client.closes(within: 2))
        #expect(eventually { server.desk.streams.load(ordering: .relaxed) == 0 })
        server.stop()
    }

    @Test func `a stream that only gives empty chunks is cut`() throws {
        let server = HTTPServer(configuration: .init()) { _, _ in
            .respond(HTTPResponse(body: .stream(Hollow())))
        }
        let port = try server.start()
        defer { server.drain(deadlineMilliseconds: 0) }
        let client = try RawClient(port: port)
        client.get("/")
        #expect(client.answer()?.isWhole != true)
        #expect(client.closes(within: 2))
    }

    @Test func `a client that never reads is ended and its stream let go`() throws {
        let server = try TestServer { $0.idleSeconds = 1 }
        let client = try server.client()
        client.get("/stream?bytes=1000000000")
        #expect(eventually { server.desk.streams.load(ordering: .relaxed) == 1 })
        #expect(eventually(within: 4) { server.desk.streams.load(ordering: .relaxed) == 0 })
        // No more than the sockets' buffers took.
        #expect(server.desk.pulled.load(ordering: .relaxed) < 50_000_000)
        #expect(eventually { server.server.connections == 0 })
        server.stop()
    }

    @Test func `a client that reads too slowly is ended`() throws {
        let server = try TestServer { $0.responseSeconds = 1 }
        let client = try server.client()
        client.get("/stream?bytes=1000000000")
        let began = now()
        #expect(client.answer(seconds: 30)?.isWhole == false)
        #expect(now() - began < 5)
        server.stop()
    }
}

private final class Generous: ResponseStream {
    private let left = Countdown(3)

    func next(maximum: Int) -> [UInt8]? {
        left.countDown() ? [UInt8](repeating: 5, count: 200_000) : nil
    }
}

private final class Hollow: ResponseStream {
    func next(maximum: Int) -> [UInt8]? { [] }
}
