import Synchronization

/// Starts event loops on threads of their own and waits until each has said how it went.
final class Launch {
    private(set) var wakers: [Waker] = []
    private(set) var loops: [PosixThread] = []
    private let shared: ServerState
    private var failed = false

    init(shared: ServerState) {
        self.shared = shared
    }

    /// Starts one more loop; a daemon is made on the thread that will drive it.
    func addLoop(_ listener: borrowing Listener) {
        guard let waker = Waker(), let report = StartReport(), let socket = listener.duplicate()
        else {
            failed = true
            return
        }
        let shared = shared
        let thread = PosixThread {
            guard
                let loop = EventLoop(
                    shared: shared,
                    mailbox: Mailbox(waker: waker),
                    listening: socket
                )
            else { return report.tell(false) }
            shared.accepting.add(1, ordering: .acquiringAndReleasing)
            report.tell(true)
            loop.run()
        }
        guard let thread else {
            failed = true
            return
        }
        wakers.append(waker)
        loops.append(thread)
        if !report.wait() { failed = true }
    }

    func allStarted() -> Bool { !failed }
}

/// One word from a new thread to the one that waits for it.
private final class StartReport: Sendable {
    private let waker: Waker
    private let word = Mutex<Bool?>(nil)

    init?() {
        guard let waker = Waker() else { return nil }
        self.waker = waker
    }

    func tell(_ started: Bool) {
        word.withLock { $0 = started }
        waker.wake()
    }

    func wait() -> Bool {
        while true {
            if let started = word.withLock({ $0 }) { return started }
            waker.wait(milliseconds: -1)
        }
    }
}
