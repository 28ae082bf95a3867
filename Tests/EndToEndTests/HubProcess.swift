import FieldClient
import Foundation
import Glibc
import Synchronization
import Testing

/// A hub that serves a store as a process of its own, ended at the latest with this value.
final class HubProcess: Sendable {
    let url: String
    let port: Int
    private let process: Mutex<Process>
    private let folder: Folder

    /// Starts `dugnad serve` and waits until it answers.
    init(store: String, port: Int = 0) throws {
        folder = try Folder()
        self.port = port == 0 ? try Self.freePort() : port
        url = "http://127.0.0.1:\(self.port)"
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["serve", "--db", store, "--listen", "127.0.0.1:\(self.port)"]
        process.environment = Program.environment([:])
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try folder.newFile("output")
        process.standardError = try folder.newFile("errors")
        try process.run()
        self.process = Mutex(process)
        try waitUntilItAnswers()
    }

    deinit { kill() }

    var isRunning: Bool { process.withLock { $0.isRunning } }

    var processID: Int32 { process.withLock { $0.processIdentifier } }

    /// Ends it as a power cut would: no handler runs, nothing is flushed.
    func kill() { end(by: SIGKILL) }

    /// Asks it to stop and returns its exit code.
    @discardableResult
    func stop() -> Int32 { end(by: SIGTERM) }

    @discardableResult
    private func end(by signal: Int32) -> Int32 {
        process.withLock { process in
            if process.isRunning { _ = Glibc.kill(process.processIdentifier, signal) }
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    private func waitUntilItAnswers() throws {
        for _ in 0..<200 {
            let answer = try Program.execute(
                "/usr/bin/env",
                ["curl", "-fsS", "-o", "/dev/null", "\(url)/v1/health"]
            )
            if answer.status == 0 { return }
            guard isRunning else { break }
            usleep(50_000)
        }
        let said = (try? folder.text("errors")) ?? ""
        Issue.record("the hub does not answer: \(said)")
        throw NotServing()
    }

    struct NotServing: Error {}

    /// A port nobody listens on now; taken by the hub a moment later.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(bound, "no free port")
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
