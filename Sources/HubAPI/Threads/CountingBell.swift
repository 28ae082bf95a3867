import Glibc

/// A counting semaphore: one ring wakes one who waits, now or later.
// Unchecked: the pointers never change, and the count is only touched with the lock held.
final class CountingBell: @unchecked Sendable {
    // On the heap, because locks must not move while somebody waits on them.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var count = 0

    init() {
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

    func ring(times: Int = 1) {
        pthread_mutex_lock(lock)
        count += times
        if times == 1 { pthread_cond_signal(changed) } else { pthread_cond_broadcast(changed) }
        pthread_mutex_unlock(lock)
    }

    func wait() {
        pthread_mutex_lock(lock)
        while count == 0 { pthread_cond_wait(changed, lock) }
        count -= 1
        pthread_mutex_unlock(lock)
    }

    /// Waits no longer than this; false when the time ran out.
    func wait(seconds: Int) -> Bool { wait(milliseconds: Int64(seconds) * 1000) }

    /// Waits no longer than this; false when the time ran out.
    func wait(milliseconds: Int64) -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        let nanoseconds = Int64(deadline.tv_nsec) + milliseconds % 1000 * 1_000_000
        deadline.tv_sec += Int(milliseconds / 1000 + nanoseconds / 1_000_000_000)
        deadline.tv_nsec = Int(nanoseconds % 1_000_000_000)
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while count == 0 {
            guard pthread_cond_timedwait(changed, lock, &deadline) == 0 else { return false }
        }
        count -= 1
        return true
    }
}
