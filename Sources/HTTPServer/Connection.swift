import Synchronization

/// One client connection, with the moment at which the reaper ends it.
final class Connection: Sendable {
    let descriptor: Int32
    let peer: String
    private let deadline: Atomic<UInt64>

    /// No deadline: the request is the handler's now, or parked with a deadline of its own.
    static let never = UInt64.max

    init(descriptor: Int32, peer: String, deadline: UInt64) {
        self.descriptor = descriptor
        self.peer = peer
        self.deadline = Atomic(deadline)
    }

    func setDeadline(_ moment: UInt64) {
        deadline.store(moment, ordering: .relaxed)
    }

    /// Never later than it was: a first request line earns no more time than its connection had.
    func shortenDeadline(to moment: UInt64) {
        deadline.min(moment, ordering: .relaxed)
    }

    func isDue(at now: UInt64) -> Bool {
        deadline.load(ordering: .relaxed) <= now
    }
}
