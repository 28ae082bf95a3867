import Coordination
import SyncCore
import SyncEngine

/// The domain under test, founding a hub that already holds a story's setup.
struct StoryDomain: Domain {
    let base: VolunteerDomain
    let setup: [StoryEdit]
    let start: Int64

    var catalogue: Catalogue { base.catalogue }

    /// The same domain in another version.
    func with(_ catalogue: Catalogue) -> StoryDomain {
        StoryDomain(base: VolunteerDomain(catalogue), setup: setup, start: start)
    }

    func admit(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        try base.admit(edit, current: current, by: actor, in: world)
    }

    func judge(_ changes: [RowChange], by actor: Actor, in world: any World) throws -> Ruling {
        try base.judge(changes, by: actor, in: world)
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try base.consequences(of: changes, by: actor, in: world)
    }

    func remarks(on rows: [RowState], in world: any World) throws -> [Finding] {
        try base.remarks(on: rows, in: world)
    }

    func barred(_ edits: [Edit]) -> [Finding] { base.barred(edits) }

    func samePersons(as person: RowID, in world: any World) throws -> [RowID] {
        try base.samePersons(as: person, in: world)
    }

    func tick(in world: any World) throws -> [Edit] { try base.tick(in: world) }

    func scopes(for grant: Grant) -> Set<ScopeKey> { base.scopes(for: grant) }

    func loans(of row: RowState) -> [Loan] { base.loans(of: row) }

    func mayBorrow(_ grant: Grant) -> Bool { base.mayBorrow(grant) }

    func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        let names = RowNames(centre: centre, start: start)
        return base.founding(centre: centre, name: name, municipality: municipality)
            + setup.map(names.edit)
    }
}
