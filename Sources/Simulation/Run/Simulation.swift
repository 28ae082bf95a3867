import Glibc
import SyncCore
import SyncEngine

/// Runs a scenario and says whether all promises held.
package enum Simulation {
    /// What came of one run.
    package struct Report: Sendable {
        package let scenario: Scenario
        /// Of every message's bytes, every outcome and the final sums; equal for equal runs.
        package let digest: String
        package let failure: SimFailure?
        /// How many operations the hub had in the end.
        package let operations: Int64
    }

    /// Runs the scenario made by this seed.
    package static func run(
        seed: UInt64,
        steps: Int? = nil,
        sabotage: Sabotage? = nil
    ) -> Report {
        run(ScenarioMaker.scenario(seed: seed, steps: steps), sabotage: sabotage)
    }

    /// Runs a scenario in a world of its own; nothing of it is left afterwards.
    package static func run(_ scenario: Scenario, sabotage: Sabotage? = nil) -> Report {
        do {
            let folder = scenario.needsFiles ? try SimFolder() : nil
            return try withExtendedLifetime(folder) {
                try run(
                    try SimWorld(scenario, folder: folder?.path, sabotage: sabotage),
                    scenario
                )
            }
        } catch {
            let failure = SimFailure(promise: .errors, message: "\(error)")
            return Report(scenario: scenario, digest: "", failure: failure, operations: 0)
        }
    }

    private static func run(_ world: SimWorld, _ scenario: Scenario) throws -> Report {
        var failure: SimFailure?
        for (place, moment) in scenario.moments.enumerated() {
            guard world.oracle.failure == nil else { break }
            try world.take(moment)
            failure = world.oracle.failure
            failure?.step = place
        }
        if world.oracle.failure == nil {
            try world.comeToRest()
            failure = world.oracle.failure
        } else if failure == nil {
            failure = world.oracle.failure
        }
        for (scope, sum) in try world.hub.reader.sums() { world.note("\(scope) \(sum)") }
        return Report(
            scenario: scenario,
            digest: world.trace.text,
            failure: failure,
            operations: try world.hub.hub.head()
        )
    }
}

/// A folder in memory for the stores of one run, removed with everything in it.
final class SimFolder {
    let path: String

    init() throws {
        let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var template = Array("\(parent)/dugnad-simulate-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SimStop() }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        guard let folder = opendir(path) else { return }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                        String(cString: $0)
                    }
                }
            )
        }
        closedir(folder)
        for name in names { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}
