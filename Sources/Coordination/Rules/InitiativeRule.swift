import SyncCore
import SyncEngine

/// An initiative is about needs that residents have confirmed, somebody answers for it, and it ends when all who
/// brought something know what came of it (DOMAIN.md M7).
struct InitiativeRule: Rule {
    let reach = Reach.only([.initiative])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, initiative) in changes.of(InitiativeView.self) {
            try judgeNeeds(change, initiative, in: world, &objections)
            if ["active", "closed"].contains(initiative.state),
                let missing = initiative.missingOwners.first
            {
                objections.refuse(Finding("initiative.owner_missing", initiative, field: missing))
            }
            guard change.changed("state"), initiative.state == "closed" else { continue }
            let open = try untold(initiative, in: world)
            guard !open.isEmpty else { continue }
            objections.refuse(
                Finding(
                    "close.outcome_missing",
                    initiative,
                    field: "state",
                    detail: open.shown
                )
            )
        }
    }

    private func judgeNeeds(
        _ change: RowChange,
        _ initiative: InitiativeView,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        guard initiative.isPlanned, change.changed("state") || change.changed("needIds") else {
            return
        }
        if initiative.needs.isEmpty {
            objections.refuse(Finding("initiative.no_need", initiative, field: "needIds"))
        }
        let open = try initiative.unconfirmed(in: world)
        guard !open.isEmpty else { return }
        objections.refuse(
            Finding("need.not_confirmed", initiative, field: "needIds", detail: open.shown)
        )
    }

    /// What was contributed to its tasks without an outcome, and its needs of which nobody has said what came.
    private func untold(_ initiative: InitiativeView, in world: any World) throws -> [RowID] {
        let tasks: [TaskView] = try world.views(where: "initiativeId", is: initiative.id)
        let brought = try tasks.flatMap { task -> [ContributionView] in
            try world.views(where: "taskId", is: task.id)
        }
        let needs: [NeedView] = try initiative.needs.compactMap { try world.view($0) }
        return brought.filter { $0.outcome == nil }.map(\.id)
            + needs.filter { $0.state != "evaluated" }.map(\.id)
    }

    /// Writes down where one begins that says nothing of it.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try changes.of(InitiativeView.self).compactMap { _, initiative in
            guard let row = try world.row(initiative.id), row["state"] == nil else { return nil }
            return Write.edit(row, set: ["state": "idea"])
        }
    }
}
