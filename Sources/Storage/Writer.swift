/// How much a writer takes on.
package struct WriterLimits: Sendable {
    /// The most jobs stored by one commit.
    package var jobsPerCommit: Int
    /// The most jobs that wait; one more fails with `store.busy`.
    package var waitingJobs: Int

    /// Both bounds are at least one.
    package init(jobsPerCommit: Int = 64, waitingJobs: Int = 1_024) {
        precondition(jobsPerCommit > 0 && waitingJobs > 0, "a writer takes on at least one job")
        self.jobsPerCommit = jobsPerCommit
        self.waitingJobs = waitingJobs
    }
}

/// The one place that writes a store: a thread with its connection, and whatever lives beside it.
///
/// A commit waits for the disk, so the writer takes all jobs that wait and stores them with one commit.
/// Each job runs inside a savepoint: when it throws, its own writes are undone and the others stay. An
/// answer is given only after the commit it depends on.
///
/// **A job can be run twice.** When a commit fails, or SQLite undoes a group, the jobs of the group are
/// run again one by one, so that only the guilty one fails. What a job changes outside SQL must
/// therefore be put right by `undone`, which is called after every undoing, on the writer's thread.
///
///     let writer = try Writer { (store, Ledger(store)) }
///     let number = try writer.perform { ledger in try ledger.append(entry) }
package final class Writer<Context>: Sendable {
    private let queue: JobQueue<Context>
    private let thread: WorkerThread
    private let limits: WriterLimits

    /// Starts the thread and waits until `make` has opened the store on it.
    ///
    /// - Parameters:
    ///   - undone: Makes the context forget what it took from writes that were undone.
    ///   - committed: Runs after each commit and before any of its answers; where it throws, the
    ///     writes stay and every job of the commit is answered with that error.
    ///   - make: Runs once on the writer's thread; connection and context never leave it.
    /// - Throws: What `make` throws.
    package init(
        limits: WriterLimits = .init(),
        undone: @escaping @Sendable (Context) -> Void = { _ in },
        committed: @escaping @Sendable (Context) throws -> Void = { _ in },
        make: @escaping @Sendable () throws -> (Connection, Context)
    ) throws {
        let queue = JobQueue<Context>(limit: limits.waitingJobs)
        let opened = Promise<Void>()
        let thread = try WorkerThread {
            do {
                let (connection, context) = try make()
                opened.keep(.success(()))
                let loop = WriterLoop(
                    connection: connection,
                    context: context,
                    undone: undone,
                    committed: committed
                )
                loop.run(queue, jobsPerCommit: limits.jobsPerCommit)
            } catch {
                opened.keep(.failure(error))
            }
        }
        do { try opened.wait() } catch {
            thread.join()
            throw error
        }
        self.queue = queue
        self.thread = thread
        self.limits = limits
    }

    deinit {
        queue.stop()
        // When the last owner was a completion, this is the writer's thread; it ends by itself.
        if !thread.isCurrent { thread.join() }
    }

    /// Whether the caller runs on the writer's thread, as jobs and completions do.
    package var isCurrent: Bool { thread.isCurrent }

    /// How many jobs wait at this moment, for showing how busy the store is.
    package var waitingJobs: Int { queue.count }

    /// Hands in a job and returns at once.
    ///
    /// The completion runs on the writer's thread after the commit: let it be short. When the queue is
    /// full (`store.busy`) or the writer stopped (`store.stopped`) it runs at once, on this thread.
    package func submit<R: Sendable>(
        _ job: @escaping @Sendable (Context) throws -> R,
        completion: @escaping @Sendable (Result<R, any Error>) -> Void
    ) {
        let erased = JobQueue<Context>.Job(
            run: { context in
                let value = try job(context)
                return { completion(.success(value)) }
            },
            fail: { completion(.failure($0)) }
        )
        do throws(StorageError) {
            try queue.add(erased)
        } catch {
            completion(.failure(error))
        }
    }

    /// Hands in a job and waits until it is stored.
    ///
    /// Never call it from a job or a completion: the thread would wait for itself.
    package func perform<R: Sendable>(
        _ job: @escaping @Sendable (Context) throws -> R
    ) throws -> R {
        precondition(!thread.isCurrent, "the writer's own thread cannot wait for the writer")
        let answer = Promise<R>()
        submit(job) { answer.keep($0) }
        return try answer.wait()
    }

    /// Stores what waits, closes the connection and ends the thread; later jobs fail.
    package func stop() {
        queue.stop()
        thread.join()
    }
}
