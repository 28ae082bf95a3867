import HTTPServer
import HubAPI
import SyncCore
import Synchronization

/// Takes notices in the process, and fails as it is told.
final class HookReceiver: NoticeReceiver {
    private let state = Mutex(State())

    private struct State {
        var given: [(id: RowID, body: JSONValue)] = []
        var failures: [String?] = []
    }

    /// Everything it was given, repetitions included.
    var given: [(id: RowID, body: JSONValue)] { state.withLock { $0.given } }

    /// How the next attempts end, one after the other; later ones are taken.
    func fail(_ codes: String?...) { state.withLock { $0.failures = codes } }

    func take(
        _ body: [UInt8],
        id: RowID,
        milliseconds: Int64,
        isStopping: @escaping @Sendable () -> Bool
    ) -> String? {
        state.withLock { state in
            state.given.append((id, (try? JSONValue.parse(body)) ?? .null))
            return state.failures.isEmpty ? nil : state.failures.removeFirst()
        }
    }
}

/// A web server that takes notices: answers as it is told, or not at all.
final class HookServer: Sendable {
    private let server: HTTPServer
    let url: String
    private let log: Log

    private final class Log: Sendable {
        let requests = Mutex<[HTTPRequest]>([])
        let answers = Mutex<[Answer]>([])
    }

    enum Answer: Sendable {
        case status(Int)
        case redirect(String)
        /// The connection stays open, and nothing comes.
        case nothing
    }

    init(_ answers: [Answer] = [], port: UInt16 = 0) throws {
        let log = Log()
        log.answers.withLock { $0 = answers }
        var configuration = HTTPServer.Configuration(host: "127.0.0.1", port: port)
        configuration.workers = 1
        server = HTTPServer(configuration: configuration) { request, _ in
            log.requests.withLock { $0.append(request) }
            let next = log.answers.withLock { $0.isEmpty ? .status(204) : $0.removeFirst() }
            switch next {
            case .status(let status): return .respond(HTTPResponse(status: status))
            case .redirect(let place):
                return .respond(HTTPResponse(status: 307, headers: [("Location", place)]))
            case .nothing:
                return .park(deadlineMilliseconds: 30_000, endsWithDrain: true) {
                    HTTPResponse(status: 503)
                }
            }
        }
        self.log = log
        url = "http://127.0.0.1:\(try server.start())/hook"
    }

    deinit { stop() }

    func stop() { server.drain(deadlineMilliseconds: 0) }

    var seen: [HTTPRequest] { log.requests.withLock { $0 } }
}
