import Glibc
package import SyncCore

/// Gives notices to a command: JSON on its input, taken when it ends with 0.
///
/// It runs by `/bin/sh -c` in a process group of its own, which is ended when it takes too long. `DUGNAD_NOTICE` is the
/// notice's id, by which a repetition is known.
package struct CommandHook: NoticeReceiver {
    private let command: String

    package init(_ command: String) { self.command = command }

    package func take(
        _ body: [UInt8],
        id: RowID,
        milliseconds: Int64,
        isStopping: @escaping @Sendable () -> Bool
    ) -> String? {
        var ends: [Int32] = [-1, -1]
        // A socket rather than a pipe: writing to one that nobody reads is an error and no signal.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            return "notice.no_resources"
        }
        // Far below what a socket holds, and before the command is there: nobody waits for it, and one that does not read
        // its input is no failure.
        let sent = send(ends[0], body, body.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        guard sent == body.count else {
            for end in ends { close(end) }
            return "notice.command_input"
        }
        let started = Self.spawn(command, input: ends[1], keeping: ends[0], id)
        close(ends[1])
        guard let child = started else {
            close(ends[0])
            return "notice.command_not_started"
        }
        close(ends[0])
        return Self.wait(child, milliseconds, isStopping)
    }

    private static func spawn(
        _ command: String,
        input: Int32,
        keeping own: Int32,
        _ id: RowID
    ) -> pid_t? {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        keepOpenFiles()
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The hub's threads block the signals that end it; the command has to get them.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var usual = sigset_t()
        sigemptyset(&usual)
        sigaddset(&usual, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let line: [String] = ["/bin/sh", "-c", command]
        var words = line.map { strdup($0) } + [nil]
        var surroundings = variables(id).map { strdup($0) } + [nil]
        defer { for word in words + surroundings { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", &files, &attributes, &words, &surroundings) == 0
        else { return nil }
        return child
    }

    /// The store and every connection stay with the hub: nothing that is open goes along.
    private static func keepOpenFiles() {
        guard let folder = opendir("/proc/self/fd") else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let descriptor = Int32(name), descriptor > STDERR_FILENO else { continue }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    private static func variables(_ id: RowID) -> [String] {
        var out = ["DUGNAD_NOTICE=\(id)"]
        for name in ["PATH", "HOME", "LANG", "TZ"] {
            if let value = getenv(name) { out.append("\(name)=\(String(cString: value))") }
        }
        return out
    }

    private static func wait(
        _ child: pid_t,
        _ milliseconds: Int64,
        _ isStopping: () -> Bool
    ) -> String? {
        let pause: UInt32 = 10
        var status: Int32 = 0
        var waited: Int64 = 0
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child { break }
            guard ended == 0 || errno == EINTR else { return "notice.command_lost" }
            guard waited < milliseconds, !isStopping() else {
                // All of its group: what the shell has started goes with it.
                kill(-child, SIGKILL)
                waitpid(child, &status, 0)
                return "notice.timeout"
            }
            usleep(pause * 1000)
            waited += Int64(pause)
        }
        // The low seven bits are the signal that ended it (wait(2)).
        guard status & 0x7F == 0 else { return "notice.command_signal_\(status & 0x7F)" }
        let exit = (status >> 8) & 0xFF
        return exit == 0 ? nil : "notice.command_exit_\(exit)"
    }
}
