import Glibc

/// A counting semaphore, the one way threads wait for each other here.
// Unchecked: the pointers never change, and the count is only touched with the lock held.
final class Semaphore: @unchecked Sendable {
    // On the heap, because locks must not move while somebody waits on them.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var count: Int

    init(_ count: Int = 0) {
        self.count = count
        lock.initialize(to: pthread_mutex_t())
        changed.initialize(to: pthread_cond_t())
        pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // The monotonic clock: a step of the wall clock must not lengthen or cut a wait.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(changed, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    func signal() {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        count += 1
        pthread_cond_signal(changed)
    }

    func wait() {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while count == 0 { pthread_cond_wait(changed, lock) }
        count -= 1
    }

    /// Waits no longer than this; false when the time ran out.
    func wait(milliseconds: Int) -> Bool {
        var deadline = Self.now(plus: milliseconds)
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while count == 0 {
            guard pthread_cond_timedwait(changed, lock, &deadline) == 0 else { return false }
        }
        count -= 1
        return true
    }

    private static func now(plus milliseconds: Int) -> timespec {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let nanoseconds = time.tv_nsec + milliseconds % 1_000 * 1_000_000
        time.tv_sec += milliseconds / 1_000 + nanoseconds / 1_000_000_000
        time.tv_nsec = nanoseconds % 1_000_000_000
        return time
    }
}
