import SyncCore
import SyncEngine

/// Residents are heard before something is planned, and told what came of what they brought (DOMAIN.md M6, M7).
struct ContributionRule: Rule {
    let owners: Owners

    let reach = Reach.only([.task, .contribution])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, task) in changes.of(TaskView.self) where change.changed("state") {
            if Self.leavesIdea(change, task), !Self.isWaived(task) {
                if try !Self.isHeard(task, in: world) {
                    objections.refuse(Finding("idea.no_contribution", task, field: "state"))
                }
            }
            if !change.isNew, task.state == "closed" {
                let brought: [ContributionView] = try world.views(where: "taskId", is: task.id)
                let open = brought.filter { $0.outcome == nil }
                guard !open.isEmpty else { continue }
                let ids = open.prefix(5).map(\.id.description).joined(separator: ", ")
                objections.refuse(
                    Finding("close.outcome_missing", task, field: "state", detail: ids)
                )
            }
        }
        for (change, brought) in changes.of(ContributionView.self)
        where (change.changed("outcome") || change.changed("outcomeReason"))
            && brought.outcome == "not_used"
            && !brought.row.says("outcomeReason")
        {
            objections.refuse(
                Finding("contribution.reason_missing", brought, field: "outcomeReason")
            )
        }
        for (change, brought) in changes.of(ContributionView.self)
        where change.isNew && actor.role.isOffice && brought.person == nil && brought.isResidents {
            // What the office writes down for somebody names her, or says that it is the office's own.
            objections.refuse(Finding("contribution.whose", brought, field: "personId"))
        }
    }

    /// Whether a resident's contribution stands with it, or it came of needs that residents have confirmed.
    private static func isHeard(_ task: TaskView, in world: any World) throws -> Bool {
        let brought: [ContributionView] = try world.views(where: "taskId", is: task.id)
        if brought.contains(where: \.isResidents) { return true }
        let initiative: InitiativeView? = try world.view(task.row.reference("initiativeId"))
        guard let initiative, !initiative.needs.isEmpty else { return false }
        return try initiative.unconfirmed(in: world).isEmpty
    }

    /// An idea goes on to be planned, also one that was halted or called off between; one that was never an idea is
    /// a plan somebody asked for.
    private static func leavesIdea(_ change: RowChange, _ task: TaskView) -> Bool {
        guard let before = change.before, isPlanned(task) else { return false }
        return before.text("state") == "idea" || before.flag("isUnheard")
    }

    private static func isPlanned(_ task: TaskView) -> Bool {
        ["draft", "published", "in_progress"].contains(task.state)
    }

    /// Whether somebody with a name answers for it.
    private static func isWaived(_ task: TaskView) -> Bool {
        task.row.reference("waivedById") != nil && task.row.says("waiverReason")
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try notes(changes, in: world)
            + changes.of(ContributionView.self)
            .filter { change, brought in
                change.changed("outcome") && brought.outcome != nil && brought.person != nil
            }
            .compactMap { _, brought in
                let subjects = brought.task.map { ["taskId": $0] } ?? [:]
                return try Notice(
                    "contribution.outcome",
                    to: brought.person,
                    about: brought.row,
                    subjects: subjects
                ).edit(owners, in: world)
            }
    }

    /// Keeps in mind which ideas nobody was heard about, for when they come back from a halt.
    private func notes(_ changes: [RowChange], in world: any World) throws -> [Edit] {
        try changes.of(TaskView.self).compactMap { change, task in
            guard change.isNew || change.changed("state"), let row = try world.row(task.id) else {
                return nil
            }
            if task.state == "idea" { return Write.edit(row, set: ["isUnheard": true]) }
            return Self.isPlanned(task) ? Write.edit(row, set: ["isUnheard": .null]) : nil
        }
    }
}
