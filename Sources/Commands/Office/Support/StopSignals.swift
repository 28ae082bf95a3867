import Glibc

/// The signals that end a command which runs on: SIGTERM and SIGINT.
///
/// They are blocked and waited for rather than handled: a handler may do next to nothing
/// (signal-safety(7)).
struct StopSignals {
    private var set = sigset_t()

    /// Blocks them in this thread and in those it makes from now on.
    init() {
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for one of them, which is returned, or until `isStopping` says so; asked five times a second.
    func wait(until isStopping: () -> Bool) -> Int32? {
        var set = set
        var pause = timespec(tv_sec: 0, tv_nsec: 200_000_000)
        while !isStopping() {
            let signal = sigtimedwait(&set, nil, &pause)
            if signal > 0 { return signal }
        }
        return nil
    }
}
