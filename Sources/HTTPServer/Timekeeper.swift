import Synchronization

/// The one timer thread: ends parked exchanges at their deadlines, and slow connections at theirs.
final class Timekeeper: Sendable {
    private let waker: Waker
    private let registry: ConnectionRegistry
    private let state = Mutex(State())

    /// How often connections are looked at; there may be 20,000, and their deadlines are seconds.
    private static let reapMilliseconds: UInt64 = 200

    private enum Release { case none, endingWithDrain, all }

    private struct State {
        var queue = DeadlineQueue()
        var release = Release.none
        var isStopping = false
        /// When the thread looks again by itself, in monotonic milliseconds; 0 while it is awake.
        var looksAgain: UInt64 = 0
    }

    init(waker: Waker, registry: ConnectionRegistry) {
        self.waker = waker
        self.registry = registry
    }

    /// Expires the exchange at the deadline, or at once when a drain has released its kind.
    func schedule(_ exchange: Exchange, deadline: UInt64, endsWithDrain: Bool) {
        enum Step { case nothing, wake, expire }
        let step = state.withLock { state -> Step in
            switch state.release {
            case .all: return .expire
            case .endingWithDrain where endsWithDrain: return .expire
            case .none, .endingWithDrain: break
            }
            state.queue.insert(
                .init(deadline: deadline, endsWithDrain: endsWithDrain, exchange: exchange)
            )
            // While connections are open it looks several times a second: most deadlines wake nobody.
            return deadline < state.looksAgain ? .wake : .nothing
        }
        switch step {
        case .nothing: break
        case .wake: waker.wake()
        case .expire: exchange.expire()
        }
    }

    /// Expires what ends with the drain, now and whenever more of it is scheduled.
    func releaseEndingWithDrain() {
        release(.endingWithDrain)
    }

    /// Expires everything, now and whenever more is scheduled.
    func releaseAll() {
        release(.all)
    }

    func stop() {
        state.withLock { $0.isStopping = true }
        waker.wake()
    }

    /// Wakes the thread when the first connection arrives; without any it sleeps.
    func connectionsArrived() {
        waker.wake()
    }

    /// The thread's body; returns after `stop`.
    func run() {
        while true {
            let now = monotonicMilliseconds()
            let (due, isStopping) = state.withLock { state in
                state.looksAgain = 0
                return (state.queue.removeDue(at: now), state.isStopping)
            }
            guard !isStopping else { return }
            // Outside the lock: the closures of the deadlines are not ours.
            for exchange in due { exchange.expire() }
            waker.wait(milliseconds: pause(now: now, connections: registry.reap(at: now)))
        }
    }

    /// How long to sleep; read with the lock, so that an earlier deadline that comes from here on wakes.
    private func pause(now: UInt64, connections: Int) -> Int32 {
        let reaping = connections > 0 ? Self.reapMilliseconds : UInt64(Int32.max)
        return state.withLock { state in
            let deadline = state.queue.next.map { $0 > now ? $0 - now : 0 } ?? UInt64(Int32.max)
            let pause = min(reaping, deadline)
            state.looksAgain = now + pause
            return Int32(pause)
        }
    }

    private func release(_ kind: Release) {
        let released = state.withLock { state in
            state.release = kind
            return state.queue.removeAll(onlyEndingWithDrain: kind == .endingWithDrain)
        }
        for exchange in released { exchange.expire() }
    }
}
