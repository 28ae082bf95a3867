import Glibc
package import SyncEngine

extension CommandHook {
    /// The hook, where a shell could run it; throws `notice.hook_command` where it is no command or cannot be found.
    ///
    /// Asked when the hub starts, so that a misspelt hook is not found out by notices that are dead a day later. What
    /// the command does is not tried.
    package init(checking command: String) throws(SyncError) {
        guard Self.exit(of: ["/bin/sh", "-n", "-c", command]) == 0, Self.isFound(command) else {
            throw SyncError(
                "notice.hook_command",
                "The notice hook cannot be run; give an address or a command that is there."
            )
        }
        self.init(command)
    }

    /// Whether the shell knows the first word; one that is more than a plain name is left to the shell.
    private static func isFound(_ command: String) -> Bool {
        guard let word = command.split(whereSeparator: \.isWhitespace).first else { return false }
        guard word.wholeMatch(of: /[A-Za-z0-9_.\/+-]+/) != nil else { return true }
        return exit(of: ["/bin/sh", "-c", "command -v \"$1\"", "sh", String(word)]) == 0
    }

    /// How a program ends that is given nothing and heard by nobody; nil where it cannot be started.
    private static func exit(of line: [String]) -> Int32? {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var words = line.map { strdup($0) } + [nil]
        let values = ["PATH", "HOME"].compactMap { (name: String) -> String? in
            getenv(name).map { "\(name)=\(String(cString: $0))" }
        }
        var surroundings = values.map { strdup($0) } + [nil]
        defer { for word in words + surroundings { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, line[0], &files, nil, &words, &surroundings) == 0 else {
            return nil
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }
}
