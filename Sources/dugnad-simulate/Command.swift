import Dispatch
import Glibc
import Simulation
import SyncCore
import Synchronization

/// Carries out what the arguments ask for.
struct Command {
    let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        if arguments.isHelp {
            Text.say(Arguments.help)
            return 0
        }
        if let path = arguments.replay { return try replay(path) }
        if let scale = arguments.fieldDay { return try fieldDay(scale) }
        return try sweep()
    }

    private func replay(_ path: String) throws -> Int32 {
        let scenario: Scenario
        do { scenario = try Scenario(try File.read(path)) } catch let error as WireError {
            throw UsageError(message: error.message)
        }
        let report = Simulation.run(scenario, sabotage: arguments.sabotage)
        tell(report)
        return report.failure == nil ? 0 : 1
    }

    private struct Progress {
        var next: UInt64
        var done: UInt64 = 0
        var operations: Int64 = 0
        var failures: [Simulation.Report] = []
    }

    private func sweep() throws -> Int32 {
        let start = ContinuousClock.now
        let count = arguments.seeds ?? (arguments.seconds == nil ? 200 : .max)
        let (last, isOver) = arguments.from.addingReportingOverflow(count)
        let end = isOver ? UInt64.max : last
        let progress = Mutex(Progress(next: arguments.from))
        let limit = arguments.seconds.map { start + .seconds($0) }
        let steps = arguments.steps
        let sabotage = arguments.sabotage
        let isJSON = arguments.isJSON
        DispatchQueue.concurrentPerform(iterations: arguments.threads) { _ in
            while true {
                let seed = progress.withLock { progress -> UInt64? in
                    guard progress.next < end, progress.failures.isEmpty else { return nil }
                    if let limit, ContinuousClock.now >= limit { return nil }
                    defer { progress.next += 1 }
                    return progress.next
                }
                guard let seed else { return }
                let report = Simulation.run(seed: seed, steps: steps, sabotage: sabotage)
                if isJSON { Text.say(Self.line(report)) }
                progress.withLock { progress in
                    progress.done += 1
                    progress.operations += report.operations
                    if report.failure != nil { progress.failures.append(report) }
                }
            }
        }
        let result = progress.withLock { $0 }
        for failure in result.failures.prefix(1) { try explain(failure) }
        if !isJSON { sum(result, start) }
        return result.failures.isEmpty ? 0 : 1
    }

    private func sum(_ result: Progress, _ start: ContinuousClock.Instant) {
        let taken = (ContinuousClock.now - start).components
        let tenths = taken.seconds * 10 + taken.attoseconds / 100_000_000_000_000_000
        Text.say(
            "\(result.done) seeds from \(arguments.from), \(result.operations) operations at their "
                + "hubs, \(tenths / 10).\(tenths % 10) s"
        )
    }

    private static func line(_ report: Simulation.Report) -> String {
        var out: JSONObject = [
            "seed": .string(String(report.scenario.seed)), "digest": .string(report.digest),
            "operations": .integer(report.operations), "held": .bool(report.failure == nil),
        ]
        if let failure = report.failure {
            out["promise"] = .string(failure.promise.rawValue)
            out["message"] = .string(failure.message)
            if let step = failure.step { out["step"] = .integer(Int64(step + 1)) }
        }
        return String(decoding: JSONValue.object(out).bytes(), as: UTF8.self)
    }

    private func tell(_ report: Simulation.Report) {
        if arguments.isJSON { return Text.say(Self.line(report)) }
        guard let failure = report.failure else {
            return Text.say("seed \(report.scenario.seed): all held, digest \(report.digest)")
        }
        let place = failure.step.map { "after step \($0 + 1)" } ?? "when all had come to rest"
        Text.say(
            "seed \(report.scenario.seed): \(failure.promise.rawValue) did not hold \(place):\n"
                + "    \(failure.message)"
        )
    }

    /// Makes a failure small, tells it, and writes it down.
    private func explain(_ report: Simulation.Report) throws {
        tell(report)
        let small = Shrinker.shrink(report, sabotage: arguments.sabotage)
        let path = "\(arguments.folder)/seed-\(report.scenario.seed).json"
        try File.write(small.scenario.json.line(), to: path)
        guard !arguments.isJSON else { return }
        Text.say("smallest story that fails, of \(small.scenario.moments.count) steps:")
        for line in small.scenario.told { Text.say("    \(line)") }
        if let failure = small.failure { Text.say("    → \(failure.message)") }
        Text.say("written to \(path); run it with: dugnad-simulate --replay \(path)")
        if let story = Fixture.story(small) {
            let place = "\(arguments.folder)/seed-\(report.scenario.seed)-story.json"
            try File.write(story, to: place)
            Text.say("as a story: \(place)")
        }
    }
}
