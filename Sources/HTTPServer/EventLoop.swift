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
    }

    /// Serves until the server stops, then closes every connection.
    consuming func run() {
        let shared = worker.shared
        var listening: Int32?
        while !shared.isStopping.load(ordering: .acquiring) {
            sleep()
            worker.resumeAnswered()
            daemon.run()
            guard listening == nil, shared.isDraining.load(ordering: .acquiring) else { continue }
            listening = stopAccepting()
        }
        // Stopping the daemon with a suspended connection would abort the process. Whoever is still
        // parked is called again by this last round and answered 503, as nobody else has.
        worker.resumeAll()
        daemon.run()
        daemon.stop()
        if let listening { close(listening) }
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

    /// Stops accepting and gives back the listening descriptor, to be closed after the daemon.
    private func stopAccepting() -> Int32? {
        let listening = daemon.quiesce()
        // A quiesced socket still completes handshakes into a backlog that nobody accepts.
        if let listening { shutdown(listening, Int32(SHUT_RDWR)) }
        // What was accepted or had arrived until now counts as in flight from this round on.
        daemon.run()
        worker.shared.accepting.subtract(1, ordering: .acquiringAndReleasing)
        worker.shared.progress.wake()
        return listening
    }
}
