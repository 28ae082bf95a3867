import SyncEngine
import Synchronization

/// A few threads that read the store, so that event loops never wait for it.
final class WorkPool: Sendable {
    typealias Job = @Sendable () -> Void

    private let bell = CountingBell()
    private let limit: Int
    private let state = Mutex(State())

    private struct State {
        var jobs: [Job] = []
        /// Jobs before this place were taken.
        var taken = 0
        var isStopping = false
        var threads: [OwnThread] = []

        var waiting: Int { jobs.count - taken }

        mutating func take() -> Job? {
            guard taken < jobs.count else { return nil }
            defer { taken += 1 }
            let job = jobs[taken]
            jobs[taken] = {}
            return job
        }

        /// Forgets what was taken, once it is most of the list.
        mutating func compact() {
            guard taken > 64, taken * 2 > jobs.count else { return }
            jobs.removeFirst(taken)
            taken = 0
        }
    }

    /// - `limit`: how many jobs may wait.
    init(limit: Int) { self.limit = limit }

    /// Starts the threads; throws `hub.no_threads` and leaves none.
    func start(threads count: Int) throws(SyncError) {
        for _ in 0..<max(1, count) {
            guard let thread = OwnThread({ self.work() }) else {
                stop()
                throw .noThreads
            }
            state.withLock { $0.threads.append(thread) }
        }
    }

    /// Queues a job; false when too many wait or the pool was stopped.
    ///
    /// `isForced` is for jobs that are few by another limit and must not be lost.
    func submit(isForced: Bool = false, _ job: @escaping Job) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isStopping, isForced || state.waiting < limit else { return false }
            state.compact()
            state.jobs.append(job)
            return true
        }
        if isTaken { bell.ring() }
        return isTaken
    }

    /// Finishes what is queued and ends the threads.
    func stop() {
        let threads = state.withLock { state in
            state.isStopping = true
            defer { state.threads = [] }
            return state.threads
        }
        bell.ring(times: max(1, threads.count))
        for thread in threads { thread.join() }
    }

    private func work() {
        while true {
            bell.wait()
            // Every job rang once, so an empty queue means that this ring was the last.
            guard let job = state.withLock({ $0.take() }) else { return }
            job()
        }
    }
}
