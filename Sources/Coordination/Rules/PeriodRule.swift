import SyncCore
import SyncEngine

/// A task or shift ends after it starts, a shift lies inside its task, and publishing is the office's step.
struct PeriodRule: Rule {
    let isForeseen = true
    let reach = Reach.only([.task, .shift])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where change.entity == .task || change.entity == .shift {
            let row = change.after
            guard !row.isRemoved,
                change.isNew || change.changed("startsAt") || change.changed("endsAt")
            else { continue }
            if let starts = row.integer("startsAt"), let ends = row.integer("endsAt"),
                ends <= starts
            {
                objections.refuse(Finding("period.order", row, field: "endsAt"))
            }
            if let shift = ShiftView(live: row), try isOutside(shift, in: world) {
                objections.refuse(Finding("shift.outside_task", shift, field: "startsAt"))
            }
        }
        // A task without a state is a draft, whose next step the lifecycle's table does not see.
        for (change, task) in changes.of(TaskView.self)
        where change.before?["state"] == nil && change.changed("state") {
            guard task.state == "published", !actor.role.isOffice else { continue }
            objections.hold(Finding("task.publish", task, field: "state"))
        }
    }

    private func isOutside(_ shift: ShiftView, in world: any World) throws -> Bool {
        guard let task: TaskView = try world.view(shift.task) else { return false }
        let isBefore = task.starts.flatMap { start in shift.starts.map { $0 < start } } ?? false
        let isAfter = task.ends.flatMap { end in shift.ends.map { $0 > end } } ?? false
        return isBefore || isAfter
    }
}
