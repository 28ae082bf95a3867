import SyncCore
import SyncEngine

/// A group that takes a stretch of shore has enough adults for its minors.
struct GroupRule: Rule {
    let isForeseen = true
    let reach = Reach.only([.claim])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, claim) in changes.of(ClaimView.self) where Self.isTold(by: change) {
            let minors = claim.row.integer("minors") ?? 0
            guard minors > 0 else { continue }
            let task: TaskView? = try world.view(claim.task)
            let ratio = task?.minorsPerAdult ?? Self.minorsPerAdult
            guard minors > ratio * (claim.row.integer("adults") ?? 0) else { continue }
            objections.refuse(
                Finding("safety.adult_ratio", claim, field: "adults", detail: "\(ratio)")
            )
        }
    }

    /// Whether a change tells of a group; of one that is there only the rest of what waited for an upgrade does.
    static func isTold(by change: RowChange) -> Bool {
        change.isNew || ["minors", "adults", "taskId"].contains(where: change.changed)
    }

    /// Where no task says otherwise.
    static let minorsPerAdult: Int64 = 8
}
