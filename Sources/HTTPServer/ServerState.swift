import Synchronization

/// What all threads of one server share.
final class ServerState: Sendable {
    let configuration: HTTPServer.Configuration
    let handler: HTTPHandler
    let registry: ConnectionRegistry
    let timekeeper: Timekeeper
    /// Woken when the drain may be over.
    let progress: Waker

    /// No more connections; comes first, so that a client told to close is refused, not lost.
    let isClosing = Atomic<Bool>(false)
    /// Answers carry `Connection: close`.
    let isDraining = Atomic<Bool>(false)
    let isStopping = Atomic<Bool>(false)
    /// Workers that still accept connections.
    let accepting = Atomic<Int>(0)
    /// Requests begun and not completed: from the request line until the last byte of the answer.
    let requests = Atomic<Int>(0)
    let parked = Atomic<Int>(0)
    /// Bytes of request bodies held in memory.
    let bodyBytes = Atomic<Int>(0)
    private let lastExchange = Atomic<UInt64>(0)

    init(
        configuration: HTTPServer.Configuration,
        handler: @escaping HTTPHandler,
        progress: Waker,
        timerWaker: Waker
    ) {
        self.configuration = configuration
        self.handler = handler
        self.progress = progress
        registry = ConnectionRegistry()
        timekeeper = Timekeeper(waker: timerWaker, registry: registry)
    }

    func nextExchange() -> UInt64 {
        lastExchange.add(1, ordering: .relaxed).newValue
    }

    func requestEnded() {
        let left = requests.subtract(1, ordering: .acquiringAndReleasing).newValue
        if left == 0, isDraining.load(ordering: .acquiring) { progress.wake() }
    }

    /// Whether nothing is in flight and nothing new can arrive.
    var isQuiet: Bool {
        accepting.load(ordering: .acquiring) == 0 && requests.load(ordering: .acquiring) == 0
    }
}
