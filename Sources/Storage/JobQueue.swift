import Synchronization

/// What waits for the writer: bounded, first come first served.
final class JobQueue<Context>: Sendable {
    /// One job with its result type hidden.
    struct Job: Sendable {
        /// Runs the body; what comes back tells the result to whoever asked, once it is stored.
        let run: @Sendable (Context) throws -> () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isAsleep = false
        var isStopped = false
    }

    private let limit: Int
    private let state = Mutex(State())
    private let wake = Semaphore()

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { state.withLock { $0.waiting.count } }

    func add(_ job: Job) throws(StorageError) {
        try change { state throws(StorageError) in
            guard !state.isStopped else {
                throw StorageError(.stopped, "The store was closed; start the program again.")
            }
            guard state.waiting.count < limit else {
                throw StorageError(.busy, "Too many writes are waiting; try again in a moment.")
            }
            state.waiting.append(job)
        }
    }

    /// Lets nothing more in; what waits is still handed out.
    func stop() {
        change { $0.isStopped = true }
    }

    /// Waits for work and takes up to `most` of it; nil when stopped and empty.
    func take(most: Int) -> [Job]? {
        while true {
            let (jobs, isStopped) = state.withLock { state in
                let jobs = Array(state.waiting.prefix(most))
                state.waiting.removeFirst(jobs.count)
                state.isAsleep = jobs.isEmpty && !state.isStopped
                return (jobs, state.isStopped)
            }
            if !jobs.isEmpty { return jobs }
            if isStopped { return nil }
            wake.wait()
        }
    }

    // One signal for one sleep, so that signals do not pile up while the writer is at work.
    private func change<E: Error>(_ body: (inout State) throws(E) -> Void) throws(E) {
        let wasAsleep = try state.withLock { state throws(E) in
            try body(&state)
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if wasAsleep { wake.signal() }
    }
}
