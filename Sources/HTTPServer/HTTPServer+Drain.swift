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
        shared.isDraining.store(true, ordering: .sequentiallyConsistent)
        for waker in running.wakers { waker.wake() }
        shared.timekeeper.releaseEndingWithDrain()
        if !Self.waitUntilQuiet(shared, milliseconds: deadlineMilliseconds) {
            shared.timekeeper.releaseAll()
            _ = Self.waitUntilQuiet(shared, milliseconds: Self.flushMilliseconds)
        }
        Self.stop(running)
    }

    /// Ends the threads; connections still open are closed.
    static func stop(_ running: Running) {
        running.shared.isDraining.store(true, ordering: .sequentiallyConsistent)
        running.shared.isStopping.store(true, ordering: .sequentiallyConsistent)
        for waker in running.wakers { waker.wake() }
        for loop in running.loops { loop.join() }
        running.shared.timekeeper.stop()
        running.timer.join()
    }

    private static func waitUntilQuiet(_ shared: ServerState, milliseconds: Int) -> Bool {
        let deadline = monotonicMilliseconds(after: milliseconds)
        while !shared.isQuiet {
            let now = monotonicMilliseconds()
            guard now < deadline else { return false }
            shared.progress.wait(milliseconds: Int32(clamping: deadline - now))
        }
        return true
    }
}
