import Glibc
import Synchronization

/// An HTTP/1.1 server: libmicrohttpd, driven by event loops of our own.
///
///     let server = HTTPServer(configuration: .init(port: 8080)) { request, exchange in
///         .respond(HTTPResponse(body: .bytes(Array("hello".utf8))))
///     }
///     let port = try server.start()
///     …
///     server.drain(deadlineMilliseconds: 10_000)
///
/// It starts once, and is ended with `drain` before it is let go.
package final class HTTPServer: Sendable {
    let configuration: Configuration
    private let handler: HTTPHandler
    private let life = Mutex(Life.new)

    enum Life {
        case new
        case running(Running)
        /// The counters stay readable; after a drain they are 0.
        case ended(ServerState)
    }

    /// The threads and what wakes them.
    struct Running {
        let shared: ServerState
        let wakers: [Waker]
        let loops: [PosixThread]
        let timer: PosixThread
    }

    /// A server that does not listen yet.
    package init(configuration: Configuration, handler: @escaping HTTPHandler) {
        self.configuration = configuration
        self.handler = handler
    }

    /// Starts listening and returns the port it is bound to.
    ///
    /// SIGPIPE is ignored in the whole process from here on, as a client may leave at any moment.
    package func start() throws(HTTPServerError) -> UInt16 {
        try life.withLock { life throws(HTTPServerError) in
            guard case .new = life else { throw .alreadyStarted }
            signal(SIGPIPE, SIG_IGN)
            let listener = try Listener(host: configuration.host, port: configuration.port)
            life = .running(try launch(listener))
            return listener.port
        }
    }

    /// Requests begun and not yet answered to the last byte; for metrics and tests.
    package var requestsInFlight: Int { shared?.requests.load(ordering: .acquiring) ?? 0 }

    /// Requests that wait for an answer from another thread.
    package var requestsParked: Int { shared?.parked.load(ordering: .relaxed) ?? 0 }

    /// Open connections.
    package var connections: Int { shared?.registry.count ?? 0 }

    /// Ends the running state and gives it to the caller; nil when there is nothing to end.
    func takeRunning() -> Running? {
        life.withLock { life in
            guard case .running(let running) = life else { return nil }
            life = .ended(running.shared)
            return running
        }
    }

    private var shared: ServerState? {
        life.withLock { life in
            switch life {
            case .new: nil
            case .running(let running): running.shared
            case .ended(let shared): shared
            }
        }
    }

    private func launch(_ listener: borrowing Listener) throws(HTTPServerError) -> Running {
        guard let progress = Waker(), let timerWaker = Waker() else { throw .cannotStart }
        let shared = ServerState(
            configuration: configuration,
            handler: handler,
            progress: progress,
            timerWaker: timerWaker
        )
        guard let timer = PosixThread({ shared.timekeeper.run() }) else { throw .cannotStart }
        let launch = Launch(shared: shared)
        for _ in 0..<max(1, configuration.workers) { launch.addLoop(listener) }
        let running = Running(
            shared: shared,
            wakers: launch.wakers,
            loops: launch.loops,
            timer: timer
        )
        guard launch.allStarted() else {
            Self.stop(running)
            throw configuration.tls == nil ? .cannotStart : .tls
        }
        return running
    }
}
