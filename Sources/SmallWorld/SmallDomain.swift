import Coordination
import SyncCore
import SyncEngine
import Synchronization

/// The product's own rules, with a hand on the hub's clockwork: what is due at a tick is what the search says.
final class SmallDomain: WrappedDomain, Sendable {
    private let base: VolunteerDomain
    private let due = Mutex<[Edit]>([])

    init(_ catalogue: Catalogue) { base = VolunteerDomain(catalogue) }

    /// What the next tick writes, as the hub's own.
    func setDue(_ edits: [Edit]) { due.withLock { $0 = edits } }

    var wrapped: any Domain { base }

    func tick(in world: any World) throws -> [Edit] { due.withLock { $0 } }

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
