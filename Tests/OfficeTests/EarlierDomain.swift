import Coordination
import SyncCore
import SyncEngine

/// The rules as they were before tasks lent anything to their leaders, and before leaders had cards.
struct EarlierDomain: Domain {
    private let today: VolunteerDomain

    init() throws { today = try Coordination.domain() }

    var catalogue: Catalogue { today.catalogue }

    func admit(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        try today.admit(edit, current: current, by: actor, in: world)
    }

    func judge(_ changes: [RowChange], by actor: Actor, in world: any World) throws -> Ruling {
        try today.judge(changes, by: actor, in: world)
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try today.consequences(of: changes, by: actor, in: world)
            .filter { $0.entity != .participantCard }
    }

    func tick(in world: any World) throws -> [Edit] { [] }

    func scopes(for grant: Grant) -> Set<ScopeKey> { today.scopes(for: grant) }

    func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        today.founding(centre: centre, name: name, municipality: municipality)
    }
}
