import Foundation
import Glibc

/// A program beside this one, on a processor of its own where there are two.
final class Program {
    let port: UInt16
    let startedIn: Double
    private let process = Process()

    /// The processor servers get, so that their requests a second are those of one; the clients have the others.
    static let serverCore = 0

    /// `dugnad serve` over a store; on one processor, or on all.
    static func hub(_ store: String, isPinned: Bool = true) throws -> Program {
        let port = try Loopback.freePort()
        let words = ["serve", "--db", store, "--listen", "127.0.0.1:\(port)"]
        return try Program(try sibling("dugnad"), words, port: port, isPinned: isPinned)
    }

    /// libmicrohttpd's bare "hello".
    static func hello() throws -> Program {
        let port = try Loopback.freePort()
        let own = try sibling("dugnad-bench")
        return try Program(own, ["hello", "\(port)"], port: port, isPinned: true)
    }

    /// A program built beside this one.
    static func sibling(_ name: String) throws -> String {
        let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: name).path()
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Scratch.Failure(what: "\(path) is missing; run `make build` first")
        }
        return path
    }

    /// The command line that keeps a program on the servers' processor, or off it.
    static func pinned(_ program: String, _ words: [String], isServer: Bool) -> [String] {
        let count = ProcessInfo.processInfo.processorCount
        guard count > 1 else { return [program] + words }
        let cores = isServer ? "\(serverCore)" : "\(serverCore + 1)-\(count - 1)"
        return ["/usr/bin/taskset", "-c", cores, program] + words
    }

    private init(_ program: String, _ words: [String], port: UInt16, isPinned: Bool) throws {
        self.port = port
        let line = isPinned ? Self.pinned(program, words, isServer: true) : [program] + words
        process.executableURL = URL(filePath: line[0])
        process.arguments = Array(line.dropFirst())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        var isUp = false
        // A minute: a store that was not closed is put right first.
        for _ in 0..<60_000 where !isUp {
            isUp = Loopback.answers(port)
            if !isUp { usleep(1000) }
        }
        let taken = clock.now - start
        startedIn = Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
        guard isUp else { throw Scratch.Failure(what: "\(program) does not answer") }
    }

    deinit {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }

    /// Memory of the program in bytes (proc(5)): `VmHWM` is the most it had, `VmRSS` what it has.
    func memory(_ name: String) -> Int {
        let line = text("status").split(separator: "\n").first { $0.hasPrefix("\(name):") } ?? ""
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) * 1024
    }

    /// Seconds of processor the program has had, its own and the kernel's for it.
    func processorSeconds() -> Double {
        // The name in parentheses may have blanks; the times are the 12th and 13th word behind it.
        let words = text("stat").split(separator: ")").last?.split(separator: " ") ?? []
        guard words.count > 12, let own = Double(words[11]), let kernel = Double(words[12]) else {
            return 0
        }
        return (own + kernel) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private func text(_ name: String) -> String {
        let path = "/proc/\(process.processIdentifier)/\(name)"
        return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
