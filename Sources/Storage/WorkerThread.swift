import Glibc
import Synchronization

/// One thread of the operating system, which runs one closure and ends.
///
/// SQLite waits for the disk; on a thread of its own it does not hold up the few threads that Swift
/// runs all tasks on.
final class WorkerThread: Sendable {
    private let thread: pthread_t
    private let isRunning: SharedFlag
    private let needsJoin = Mutex(true)

    /// Starts the thread.
    ///
    /// - Throws: `store.failed` when the system has no thread left to give.
    init(_ body: @escaping @Sendable () -> Void) throws(StorageError) {
        let isRunning = SharedFlag()
        let start = Unmanaged.passRetained(
            Start {
                body()
                isRunning.value.store(false, ordering: .releasing)
            }
        )
        var thread = pthread_t()
        let failure = pthread_create(&thread, nil, Self.enter, start.toOpaque())
        guard failure == 0 else {
            start.release()
            throw StorageError(
                .failed,
                "The system gives no more threads; raise its limit or stop something."
            )
        }
        self.thread = thread
        self.isRunning = isRunning
    }

    /// Whether the caller runs on this thread.
    var isCurrent: Bool {
        // A thread's number is given out again after its end, hence the flag.
        isRunning.value.load(ordering: .acquiring) && pthread_equal(pthread_self(), thread) != 0
    }

    /// Waits until the thread has ended; every caller waits, the first one clears up.
    func join() {
        precondition(!isCurrent, "a thread cannot wait for its own end")
        needsJoin.withLock { isNeeded in
            guard isNeeded else { return }
            pthread_join(thread, nil)
            isNeeded = false
        }
    }

    deinit {
        // Nobody waited, or the last owner let go on the thread itself: the system clears up.
        if needsJoin.withLock({ $0 }) { pthread_detach(thread) }
    }

    private static let enter:
        @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
            guard let raw = $0 else { return nil }
            Unmanaged<Start>.fromOpaque(raw).takeRetainedValue().body()
            return nil
        }

    private final class Start: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    private final class SharedFlag: Sendable {
        let value = Atomic(true)
    }
}
