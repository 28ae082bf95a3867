import Coordination
import SyncCore
import SyncEngine

/// What several tests ask of the commands in the same words.
extension CommandFolder {
    /// The values of a number field of all rows of an entity.
    func numbers(_ field: String, of entity: String) throws -> [Int64] {
        let rows = try run("office", "list", entity, "--db", db, "--json").json.array ?? []
        return rows.compactMap { $0["fields"]?[field]?.integer }
    }

    /// Checks a list and writes the plan of what it would come to.
    func check(_ roster: String, plan: String) -> Told {
        run("roster", "check", roster, "--db", db, "--plan", plan, "--json")
    }

    /// Gives a code for an action owner's device.
    func invite() -> Told {
        run("device", "invite", "--db", db, "--role", "actionOwner", "--json")
    }
}

extension HubService {
    /// A hub that was put back from a copy, with what the ledger knows, and is open.
    static func restored(
        from copy: String,
        to place: String,
        ledger: String
    ) throws -> HubService {
        let domain = try Coordination.domain()
        _ = try StoreBackup.restore(
            from: copy,
            to: place,
            ledger: .file(ledger),
            domain: domain,
            environment: .system
        )
        return try HubService(path: place, domain: domain, environment: .system)
    }
}
