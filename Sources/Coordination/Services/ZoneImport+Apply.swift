package import Geometry
package import SyncCore
package import SyncEngine

extension ZoneImport {
    /// What applying came to, item by item in the plan's order.
    package struct Result: Sendable {
        /// What stands now: `refused` also for what the hub's rules or a missing yes kept out.
        package let actions: [Action]
        /// Why an item was refused, by its place in the plan.
        package let findings: [Int: [Finding]]

        package func count(_ action: Action) -> Int { actions.count { $0 == action } }
    }

    /// Writes the plan: each zone with its segments, several of them to an operation.
    ///
    /// Where the shape of a place that is there would change, it is left out with
    /// `zone.not_confirmed` unless `moving` says that somebody has looked at it.
    package func apply(
        moving: Bool = false,
        through submit: @escaping OperationPacker.Submit
    ) throws -> Result {
        let sent = items.indices.filter {
            !items[$0].edits.isEmpty && (moving || !items[$0].movesShape)
        }
        let outcomes = try OperationPacker(submit).send(sent.map { items[$0].edits })
        var actions = items.map(\.action)
        var findings: [Int: [Finding]] = [:]
        for (number, outcome) in zip(sent, outcomes) where !outcome.tookEffect {
            actions[number] = .refused
            findings[number] = outcome.findings
        }
        for number in items.indices where items[number].movesShape && !moving {
            actions[number] = .refused
            findings[number] = [Finding("zone.not_confirmed", row: items[number].row)]
        }
        return Result(actions: actions, findings: findings)
    }

    /// The error for a file with such a fault.
    package static func unusable(_ problem: GeometryProblem) -> SyncError {
        SyncError("zone.file", "The file cannot be used: \(problem.code). \(problem.message)")
    }
}
