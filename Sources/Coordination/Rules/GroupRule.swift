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
        // What a claim says of its group is a fact and never changes.
        for (change, claim) in changes.of(ClaimView.self) where change.isNew {
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

    /// Where no task says otherwise.
    static let minorsPerAdult: Int64 = 8
}
