import FieldClient
import Foundation
import Glibc

/// The hub as people run it: `dugnad serve` in a process of its own, beside this program.
final class ServedHub {
    let url: String
    private let process = Process()

    init(store: String) throws {
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "dugnad")
        guard FileManager.default.isExecutableFile(atPath: program.path()) else {
            throw Scratch.Failure(what: "\(program.path()) is missing; run `make build` first")
        }
        let port = try Loopback.freePort()
        url = "http://127.0.0.1:\(port)"
        process.executableURL = program
        process.arguments = ["serve", "--db", store, "--listen", "127.0.0.1:\(port)"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<400 where !Loopback.answers(port) { usleep(25_000) }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// The most memory it had at once, in bytes (`VmHWM` of proc(5)).
    func peakMemory() -> Int {
        let path = "/proc/\(process.processIdentifier)/status"
        let lines = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(
            separator: "\n"
        )
        let line = lines.first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) * 1024
    }
}
