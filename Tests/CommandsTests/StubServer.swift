import HTTPServer
import Synchronization

/// A server that gives every request the same answer and remembers it.
final class StubServer: Sendable {
    let server: HTTPServer
    let url: String
    private let log: Log

    init(_ response: HTTPResponse) throws {
        let log = Log()
        var configuration = HTTPServer.Configuration()
        configuration.workers = 1
        server = HTTPServer(configuration: configuration) { request, _ in
            log.requests.withLock { $0.append(request) }
            return .respond(response)
        }
        self.log = log
        url = "http://127.0.0.1:\(try server.start())"
    }

    deinit { server.drain(deadlineMilliseconds: 0) }

    var seen: [HTTPRequest] { log.requests.withLock { $0 } }

    private final class Log: Sendable {
        let requests = Mutex<[HTTPRequest]>([])
    }
}
