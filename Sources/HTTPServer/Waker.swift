import CMicrohttpd
import Glibc
import Synchronization

/// Wakes one thread that sleeps in `poll`, from any other; many calls cost one write.
final class Waker: Sendable {
    /// Readable while there is something to wake for.
    let descriptor: Int32
    private let signalled = Atomic<Bool>(false)

    /// Nil when the process has no descriptor left.
    init?() {
        descriptor = dugnad_eventfd()
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    var isSignalled: Bool { signalled.load(ordering: .acquiring) }

    func wake() {
        guard !signalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var one: UInt64 = 1
        // Cannot fill up: the flag lets one write through for each read.
        _ = write(descriptor, &one, 8)
    }

    /// Makes the next `wake` count again; look at what was posted after this, not before.
    func clear() {
        var count: UInt64 = 0
        // The read comes first: a wake between the two finds the flag up, writes nothing, and what
        // it announced is seen by the caller. The other order would swallow its write for ever.
        _ = read(descriptor, &count, 8)
        signalled.store(false, ordering: .releasing)
    }

    /// Sleeps until woken, or for so many milliseconds; -1 is for ever.
    func wait(milliseconds: Int32) {
        var slot = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&slot, 1, milliseconds) > 0 { clear() }
    }
}

/// Nanoseconds of a clock that only goes forward.
func monotonicNanoseconds() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

/// Milliseconds of the same clock.
func monotonicMilliseconds() -> UInt64 { monotonicNanoseconds() / 1_000_000 }

/// The moment so many milliseconds from now; a negative number is now.
func monotonicMilliseconds(after milliseconds: Int) -> UInt64 {
    monotonicMilliseconds() + UInt64(max(0, milliseconds))
}
