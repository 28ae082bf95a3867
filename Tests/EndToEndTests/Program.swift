import Foundation
import Glibc
import Testing

/// The built executable, driven as a person or a script would.
enum Program {
    /// Beside the test bundle, or where `DUGNAD_BINARY` says.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["DUGNAD_BINARY"] { return named }
        let ours =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: ours).deletingLastPathComponent().appending(path: "dugnad").path
    }()

    struct Answer {
        let status: Int32
        let output: String
        let errors: String

        /// The first JSON document of the output.
        var json: JSON {
            get throws { try JSON(Data(output.utf8)) }
        }

        /// The code of the error that `--json` printed, or that stands in brackets in the text.
        var errorCode: String? {
            if let code = try? json["error"]["code"].text { return code }
            return errors.firstMatch(of: #/\[([a-z_]+\.[a-z_]+)\]/#).map { String($0.output.1) }
        }
    }

    /// Runs a command to its end.
    @discardableResult
    static func run(_ words: String..., variables: [String: String] = [:]) throws -> Answer {
        try run(words, variables: variables)
    }

    static func run(_ words: [String], variables: [String: String] = [:]) throws -> Answer {
        try execute(path, words, variables: variables)
    }

    static func execute(
        _ executable: String,
        _ words: [String],
        variables: [String: String] = [:]
    ) throws -> Answer {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = words
        process.environment = environment(variables)
        process.standardInput = FileHandle.nullDevice
        // Files and not pipes: nothing here has to be read while the process runs.
        let folder = try Folder()
        let output = try folder.newFile("output")
        let errors = try folder.newFile("errors")
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus,
            output: try folder.text("output"),
            errors: try folder.text("errors")
        )
    }

    /// How long a command takes that must succeed.
    static func duration(_ words: [String]) throws -> Duration {
        try ContinuousClock().measure {
            let ended = try run(words)
            guard ended.status == 0 else { throw Failed(errors: ended.errors) }
        }
    }

    private struct Failed: Error {
        let errors: String
    }

    /// As `run`, killed after a part of the time another run took: machines differ, and so does one from hour to hour.
    static func runKilled(
        _ words: [String],
        within whole: Duration,
        using random: inout Seeded
    ) throws -> Bool {
        let microseconds =
            Double(whole.components.attoseconds) / 1e12
            + Double(whole.components.seconds) * 1e6
        let part = microseconds * Double.random(in: 0.1...1, using: &random)
        return try runKilled(words, afterMicroseconds: UInt32(part))
    }

    /// Runs a command and kills it after a while, as a power cut would; false when it had ended by then.
    static func runKilled(_ words: [String], afterMicroseconds delay: UInt32) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = words
        process.environment = environment([:])
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(delay)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }

    /// English sentences, and nothing of the machine that could change an answer.
    static func environment(_ variables: [String: String]) -> [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return ["PATH": path, "LANG": "en_GB.UTF-8", "HOME": "/nonexistent"]
            .merging(variables) { _, given in given }
    }
}
