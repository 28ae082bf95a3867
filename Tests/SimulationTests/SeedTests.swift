import Glibc
import Simulation
import SyncCore
import Testing

/// How many seeds a run of the tests tries: few, since `make simulate` tries many in release.
private let seedCount = getenv("DUGNAD_SEEDS").flatMap { UInt64(String(cString: $0)) } ?? 12

@Suite struct `simulated seasons` {
    @Test(arguments: 1...seedCount) func `all promises hold`(seed: UInt64) {
        let report = Simulation.run(seed: seed)
        #expect(report.failure == nil, "seed \(seed)")
        #expect(report.operations > 1)
    }

    @Test(arguments: [3, 6, 11] as [UInt64]) func `one seed runs the same twice`(seed: UInt64) {
        let reports = (0..<2).map { _ in Simulation.run(seed: seed) }
        #expect(reports[0].digest == reports[1].digest)
        #expect(reports[0].operations == reports[1].operations)
        #expect(reports[0].digest != Simulation.run(seed: seed + 1).digest)
    }

    @Test func `a scenario survives its file`() throws {
        for seed: UInt64 in 1...40 {
            let scenario = ScenarioMaker.scenario(seed: seed)
            #expect(try Scenario(scenario.json.bytes()) == scenario, "seed \(seed)")
        }
    }

    @Test func `worlds come small and large, with restores and without`() {
        let scenarios = (1...300).map { ScenarioMaker.scenario(seed: $0) }
        let counts = scenarios.map(\.devices.count)
        #expect(counts.allSatisfy { (2...200).contains($0) })
        #expect(counts.contains { $0 > 50 })
        let kinds = Set(scenarios.flatMap(\.moments).map { $0.step.kind })
        #expect(
            kinds == [
                "clock", "crash", "decide", "end", "erase", "join", "late", "make", "restore",
                "stalePage", "sync", "tick", "backup", "grant", "compact", "timer", "group",
                "stumble", "reopen",
                "copyDevice", "returnDevice", "clone",
            ]
        )
    }

    @Test func `two hundred devices come to rest like two`() {
        let scenario = ScenarioMaker.scenario(seed: 8, steps: 40, devices: 200)
        #expect(scenario.devices.count { $0.cloneOf == nil } == 200)
        #expect(Simulation.run(scenario).failure == nil)
    }

    @Test func `the number of steps can be said`() {
        let scenario = ScenarioMaker.scenario(seed: 5, steps: 10)
        #expect((10...40).contains(scenario.moments.count))
    }
}

extension SimStep {
    fileprivate var kind: String {
        String(describing: self).prefix { $0 != "(" }.description
    }
}
