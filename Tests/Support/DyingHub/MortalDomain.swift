import Coordination
import Glibc
import SyncCore
import SyncEngine

/// The product's rules, and one more that ends the process, as a fault in one of them would.
struct MortalDomain: Domain {
    let mortal: VolunteerDomain

    /// A note with this text is not survived.
    static let deadly = "Dette overlever ingen"

    var catalogue: Catalogue { mortal.catalogue }

    func admit(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        if edit.set["note"]?.text == Self.deadly { abort() }
        return try mortal.admit(edit, current: current, by: actor, in: world)
    }

    func judge(_ changes: [RowChange], by actor: Actor, in world: any World) throws -> Ruling {
        try mortal.judge(changes, by: actor, in: world)
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try mortal.consequences(of: changes, by: actor, in: world)
    }

    func remarks(on rows: [RowState], in world: any World) throws -> [Finding] {
        try mortal.remarks(on: rows, in: world)
    }

    func barred(_ edits: [Edit]) -> [Finding] { mortal.barred(edits) }

    func samePersons(as person: RowID, in world: any World) throws -> [RowID] {
        try mortal.samePersons(as: person, in: world)
    }

    func traces(in rows: [RowState]) -> [String] { mortal.traces(in: rows) }

    func tick(in world: any World) throws -> [Edit] { try mortal.tick(in: world) }

    func scopes(for grant: Grant) -> Set<ScopeKey> { mortal.scopes(for: grant) }

    func loans(of row: RowState) -> [Loan] { mortal.loans(of: row) }

    func mayBorrow(_ grant: Grant) -> Bool { mortal.mayBorrow(grant) }

    func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        mortal.founding(centre: centre, name: name, municipality: municipality)
    }
}
