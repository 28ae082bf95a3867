import Glibc
import Storage
import Testing

@Suite struct StoreLockTests {
    let folder = TemporaryFolder()

    @Test func `a store is locked while another holds it, and free afterwards`() throws {
        let path = folder.file("a.db")
        var held: StoreLock? = try StoreLock(storePath: path)
        let error = #expect(throws: StorageError.self) { try StoreLock(storePath: path) }
        #expect(error?.code == .locked)
        #expect(error?.message.contains("\(getpid())") == true)
        withExtendedLifetime(held) {}
        held = nil
        _ = try StoreLock(storePath: path)
        #expect(folder.names == ["a.db.lock"])
    }

    @Test func `a lock that was let go is another's to take, and is let go once`() throws {
        let path = folder.file("a.db")
        let first = try StoreLock(storePath: path)
        first.release()
        let second = try StoreLock(storePath: path)
        first.release()
        #expect(failureCode { _ = try StoreLock(storePath: path) } == .locked)
        withExtendedLifetime((first, second)) {}
    }

    @Test func `two stores do not lock each other`() throws {
        let one = try StoreLock(storePath: folder.file("a.db"))
        let other = try StoreLock(storePath: folder.file("b.db"))
        withExtendedLifetime((one, other)) {}
    }

    @Test func `a folder that is not there is missing`() {
        #expect(failureCode { _ = try StoreLock(storePath: folder.file("none/a.db")) } == .missing)
    }

    @Test func `another process is refused, and the kernel frees the lock when a holder is killed`()
        throws
    {
        let path = folder.file("a.db")
        let lock = path + ".lock"
        let child = try Child("/usr/bin/flock", "--exclusive", "--no-fork", lock, "cat")
        while !child.isHolding(lock) { usleep(1_000) }
        #expect(failureCode { _ = try StoreLock(storePath: path) } == .locked)
        child.kill()
        _ = try StoreLock(storePath: path)
    }
}

/// Another process, which waits for its input to end.
private final class Child {
    private var process: pid_t = 0
    private let input: (read: Int32, write: Int32)

    init(_ command: String...) throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        input = (ends[0], ends[1])
        // Processes of other tests must not keep the ends open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.read, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        #expect(posix_spawn(&process, command[0], &actions, nil, &arguments, environ) == 0)
    }

    func isHolding(_ lock: String) -> Bool {
        let descriptor = open(lock, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }

    func kill() {
        guard process > 0 else { return }
        _ = Glibc.kill(process, SIGKILL)
        waitpid(process, nil, 0)
        process = 0
    }

    deinit {
        kill()
        close(input.read)
        close(input.write)
    }
}
