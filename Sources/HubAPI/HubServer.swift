import HTTPServer
package import SyncEngine
import Synchronization

/// A hub on the network: the API of `schema/openapi.yaml` over one store.
///
///     let server = HubServer(service: service, configuration: .init(port: 8080))
///     let port = try server.start()
///     …
///     server.drain()
///     service.close()
///
/// It starts once. The service stays the caller's: it is closed after the drain.
package final class HubServer: Sendable {
    private let configuration: ServeConfiguration
    private let desk: HubDesk
    private let office: OfficeDesk
    private let ticker = Ticker()
    private let sender: NoticeSender?
    private let running = Mutex<Running?>(nil)
    private let hasStarted = Atomic(false)
    private let isDraining = Atomic(false)

    private struct Running {
        let main: HTTPServer
        let office: OfficeListener?
    }

    /// A hub that does not listen yet.
    package init(service: HubService, configuration: ServeConfiguration) {
        self.configuration = configuration
        desk = HubDesk(service, configuration)
        office = OfficeDesk(desk)
        sender = configuration.noticeHook.map {
            NoticeSender(service, $0, report: configuration.report)
        }
    }

    deinit { drain() }

    /// Starts listening and returns the port.
    ///
    /// Throws `HTTPServerError`, `tls.unreadable`, `office.unwritable`, `hub.no_threads` and
    /// `hub.started`; then nothing is left running.
    package func start() throws -> UInt16 {
        guard !hasStarted.exchange(true, ordering: .acquiringAndReleasing) else {
            throw SyncError.hubStarted
        }
        let main = try makeMain()
        try desk.pool.start(threads: configuration.limits.readerThreads)
        do {
            desk.service.listen { [desk, sender] in
                desk.changed($0)
                sender?.wake()
            }
            let port = try main.start()
            let office = try configuration.hasOffice ? OfficeListener(self.office) : nil
            running.withLock { $0 = Running(main: main, office: office) }
            guard startTicker(), try sender?.start() ?? true else { throw SyncError.noThreads }
            return port
        } catch {
            main.drain(deadlineMilliseconds: 0)
            stop()
            throw error
        }
    }

    /// Stops listening, answers what is in flight, and ends every thread.
    ///
    /// Pulls that wait are answered at once, pushes after their commit. A second call returns at once,
    /// also while the first one is at work.
    package func drain() {
        guard let main = running.withLock({ $0?.main }),
            !isDraining.exchange(true, ordering: .acquiringAndReleasing)
        else { return }
        main.drain(deadlineMilliseconds: configuration.drainSeconds * 1000)
        stop()
    }

    /// Requests begun and not yet answered, pulls that wait included.
    package var requestsInFlight: Int { running.withLock { $0?.main.requestsInFlight } ?? 0 }

    /// Pulls that wait for news.
    package var waiting: Int { desk.waitingRoom.count }

    /// How many waits were looked at again because of a commit; for metrics and tests.
    package var wakeUps: Int { desk.waitingRoom.wakeUps }

    private func stop() {
        let office = running.withLock { running in
            defer { running = nil }
            return running?.office
        }
        ticker.stop()
        sender?.stop()
        office?.stop(deadlineMilliseconds: configuration.drainSeconds * 1000)
        desk.service.listen { _ in }
        desk.pool.stop()
    }

    private func startTicker() -> Bool {
        ticker.start(everySeconds: configuration.tickSeconds) { [desk] in
            do { _ = try desk.service.write { try $0.tick() } } catch {
                desk.report("tick: \(ErrorAnswer.report(error) ?? "\(type(of: error))")")
            }
            // In commits of its own, and some left for the next time, so that nobody waits for it.
            do { _ = try desk.service.compactIfDue() } catch {
                desk.report("compact: \(ErrorAnswer.report(error) ?? "\(type(of: error))")")
            }
            desk.waitingRoom.sweep()
        }
    }

    private func makeMain() throws -> HTTPServer {
        let router = Router(routes: desk.routes)
        let limits = configuration.limits
        var http = HTTPServer.Configuration(host: configuration.host, port: configuration.port)
        http.tls = try configuration.tls()
        http.headerBytes = limits.headerBytes
        http.connections = limits.connections
        http.connectionsPerAddress = limits.connectionsPerAddress
        // Never reached before the limits that have codes of their own.
        http.parkedMaximum = limits.connections
        http.bodyLimit = { router.bodyLimit(method: $0, path: $1) }
        http.errorResponse = { ErrorAnswer.response($0) }
        return HTTPServer(configuration: http) { router.handle($0, $1) }
    }
}
