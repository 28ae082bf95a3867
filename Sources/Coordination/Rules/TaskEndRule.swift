import SyncCore
import SyncEngine

/// Everybody with a seat or a place in the queue is told when a task is called off or removed.
struct TaskEndRule: Rule {
    let owners: Owners

    let reach = Reach.only([.task])

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var edits: [Edit] = []
        for change in changes where change.entity == .task && Self.isEnd(change) {
            let task = TaskView(change.after)
            let shifts: [ShiftView] = try world.views(where: "taskId", is: task.id)
            for shift in shifts {
                let signups: [SignupView] = try world.views(where: "shiftId", is: shift.id)
                for signup in signups where signup.wants {
                    let notice = Notice(
                        "task.cancelled",
                        to: signup.person,
                        about: signup.row,
                        subjects: ["taskId": task.id]
                    )
                    if let edit = try notice.edit(owners, in: world) { edits.append(edit) }
                }
            }
        }
        return edits
    }

    private static func isEnd(_ change: RowChange) -> Bool {
        if change.isRemoval { return true }
        return !change.isNew && !change.after.isRemoved && !change.after.isErased
            && change.changed("state") && TaskView(change.after).state == "cancelled"
    }
}
