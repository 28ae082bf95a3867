import Glibc
import HTTPServer
import Synchronization
import Testing

/// A running server with a few routes, drained when the test is over and checked for leftovers.
///
/// Routes: `/hello`, `/echo` (the body), `/show` (method, path, query, one header), `/park` (waits
/// in `parked`), `/long` (the same, and ends with a drain), `/early` (answered before its park),
/// `/block` (holds the event loop until `gate` opens), `/stream?bytes=`, `/broken` (a stream that
/// throws) and `/injected` (a header field with a line break). Everything else is 404.
final class TestServer: Sendable {
    let server: HTTPServer
    let port: UInt16
    let desk: Desk

    init(_ change: (inout HTTPServer.Configuration) -> Void = { _ in }) throws {
        var configuration = HTTPServer.Configuration()
        configuration.workers = 1
        configuration.lingerMilliseconds = 5
        change(&configuration)
        let desk = Desk()
        self.desk = desk
        server = HTTPServer(configuration: configuration) { desk.handle($0, $1) }
        port = try server.start()
    }

    deinit {
        server.drain(deadlineMilliseconds: 0)
    }

    func client() throws -> RawClient {
        try RawClient(port: port)
    }

    /// Whether nobody listens any more.
    var isRefusing: Bool {
        do { _ = try client() } catch { return error is RawClient.Refused }
        return false
    }

    /// Drains and demands that no request object is left.
    func stop() {
        server.drain(deadlineMilliseconds: 1000)
        #expect(server.requestsInFlight == 0)
        #expect(server.requestsParked == 0)
        #expect(server.connections == 0)
    }
}

/// The handler of the test server, and what it keeps for the tests.
final class Desk: Sendable {
    /// Exchanges of `/park`, in the order they came.
    let parked = Mutex<[Exchange]>([])
    let handled = Atomic<Int>(0)
    let parkMilliseconds = Atomic<Int>(30_000)
    let gate = Atomic<Bool>(false)
    /// Streams that are alive.
    let streams = Atomic<Int>(0)
    /// Bytes that streams have produced.
    let pulled = Atomic<Int>(0)

    func handle(_ request: HTTPRequest, _ exchange: Exchange) -> Disposition {
        handled.add(1, ordering: .relaxed)
        switch request.path {
        case "/hello": return .respond(text("hello"))
        case "/echo": return .respond(HTTPResponse(body: .bytes(request.body)))
        case "/show": return .respond(text(describe(request)))
        case "/block":
            while !gate.load(ordering: .acquiring) { usleep(500) }
            return .respond(text("open"))
        case "/none": return .respond(HTTPResponse(status: 204, body: .bytes([1, 2, 3])))
        case "/injected":
            return .respond(HTTPResponse(headers: [("X-A", "one\r\nX-B: two")]))
        case "/park", "/long":
            parked.withLock { $0.append(exchange) }
            return .park(
                deadlineMilliseconds: parkMilliseconds.load(ordering: .relaxed),
                endsWithDrain: request.path == "/long"
            ) { text("deadline", status: 503) }
        case "/early":
            exchange.respond(text("early"))
            return .park(deadlineMilliseconds: 30_000) { text("deadline", status: 503) }
        case "/stream":
            let bytes = request.query("bytes").flatMap { Int($0) } ?? 0
            return .respond(HTTPResponse(body: .stream(Counting(bytes: bytes, desk: self))))
        case "/broken":
            return .respond(
                HTTPResponse(body: .stream(Counting(bytes: 100_000, desk: self, breaks: true)))
            )
        default: return .respond(text("nothing here", status: 404))
        }
    }

    private func describe(_ request: HTTPRequest) -> String {
        let pairs = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        return "\(request.method) \(request.path) [\(pairs)] \(request.header("x-Test") ?? "-")"
            + " \(request.peer)"
    }
}

func text(_ text: String, status: Int = 200) -> HTTPResponse {
    HTTPResponse(
        status: status,
        headers: [("Content-Type", "text/plain")],
        body: .bytes(Array(text.utf8))
    )
}

/// A stream whose byte at position n is n modulo 251.
final class Counting: ResponseStream {
    private let position = Mutex(0)
    private let bytes: Int
    private let breaks: Bool
    private let desk: Desk

    init(bytes: Int, desk: Desk, breaks: Bool = false) {
        self.bytes = bytes
        self.breaks = breaks
        self.desk = desk
        desk.streams.add(1, ordering: .relaxed)
    }

    deinit {
        desk.streams.subtract(1, ordering: .relaxed)
    }

    struct Broken: Error {}

    func next(maximum: Int) throws -> [UInt8]? {
        try position.withLock { position in
            if breaks, position > bytes / 2 { throw Broken() }
            guard position < bytes else { return nil }
            let count = min(maximum, bytes - position, 1 << 16)
            defer { position += count }
            desk.pulled.add(count, ordering: .relaxed)
            return Array(Self.pattern[(position % 251)...].prefix(count))
        }
    }

    private static let pattern = content(count: 1 << 17)

    /// So many bytes of the stream's beginning.
    static func content(count: Int) -> [UInt8] {
        var bytes = (0..<251).map { UInt8($0) }
        while bytes.count < count { bytes += bytes }
        return Array(bytes.prefix(count))
    }
}
