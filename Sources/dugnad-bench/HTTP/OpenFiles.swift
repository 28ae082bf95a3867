import Glibc

/// The limit on open files, which programs started from here inherit.
enum OpenFiles {
    /// Raises it to what so many connections need; says what to do where that may not be.
    static func raise(for connections: Int) throws {
        let wanted = rlim_t(connections + 256)
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < wanted else { return }
        limit.rlim_cur = wanted
        limit.rlim_max = max(limit.rlim_max, wanted)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw Scratch.Failure(
                what: """
                    \(connections) connections need \(wanted) open files, and no more are allowed here; raise the \
                    hard limit (ulimit -Hn, or LimitNOFILE of systemd) or run it as root
                    """
            )
        }
    }
}
