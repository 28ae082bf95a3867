import Glibc

/// A short rest between two tries.
enum Pause {
    /// A tenth of a second, or less when a signal comes.
    static func short() {
        var time = timespec(tv_sec: 0, tv_nsec: 100_000_000)
        nanosleep(&time, nil)
    }
}
