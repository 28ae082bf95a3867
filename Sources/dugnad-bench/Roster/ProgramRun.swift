import Glibc

/// A program run to its end: how long it took, on the clock and on the processor, and its memory.
struct ProgramRun {
    let seconds: Double
    let processor: Double
    /// The most it held at once, bytes.
    let memory: Int
    let output: [UInt8]

    /// Runs it with its output kept; throws unless it ends with one of these codes.
    init(_ words: [String], output path: String, codes: Set<Int32> = [0]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(
            &actions,
            STDOUT_FILENO,
            path,
            O_WRONLY | O_CREAT | O_TRUNC,
            0o600
        )
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        var status: Int32 = -1
        var usage = rusage()
        let clock = ContinuousClock()
        let start = clock.now
        guard posix_spawnp(&process, words[0], &actions, nil, &arguments, environ) == 0,
            wait4(process, &status, 0, &usage) == process
        else { throw Scratch.Failure(what: "\(words[0]) cannot be run") }
        let taken = start.duration(to: clock.now).components
        guard status & 0x7F == 0, codes.contains(status >> 8 & 0xFF) else {
            throw Scratch.Failure(what: "\(words.prefix(3).joined(separator: " ")) failed")
        }
        seconds = Double(taken.seconds) + Double(taken.attoseconds) * 1e-18
        processor = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
        memory = usage.ru_maxrss * 1024
        output = try Self.read(path)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
    }

    /// The end of what was written, in which the sums stand.
    private static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Scratch.Failure(what: "an output is gone") }
        defer { close(descriptor) }
        let size = Scratch.size(path)
        var bytes = [UInt8](repeating: 0, count: min(size, 1 << 16))
        let count = bytes.count
        let got = bytes.withUnsafeMutableBytes {
            pread(descriptor, $0.baseAddress, count, size - count)
        }
        return Array(bytes.prefix(max(0, got)))
    }

    /// Whether a program is there to be run.
    static func isThere(_ words: [String], output path: String) -> Bool {
        (try? ProgramRun(words, output: path)) != nil
    }
}
