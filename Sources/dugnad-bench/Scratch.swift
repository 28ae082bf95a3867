import Glibc

/// A folder for the stores of one round, removed with them.
final class Scratch {
    let path: String

    init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/dugnad-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(what: "no folder under \(parent)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in ["raw.db", "hub.db", "replica.db", "season.db", "wrk.lua"] { remove(name) }
        rmdir(path)
    }

    /// Removes a store and what lies beside it.
    func remove(_ name: String) {
        for ending in ["", "-wal", "-shm", ".lock", "-lock", ".ledger", ".inhand"] {
            unlink(file(name + ending))
        }
    }

    /// Copies a closed store with its ledger.
    func copy(_ source: String, to name: String) throws {
        remove(name)
        for ending in ["", ".ledger"] { try copyFile(source + ending, file(name + ending)) }
    }

    private func copyFile(_ source: String, _ target: String) throws {
        let (from, to) = (open(source, O_RDONLY), open(target, O_WRONLY | O_CREAT | O_EXCL, 0o600))
        defer {
            close(from)
            close(to)
        }
        guard from >= 0, to >= 0 else { throw Failure(what: "a store cannot be copied") }
        while true {
            let moved = sendfile(to, from, nil, 1 << 30)
            guard moved >= 0 else { throw Failure(what: "a store cannot be copied") }
            if moved == 0 { return }
        }
    }

    /// Bytes of a file; 0 where there is none.
    static func size(_ path: String) -> Int {
        var about = stat()
        return stat(path, &about) == 0 ? Int(about.st_size) : 0
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    struct Failure: Error, CustomStringConvertible {
        let what: String
        var description: String { what }
    }
}

/// Seconds a body takes by the clock that only runs forward.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let taken = try clock.measure(body)
    return Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
}

/// What a body takes: by the clock that only runs forward, and of processor, in seconds.
///
/// On a machine with other work the second says more; it leaves out what the disk takes.
struct Spent {
    let seconds: Double
    let processor: Double

    /// Of this thread alone, or of the whole process.
    enum Whose { case thread, process }

    init(_ whose: Whose = .process, _ body: () throws -> Void) rethrows {
        let clock = whose == .thread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_PROCESS_CPUTIME_ID
        let start = Self.now(clock)
        seconds = try dugnad_bench.seconds(body)
        processor = Self.now(clock) - start
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
