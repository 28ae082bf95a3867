import SyncCore
import SyncEngine

/// The code of an action is printed and refunded by: it never changes, and no two actions share one.
struct ActionCodeRule: Rule {
    let reach = Reach.only([.task])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, task) in changes.of(TaskView.self) where change.changed("actionCode") {
            if change.before?["actionCode"] != nil {
                objections.refuse(Finding("task.code_fixed", task, field: "actionCode"))
            } else if let code = task.row["actionCode"] {
                let others = try world.rows(.task, where: "actionCode", is: code)
                guard others.contains(where: { $0.id != task.id }) else { continue }
                objections.hold(Finding("task.code_taken", task, field: "actionCode"))
            }
        }
    }
}
