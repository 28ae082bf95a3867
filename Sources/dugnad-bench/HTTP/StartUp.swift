import Glibc

/// How soon the program is there, and how large it is.
struct StartUp {
    let store: CrowdStore
    let scratch: Scratch

    /// Milliseconds until `dugnad --help` has ended.
    func help() throws -> Double {
        let program = try Program.sibling("dugnad")
        return try seconds { try Self.run([program, "--help"]) } * 1e3
    }

    /// Milliseconds from the start of the hub until it has told its health.
    func hub() throws -> Double {
        try scratch.copy(store.path, to: "hub.db")
        var hub: Program?
        let taken = try seconds {
            let started = try Program.hub(scratch.file("hub.db"), isPinned: false)
            hub = started
            let client = try OneClient(port: started.port)
            try client.send(Array("GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8))
            guard try client.answer().status == 200 else {
                throw Scratch.Failure(what: "the hub is not well")
            }
        }
        return withExtendedLifetime(hub) { taken * 1e3 }
    }

    /// Bytes of the program as built, and without the names of its functions.
    func size() throws -> (built: Int, stripped: Int) {
        let program = try Program.sibling("dugnad")
        let copy = scratch.file("stripped")
        try Self.run(["/usr/bin/strip", "-o", copy, program])
        defer { unlink(copy) }
        return (Scratch.size(program), Scratch.size(copy))
    }

    /// Runs a program to its end, its words thrown away.
    private static func run(_ words: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        var status: Int32 = -1
        guard posix_spawn(&process, words[0], &actions, nil, &arguments, environ) == 0,
            waitpid(process, &status, 0) == process, status == 0
        else { throw Scratch.Failure(what: "\(words[0]) failed") }
    }
}
