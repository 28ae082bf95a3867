package import Storage
package import SyncCore

/// A device's store: the hub's state as of a cursor, with the device's own unsent work on top.
///
/// Not Sendable; it belongs to the thread of its connection. Nothing in it needs the network.
package final class Replica {
    package let store: Connection
    package let catalogue: Catalogue
    /// As it was when this store was last written here; `incarnation` asks anew.
    package private(set) var identity: ReplicaIdentity
    var carried = Carried()
    let environment: Environment
    let meta: Meta
    let names: Names
    let states: StateStore
    let scopes: ScopeIndex
    /// Whether the log may still hold something that was erased.
    var owesEmptyLog = false
    /// Whether the last pull took somebody away, and the next is the hub's only word that it is done.
    package internal(set) var owesWord = false
    /// Damaged files put aside that went with somebody who was erased, or should have gone.
    package internal(set) var aside = AsideReport()

    /// Opens a replica that has joined a hub.
    ///
    /// Throws `replica.not_joined` and what the migrator throws.
    package init(_ store: Connection, catalogue: Catalogue, environment: Environment) throws {
        try StoreKind.replica.migrator.migrate(store)
        self.store = store
        self.catalogue = catalogue
        self.environment = environment
        meta = Meta(store: store)
        identity = try ReplicaIdentity(meta)
        names = Names(store)
        states = StateStore(store, catalogue: catalogue, names: names)
        scopes = ScopeIndex(store, names: names)
        // Another version shows other fields, and knows other names of what waits.
        if try states.adopt() { try store.transaction { try rebase() } }
        try dropEnded()
    }

    /// Makes an empty store the replica of the hub that answered an enrolment.
    ///
    /// Throws `replica.joined` when it has joined a hub already; nothing is changed then.
    package static func join(
        _ store: Connection,
        hubURL: String,
        enrolled: Enrolled,
        incarnation: RowID,
        catalogue: Catalogue,
        environment: Environment
    ) throws -> Replica {
        try requireUnjoined(store)
        let meta = Meta(store: store)
        try store.transaction {
            try write(enrolled, hubURL: hubURL, incarnation: incarnation, to: meta)
            try meta.set("nextNumber", "1")
        }
        return try Replica(store, catalogue: catalogue, environment: environment)
    }

    static func write(
        _ enrolled: Enrolled,
        hubURL: String,
        incarnation: RowID,
        to meta: Meta
    ) throws {
        try meta.set("hubURL", hubURL)
        try meta.set("device", enrolled.device.description)
        try meta.set("centre", enrolled.centre.description)
        try meta.set("role", enrolled.role.rawValue)
        try meta.store.run("DELETE FROM life")
        try meta.store.run(
            "INSERT INTO life (first, incarnation) VALUES (1, ?1)",
            incarnation.description
        )
        try meta.set("token", enrolled.token)
        try meta.set("origin", String(enrolled.origin))
        try meta.set("timeline", enrolled.timeline.description)
        if let name = enrolled.name { try meta.set("name", name) }
        if let person = enrolled.person { try meta.set("person", person.description) }
    }

    func refreshIdentity() throws { identity = try ReplicaIdentity(meta) }

    /// Asks before a code is used up: a store that has joined a hub cannot join another.
    package static func requireUnjoined(_ store: Connection) throws {
        try StoreKind.replica.migrator.migrate(store)
        guard try Meta(store: store)["device"] == nil else {
            throw joined
        }
    }

    /// A store that has joined a hub joins no other.
    package static let joined = SyncError(
        "replica.joined",
        "The store has joined a hub; choose another file, or see 'field join --help' for --again."
    )

    /// The incarnation of a store that has joined a hub; nil of one that has not.
    package static func incarnation(of store: Connection) throws -> RowID? {
        try StoreKind.replica.migrator.migrate(store)
        return try ReplicaIdentity.incarnation(Meta(store: store))
    }

    /// The last complete cursor; nil before the first pull.
    package var cursor: Cursor? {
        get throws { try meta["cursor"].flatMap { Cursor(token: $0) } }
    }

    /// The cursor to pull from: that of a pull in pages, if one was cut, else the last complete one.
    package var pullCursor: Cursor? {
        get throws { try meta["stagedCursor"].flatMap { Cursor(token: $0) } ?? cursor }
    }

    /// The hub's number for this incarnation, as it stands in clocks.
    var origin: Int64 {
        get throws { try meta["origin"].flatMap { Int64($0) } ?? -1 }
    }

    /// The row with unsent work on top; nil where there is none or it was removed.
    package func row(_ id: RowID) throws -> RowState? {
        guard let row = try merged(id), !row.isRemoved, !row.isErased else { return nil }
        return row
    }

    /// Live rows of an entity, unsent work on top, in the order they came here.
    package func rows(_ entity: EntityName) throws -> [RowState] {
        var out: [RowState] = []
        var seen: Set<RowID> = []
        for stored in try states.all(entity) {
            seen.insert(stored.state.id)
            out.append(try shown(stored.state.id) ?? stored.state)
        }
        let number = catalogue[entity]?.number ?? 0
        let own = try store.all(
            "SELECT wire FROM shown WHERE entity = ?1 ORDER BY id",
            number
        ) { $0.bytes(0) }
        for wire in own {
            let row = try RowState(try JSONValue.parse(wire, limits: StateStore.storedLimits))
            if seen.insert(row.id).inserted { out.append(row) }
        }
        return out.filter { !$0.isRemoved && !$0.isErased }
    }

    /// The row as it is shown, marks and tombstones included.
    func merged(_ id: RowID) throws -> RowState? {
        try shown(id) ?? states.find(id)?.state
    }

    private func shown(_ id: RowID) throws -> RowState? {
        let wire = try store.first("SELECT wire FROM shown WHERE id = ?1", id) { $0.bytes(0) }
        guard let wire else { return nil }
        return try RowState(try JSONValue.parse(wire, limits: StateStore.storedLimits))
    }
}
