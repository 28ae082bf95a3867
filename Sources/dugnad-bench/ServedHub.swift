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
        let port = try Self.freePort()
        url = "http://127.0.0.1:\(port)"
        process.executableURL = program
        process.arguments = ["serve", "--db", store, "--listen", "127.0.0.1:\(port)"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<400 where !Self.answers(port) { usleep(25_000) }
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

    private static func withAddress<R>(
        _ port: UInt16,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
    ) -> R {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
        }
    }

    private static func answers(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return withAddress(port) { connect(descriptor, $0, $1) == 0 }
    }

    /// A port nobody listens on now; taken by the hub a moment later.
    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        guard withAddress(0, { bind(descriptor, $0, $1) == 0 }) else {
            throw Scratch.Failure(what: "no port is free")
        }
        var bound = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = withUnsafeMutablePointer(to: &bound) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size) == 0
            }
        }
        guard found else { throw Scratch.Failure(what: "no port is free") }
        return UInt16(bigEndian: bound.sin_port)
    }
}
