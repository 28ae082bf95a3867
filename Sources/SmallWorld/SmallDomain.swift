import Coordination
import SyncCore
import SyncEngine
import Synchronization

/// The product's own rules, with a hand on the hub's clockwork: what is due at a tick is what the search says.
final class SmallDomain: Domain, Sendable {
    private let base: VolunteerDomain
    private let due = Mutex<[Edit]>([])

    init(_ catalogue: Catalogue) { base = VolunteerDomain(catalogue) }

    /// What the next tick writes, as the hub's own.
    func setDue(_ edits: [Edit]) { due.withLock { $0 = edits } }

    var catalogue: Catalogue { base.catalogue }

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

    func loans(of row: RowState) -> [Loan] { base.loans(of: row) }

    func mayBorrow(_ grant: Grant) -> Bool { base.mayBorrow(grant) }

    func tick(in world: any World) throws -> [Edit] { due.withLock { $0 } }

    func scopes(for grant: Grant) -> Set<ScopeKey> { base.scopes(for: grant) }

    func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        func edit(_ entity: EntityName, _ row: SmallRow, _ set: JSONObject) -> Edit {
            Edit(entity, row.id(centre), set: set)
        }
        let here = centre.json
        let person = SmallRow.person.id(centre).json
        var zone = edit("cleanupZone", .zone, ["centreId": here, "name": "Vik"])
        zone.set["mode"] = "unassigned"
        var task = edit("task", .task, ["centreId": here, "kind": "event", "title": "T"])
        task.set["state"] = "draft"
        task.add = ["requires": ["boat"]]
        return base.founding(centre: centre, name: name, municipality: municipality) + [
            edit("volunteerCentre", .north, ["name": "Nord", "isActive": true]), zone, task,
            edit("person", .person, ["displayName": "Kari"]),
            edit("centreMembership", .membership, ["personId": person, "centreId": here]),
            edit("personPrivate", .record, ["personId": person, "centreId": here]),
        ]
    }
}
