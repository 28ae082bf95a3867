import HTTPServer
import SyncEngine

/// The office's own server, on this machine alone, and the file that leads to it.
final class OfficeListener: Sendable {
    private let server: HTTPServer
    private let file: OfficeFile
    private let store: String

    /// Starts listening on a port the system chooses; throws `HTTPServerError` and `office.unwritable`.
    init(_ desk: OfficeDesk) throws {
        let router = Router(routes: desk.routes)
        var http = HTTPServer.Configuration(host: "127.0.0.1", port: 0)
        http.workers = 1
        http.connections = 32
        http.bodyLimit = { router.bodyLimit(method: $0, path: $1) }
        http.errorResponse = { ErrorAnswer.response($0) }
        server = HTTPServer(configuration: http) { router.handle($0, $1) }
        store = desk.desk.service.path
        file = OfficeFile(url: "http://127.0.0.1:\(try server.start())", token: desk.token)
        do { try file.write(ofStore: store) } catch {
            server.drain(deadlineMilliseconds: 0)
            throw error
        }
    }

    /// Takes the file away, then answers what is in flight and ends.
    func stop(deadlineMilliseconds: Int) {
        file.remove(ofStore: store)
        server.drain(deadlineMilliseconds: deadlineMilliseconds)
    }
}
