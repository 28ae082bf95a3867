import FieldClient
import Foundation
import Glibc
import SyncCore
import SyncEngine
import Testing

/// What a first state takes of memory does not grow with its rows, at the hub or at the field client.
///
/// Runs with `make memory`, on the release build: with fifty thousand rows it takes a minute. The smaller number of
/// rows is what `DUGNAD_MEMORY` says.
@Suite(.enabled(if: MemoryTests.rows != nil, "run by `make memory`"))
struct MemoryTests {
    fileprivate static let rows = getenv("DUGNAD_MEMORY").flatMap { Int(String(cString: $0)) }

    /// The most memory each side ever had, in KiB.
    private struct Peak {
        var hub = 0
        var field = 0
    }

    /// A hub with so many rows, served by a fresh process, and a device that has never pulled.
    private func peak(rows: Int) throws -> Peak {
        let centre = try Centre()
        let filling = try HubProcess(store: centre.store)
        try fill(rows, filling, centre)
        #expect(filling.stop() == 0)
        let hub = try HubProcess(store: centre.store)
        let replica = try centre.join("ane", "coordinator", hub)
        var peak = Peak()
        peak.field = try Self.peak(of: ["field", "sync", "--replica", replica])
        peak.hub = try #require(Self.peak(of: hub.processID))
        let status = try Program.run("field", "status", "--replica", replica, "--json").json
        #expect(status["cursor"].integer != 0)
        let held = try Centre.sums(of: replica)
        #expect(hub.stop() == 0)
        #expect(try centre.sums().filter { held[$0.key] != nil } == held)
        return peak
    }

    /// Reports of litter, many to an operation.
    private func fill(_ rows: Int, _ hub: HubProcess, _ centre: Centre) throws {
        let incarnation = Environment.system.newID()
        let writer = try HubClient(url: hub.url, token: nil).enrol(
            code: try centre.code("coordinator"),
            name: "writer",
            incarnation: incarnation
        )
        let client = try HubClient(url: hub.url, token: writer.token)
        let (perOperation, perPush) = (50, 20)
        let count = Int64(rows / perOperation)
        for first in stride(from: Int64(1), through: count, by: perPush) {
            let operations = (first..<min(first + Int64(perPush), count + 1)).map { number in
                let edits = (0..<perOperation).map { Self.report($0, writer.centre) }
                return Operation(
                    incarnation: incarnation,
                    number: number,
                    schema: 1,
                    at: Environment.system.now(),
                    base: nil,
                    edits: edits
                ).json.bytes()
            }
            let answer = try client.push(
                PushRequest(
                    incarnation: incarnation,
                    first: first,
                    deviceNow: Environment.system.now(),
                    operations: operations
                )
            )
            try #require(answer.outcomes.allSatisfy { $0.verdict == .applied })
        }
    }

    private static func report(_ place: Int, _ centre: RowID) -> Edit {
        Edit(
            EntityName(rawValue: "litterReport"),
            Environment.system.newID(),
            set: [
                "centreId": centre.json, "amount": "bagful",
                "seenAt": .integer(Environment.system.now()),
                "note": .string("Taurester og isopor ved naustet, nr. \(place)"),
            ]
        )
    }

    /// Runs a command to its end and gives the most memory it had.
    private static func peak(of words: [String]) throws -> Int {
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = words
        process.environment = Program.environment([:])
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var highest = 0
        // What wait4(2) gives would count what this process had when it started the other.
        while process.isRunning {
            highest = max(highest, peak(of: process.processIdentifier) ?? 0)
            usleep(1000)
        }
        try #require(process.terminationStatus == 0)
        return highest
    }

    private static func peak(of process: Int32) -> Int? {
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    @Test func `ten times the rows take no more memory than the page caches do`() throws {
        let rows = try #require(Self.rows)
        let (small, large) = (try peak(rows: rows), try peak(rows: rows * 10))
        for (rows, peak) in [(rows, small), (rows * 10, large)] {
            print("\(rows) rows: hub \(peak.hub) KiB, field client \(peak.field) KiB")
        }
        // SQLite's page cache, at most 16 MiB a connection, is not full with few rows. Rows kept in memory would be
        // seen: of 45,000 more, 400 bytes each are as much again as a whole cache.
        #expect(large.hub * 10 < small.hub * 16)
        #expect(large.field * 10 < small.field * 16)
    }
}
