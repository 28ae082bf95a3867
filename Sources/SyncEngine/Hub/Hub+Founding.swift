package import Storage
package import SyncCore

extension Hub {
    /// Makes an empty store the hub of a new volunteer centre: timeline, secret, office and first rows.
    ///
    /// Throws `store.founded` when it is a hub already; nothing is changed then.
    package static func found(
        _ store: Connection,
        centre name: String,
        municipality: String?,
        domain: any Domain,
        environment: Environment
    ) throws -> Hub {
        try StoreKind.hub.migrator.migrate(store)
        let isFounded = try store.first("SELECT 1 FROM timeline LIMIT 1") { _ in true } ?? false
        guard !isFounded else {
            throw SyncError(
                "store.founded",
                "The store is a hub already; choose another file."
            )
        }
        let hub = try store.transaction {
            let centre = environment.newID()
            try writeIdentity(store, centre: centre, environment: environment)
            let hub = try Hub(migrated: store, domain: domain, environment: environment)
            let office = try hub.addDevice(
                name: "office",
                grant: Grant(role: Role(rawValue: "manager"), centre: centre),
                tokenHash: nil
            )
            _ = try hub.incarnation(environment.newID(), of: office)
            let now = environment.now()
            let run = hub.newRun(hub.newWorld(seq: 1, now: now))
            try run.run(
                domain.founding(centre: centre, name: name, municipality: municipality),
                by: .hub(at: now, rule: "hub.founding")
            )
            try hub.recordOwn(run, seq: 1, now: now)
            return hub
        }
        try hub.adoptCatalogue()
        try hub.deriveOnce()
        return hub
    }

    /// Adds a centre to the store, as an operation of the hub itself: no role may make one.
    ///
    /// Throws `centre.exists` when there is a row with this id, and `centre.name` for a name that is none.
    package func addCentre(_ id: RowID, name: String, municipality: String?) throws -> RowID {
        guard try states.find(id) == nil else {
            throw SyncError("centre.exists", "There is such a centre already.")
        }
        guard name.contains(where: { !$0.isWhitespace }), name.utf8.count <= 200 else {
            throw SyncError("centre.name", "A centre needs a name of at most 200 bytes.")
        }
        let (seq, now) = (try head() + 1, try hubTime())
        let run = newRun(newWorld(seq: seq, now: now))
        let edits = domain.founding(centre: id, name: name, municipality: municipality)
        try savepoint { try run.run(edits, by: .hub(at: now)) }
        changed(run.touchedScopes)
        try recordOwn(run, seq: seq, now: now)
        return id
    }

    private static func writeIdentity(
        _ store: Connection,
        centre: RowID,
        environment: Environment
    ) throws {
        let digits = Array("0123456789abcdef".utf8)
        let secret = environment.random(32).flatMap {
            [digits[Int($0 >> 4)], digits[Int($0 & 15)]]
        }
        let meta = Meta(store: store)
        try meta.set("secret", String(decoding: secret, as: UTF8.self))
        try meta.set("centre", centre.description)
        try meta.set("durableThrough", "0")
        try store.run(
            "INSERT INTO timeline (id, parent, forked_at, started) VALUES (?1, NULL, 0, ?2)",
            environment.newID(),
            environment.now()
        )
    }
}
