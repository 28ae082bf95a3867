import HTTPServer
import Synchronization
import Testing

/// Clients that take their time, all of them at once against one server.
///
/// Inactivity ends a connection after 1 s, the head's deadline after 2 s, the body's after 3 s.
@Suite struct SlowClientTests {
    @Test func `each slow client is ended by the limit that is meant for it`() throws {
        let server = try TestServer { configuration in
            configuration.idleSeconds = 1
            configuration.headerSeconds = 2
            configuration.bodySeconds = 3
        }
        var clients = try SlowClient.all(server)
        let began = now()
        while clients.contains(where: { $0.endedAfter == nil }), now() - began < 8 {
            let ticks = Int((now() - began) / 0.25)
            for index in clients.indices { clients[index].advance(to: ticks, since: began) }
        }
        for client in clients {
            let seconds = client.endedAfter ?? .infinity
            #expect(client.expected.contains(seconds), "\(client.name): \(seconds) s")
        }
        #expect(eventually { server.desk.streams.load(ordering: .relaxed) == 0 })
        server.stop()
    }

    @Test func `a client that is just quick enough is served`() throws {
        let server = try TestServer { configuration in
            configuration.idleSeconds = 1
            configuration.headerSeconds = 2
            configuration.bodySeconds = 2
        }
        let client = try server.client()
        client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 6\r\n\r\n")
        for byte in "slowly".utf8 {
            #expect(!client.closes(within: 0.2))
            client.send([byte])
        }
        #expect(client.answer()?.text == "slowly")
        server.stop()
    }
}

private struct SlowClient {
    let name: String
    let client: RawClient
    /// Sent piece by piece, one each tick of a quarter of a second.
    let drip: String?
    /// Within how many seconds the server must end it.
    let expected: ClosedRange<Double>
    var endedAfter: Double?
    private var sent = 0

    // The library rounds up, the reaper looks every 0.2 s, and the machine may be busy.
    private static let inactivity = 0.9...2.4
    private static let head = 1.9...3.4
    private static let body = 2.9...4.4

    private init(
        _ name: String,
        _ server: TestServer,
        first: String,
        drip: String? = nil,
        answered: Bool = false,
        _ expected: ClosedRange<Double>
    ) throws {
        self.name = name
        self.drip = drip
        self.expected = expected
        client = try server.client()
        client.send(first)
        if answered { #expect(client.answer()?.status == 200) }
    }

    static func all(_ server: TestServer) throws -> [SlowClient] {
        let get = "GET /hello HTTP/1.1\r\nHost: test\r\n"
        let post = "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\n"
        return try [
            .init("says nothing", server, first: "", inactivity),
            .init("half a head", server, first: get, inactivity),
            .init("half a body", server, first: post + "half", inactivity),
            .init("idle", server, first: get + "\r\n", answered: true, inactivity),
            .init("a header line at a time", server, first: get, drip: "X-A: y\r\n", head),
            .init("a byte of target at a time", server, first: "GET /", drip: "a", head),
            .init("a byte of body at a time", server, first: post, drip: "a", body),
            .init(
                "a header line at a time, on a second request",
                server,
                first: get + "\r\n" + get,
                drip: "X-A: y\r\n",
                answered: true,
                head
            ),
        ]
    }

    mutating func advance(to ticks: Int, since began: Double) {
        guard endedAfter == nil else { return }
        while sent < ticks, let drip {
            client.send(drip)
            sent += 1
        }
        if client.closes(within: 0.01) { endedAfter = now() - began }
    }
}
