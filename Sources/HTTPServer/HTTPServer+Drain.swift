import Synchronization

extension HTTPServer {
    /// After the deadline: how long the answers of what was parked may take to be sent.
    private static let flushMilliseconds = 1000

    /// Stops listening, answers what is in flight, and ends every thread; returns when all is done.
    ///
    /// Responses carry `Connection: close` from now on, and parked exchanges that end with the
    /// drain are answered at once. At the deadline the others are, and what cannot be sent within
    /// another second is cut. A second call does nothing. Not to be called by the handler.
    package func drain(deadlineMilliseconds: Int) {
        guard let running = takeRunning() else { return }
        let shared = running.shared
        let deadline = monotonicMilliseconds(after: deadlineMilliseconds)
        shared.isClosing.store(true, ordering: .sequentiallyConsistent)
        for waker in running.wakers { waker.wake() }
        Self.wait(on: shared, until: deadline) { shared.accepting.load(ordering: .acquiring) == 0 }
        shared.isDraining.store(true, ordering: .sequentiallyConsistent)
        shared.timekeeper.releaseEndingWithDrain()
        if !Self.waitUntilQuiet(shared, deadline: deadline) {
            shared.timekeeper.releaseAll()
            let flushed = monotonicMilliseconds(after: Self.flushMilliseconds)
            Self.wait(on: shared, until: flushed) { shared.isQuiet }
        }
        Self.stop(running)
    }

    /// Ends the threads; connections still open are closed.
    static func stop(_ running: Running) {
        running.shared.isClosing.store(true, ordering: .sequentiallyConsistent)
        running.shared.isDraining.store(true, ordering: .sequentiallyConsistent)
        running.shared.isStopping.store(true, ordering: .sequentiallyConsistent)
        for waker in running.wakers { waker.wake() }
        for loop in running.loops { loop.join() }
        running.shared.timekeeper.stop()
        running.timer.join()
    }

    /// Waits until nothing is in flight, and those who are connected have had time to speak.
    private static func waitUntilQuiet(_ shared: ServerState, deadline: UInt64) -> Bool {
        while wait(on: shared, until: deadline, for: { shared.isQuiet }) {
            let linger = min(
                deadline,
                monotonicMilliseconds(after: shared.configuration.lingerMilliseconds)
            )
            let hasSpoken = wait(on: shared, until: linger) {
                !shared.isQuiet || shared.registry.count == 0
            }
            if !hasSpoken || shared.isQuiet { return true }
        }
        return false
    }

    /// Whether the condition came true in time; looked at whenever a request or a loop has ended.
    @discardableResult
    private static func wait(
        on shared: ServerState,
        until deadline: UInt64,
        for condition: () -> Bool
    ) -> Bool {
        while !condition() {
            let now = monotonicMilliseconds()
            guard now < deadline else { return false }
            shared.progress.wait(milliseconds: Int32(min(deadline - now, 10)))
        }
        return true
    }
}
