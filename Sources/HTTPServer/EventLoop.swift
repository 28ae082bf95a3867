import Glibc
import Synchronization

/// One event loop: a daemon of libmicrohttpd that this thread alone drives, and never lets block.
///
/// The library's own epoll threads fetch 128 events at a time and, when they got exactly 128, wait
/// again before they serve any of them: such a server stands still until somebody else knocks. In
/// our loop `poll` waits and the library only works. Not copied, and never leaves its thread.
struct EventLoop: ~Copyable {
    private let worker: Worker
    private let daemon: Daemon
    private let listening: Int32
    private var callbacksSeen: UInt64 = 0
    private var idleRounds = 0

    /// Rounds in a row without any callback after which a round sleeps for a millisecond.
    ///
    /// A connection whose buffer is full of something that cannot be parsed keeps the library's
    /// timeout at 0 until it is ended; without this it would burn a core for so long.
    private static let idleRoundsAllowed = 256

    /// Takes over the listening descriptor; nil when the library does not start.
    init?(shared: ServerState, mailbox: Mailbox, listening: Int32) {
        worker = Worker(shared: shared, mailbox: mailbox)
        guard let daemon = Daemon(worker: worker, listening: listening) else { return nil }
        self.daemon = daemon
        self.listening = listening
    }

    /// Serves until the server stops, then closes every connection.
    consuming func run() {
        let shared = worker.shared
        var isAccepting = true
        while !shared.isStopping.load(ordering: .acquiring) {
            sleep()
            worker.gatherAnswers()
            worker.resumeAnswered()
            daemon.run()
            guard isAccepting, shared.isClosing.load(ordering: .acquiring) else { continue }
            stopAccepting()
            isAccepting = false
        }
        if isAccepting { stopAccepting() }
        // Stopping the daemon with a suspended connection would abort the process. Whoever is still
        // parked is called again by this last round and answered 503, as nobody else has.
        worker.resumeAll()
        daemon.run()
        daemon.stop()
        close(listening)
    }

    private mutating func sleep() {
        var milliseconds = daemon.timeoutMilliseconds
        idleRounds = milliseconds == 0 && worker.callbacks == callbacksSeen ? idleRounds + 1 : 0
        callbacksSeen = worker.callbacks
        if idleRounds > Self.idleRoundsAllowed { milliseconds = 1 }
        guard milliseconds > 0 else { return }
        var slots = (
            pollfd(fd: daemon.epoll, events: Int16(POLLIN), revents: 0),
            pollfd(fd: worker.mailbox.waker.descriptor, events: Int16(POLLIN), revents: 0)
        )
        withUnsafeMutableBytes(of: &slots) { bytes in
            let slots = bytes.bindMemory(to: pollfd.self)
            _ = poll(slots.baseAddress, nfds_t(slots.count), milliseconds)
        }
    }

    /// Accepts what has knocked until now, then no more; the last loop to do so shuts the door.
    private func stopAccepting() {
        for _ in 0..<Self.lastAcceptRounds where hasKnocked() { daemon.run() }
        daemon.quiesce()
        let left = worker.shared.accepting.subtract(1, ordering: .acquiringAndReleasing).newValue
        // A quiesced socket still completes handshakes into a backlog that nobody accepts.
        if left == 0 { shutdown(listening, Int32(SHUT_RDWR)) }
        worker.shared.progress.wake()
    }

    /// A round accepts up to ten; more than this is an attack, or a server at its limit.
    private static let lastAcceptRounds = 1000

    private func hasKnocked() -> Bool {
        var slot = pollfd(fd: listening, events: Int16(POLLIN), revents: 0)
        return poll(&slot, 1, 0) > 0
    }
}
