import SyncCore

/// Makes a failing scenario small: fewer steps, devices and rows, and a network with fewer faults.
///
/// Every try is a whole run. What is left fails the same promise, though perhaps for a simpler reason.
package enum Shrinker {
    /// The smallest scenario that was found within `seconds`, with what it fails.
    package static func shrink(
        _ report: Simulation.Report,
        sabotage: Sabotage? = nil,
        seconds: Int = 60
    ) -> Simulation.Report {
        guard let failure = report.failure else { return report }
        var search = Search(
            best: report,
            promise: failure.promise,
            sabotage: sabotage,
            end: ContinuousClock.now + .seconds(seconds)
        )
        if let step = failure.step {
            var scenario = report.scenario
            scenario.moments = Array(scenario.moments.prefix(step + 1))
            _ = search.try(scenario)
        }
        var size: Int
        repeat {
            size = search.size
            search.dropMoments()
            search.dropDevices()
            search.dropSetup()
            search.dropEdits()
            search.calmNetwork()
            search.setClocks()
        } while search.size < size && search.hasTime
        return search.best
    }

    private struct Search {
        var best: Simulation.Report
        let promise: Promised
        let sabotage: Sabotage?
        let end: ContinuousClock.Instant

        var hasTime: Bool { ContinuousClock.now < end }

        var size: Int { best.scenario.json.bytes().count }

        /// Keeps the scenario if it fails the same promise.
        mutating func `try`(_ scenario: Scenario) -> Bool {
            guard hasTime else { return false }
            let report = Simulation.run(scenario, sabotage: sabotage)
            guard report.failure?.promise == promise else { return false }
            best = report
            return true
        }

        /// Drops parts of a list, first large ones, then single elements.
        private mutating func drop<Element>(
            _ list: WritableKeyPath<Scenario, [Element]>,
            keeping: Int = 0
        ) {
            var length = max(best.scenario[keyPath: list].count / 2, 1)
            while true {
                var start = best.scenario[keyPath: list].count
                while start > keeping {
                    let end = start
                    start = max(start - length, keeping)
                    var scenario = best.scenario
                    scenario[keyPath: list].removeSubrange(start..<end)
                    _ = self.try(scenario)
                    guard hasTime else { return }
                }
                if length == 1 { return }
                length = max(length / 2, 1)
            }
        }

        mutating func dropMoments() { drop(\.moments) }

        mutating func dropSetup() { drop(\.setup) }

        mutating func dropDevices() {
            for spec in best.scenario.devices.reversed() {
                var scenario = best.scenario
                scenario.devices.removeAll { $0.name == spec.name }
                _ = self.try(scenario)
            }
        }

        mutating func dropEdits() {
            for place in best.scenario.moments.indices {
                guard case .make(let device, let edits) = best.scenario.moments[place].step,
                    edits.count > 1
                else { continue }
                for edit in edits {
                    var scenario = best.scenario
                    scenario.moments[place].step = .make(on: device, edits.filter { $0 != edit })
                    if self.try(scenario) { break }
                }
            }
        }

        mutating func calmNetwork() {
            for place in best.scenario.moments.indices {
                guard
                    case .sync(let device, let rows, let faults) = best.scenario.moments[place].step
                else { continue }
                var calm = best.scenario
                calm.moments[place].step = .sync(device, rowsPerPage: 2000, [])
                if rows != 2000 || !faults.isEmpty, self.try(calm) { continue }
                guard rows != 2000 else { continue }
                calm.moments[place].step = .sync(device, rowsPerPage: 2000, faults)
                _ = self.try(calm)
            }
        }

        mutating func setClocks() {
            for place in best.scenario.devices.indices
            where best.scenario.devices[place].clock != 0 {
                var scenario = best.scenario
                scenario.devices[place].clock = 0
                _ = self.try(scenario)
            }
        }
    }
}

extension Scenario {
    /// The scenario for people to read, a line a step.
    package var told: [String] {
        devices.map { "device \(String(decoding: $0.json.bytes(), as: UTF8.self))" }
            + setup.map { "row \(String(decoding: $0.json.bytes(), as: UTF8.self))" }
            + moments.map { String(decoding: $0.json.bytes(), as: UTF8.self) }
    }
}
