import Foundation
import SyncCore

/// One run of `wrk`: as many requests as so many connections can have answered.
struct Wrk {
    struct Result {
        let requests: Int
        let seconds: Double
        /// Answers that were not 2xx, and connections that failed.
        let failures: Int
        let medianMilliseconds: Double
        let slowMilliseconds: Double

        var rate: Double { Double(requests) / seconds }
    }

    /// Says what wrk measured as one line of JSON behind its table.
    private static let telling = """
        done = function(summary, latency, requests)
          local e = summary.errors
          io.write(string.format('\\n{"requests":%d,"micros":%d,"failures":%d,"p50":%d,"p99":%d}\\n',
            summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
            latency:percentile(50), latency:percentile(99)))
        end
        """

    /// Runs the requests that `script` makes, in Lua, against the port.
    static func run(
        port: UInt16,
        connections: Int,
        seconds: Int,
        script: String,
        in scratch: Scratch
    ) throws -> Result {
        let file = scratch.file("wrk.lua")
        try (script + "\n" + telling).write(toFile: file, atomically: false, encoding: .utf8)
        let words = [
            "-t1", "-c\(connections)", "-d\(seconds)s", "--timeout", "20s", "-s", file,
            "http://127.0.0.1:\(port)/",
        ]
        let program = try installed()
        let output = try output(of: Program.pinned(program, words, isServer: false))
        guard let line = output.split(separator: "\n").last(where: { $0.hasPrefix("{") }),
            let told = try? JSONValue.parse(Array(line.utf8))
        else { throw Scratch.Failure(what: "wrk told nothing: \(output)") }
        func number(_ name: String) -> Int { Int(told[name]?.integer ?? 0) }
        return Result(
            requests: number("requests"),
            seconds: Double(number("micros")) / 1e6,
            failures: number("failures"),
            medianMilliseconds: Double(number("p50")) / 1e3,
            slowMilliseconds: Double(number("p99")) / 1e3
        )
    }

    static func installed() throws -> String {
        let path = "/usr/bin/wrk"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Scratch.Failure(what: "wrk is missing; `make bench-http` installs it")
        }
        return path
    }

    private static func output(of line: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: line[0])
        process.arguments = Array(line.dropFirst())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        try process.run()
        let told = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: told, as: UTF8.self)
    }
}
