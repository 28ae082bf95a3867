import SyncCore
import SyncEngine

/// What cannot be meant is said at once; see `Sense`.
struct SenseRule: Rule {
    let catalogue: Catalogue

    let isForeseen = true
    let reach = Reach.all

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where !change.after.isRemoved && !change.after.isErased {
            guard let spec = catalogue[change.entity] else { continue }
            for fault in Sense.faults(of: change.after, before: change.before, spec) {
                objections.refuse(fault)
            }
            guard world.isOffice else { continue }
            for slip in Sense.slips(of: change.after, before: change.before) {
                objections.refuse(slip)
            }
        }
    }
}
