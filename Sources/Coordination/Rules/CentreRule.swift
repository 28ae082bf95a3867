import SyncCore
import SyncEngine

/// Every new row is the actor's own centre's, now that the rows of the whole operation are there.
struct CentreRule: Rule {
    let owners: Owners

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where change.isNew {
            switch try owners.owner(of: change.after, in: world) {
            case .everyone: continue
            case .unknown:
                // A person who is a member nowhere yet is nobody else's.
                if change.entity == .person { continue }
                objections.hold(Finding("row.parent_missing", change.after))
            case .centres(let centres):
                if let centre = actor.centre, centres.contains(centre) { continue }
                objections.refuse(Finding("access.denied", change.after))
            }
        }
    }
}
