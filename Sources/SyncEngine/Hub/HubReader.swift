package import Storage
package import SyncCore

/// The hub as a read-only connection sees it: pulls, lists, explanations; never writes.
///
/// Not Sendable; a reader of the pool belongs to whoever has checked it out.
package final class HubReader {
    package let store: Connection
    package let domain: any Domain
    package let identity: HubIdentity
    let environment: Environment
    let names: Names
    let states: StateStore
    let scopes: ScopeIndex
    var memory = PullMemory()

    package init(_ store: Connection, domain: any Domain, environment: Environment) throws {
        guard try StoreKind.hub.migrator.isUpToDate(store) else {
            throw SyncError(
                "store.older",
                "The store is of an older version; run 'dugnad doctor' on it once."
            )
        }
        self.store = store
        self.domain = domain
        self.environment = environment
        identity = try HubIdentity(store)
        names = Names(store)
        states = StateStore(store, catalogue: domain.catalogue, names: names)
        guard try states.isAdopted else {
            throw SyncError(
                "store.older",
                "The store was written by another version; serve it once with this one."
            )
        }
        scopes = ScopeIndex(store, names: names)
    }

    /// To be called when writes that this reader may have seen were undone outside.
    package func undone() { names.rolledBack() }

    /// The device a bearer token belongs to; nil for a token this hub never gave.
    package func device(token: String) throws -> Device? {
        // Looked up by its hash: what a thief could time says nothing about the token.
        try store.first(
            "SELECT \(Device.columns) FROM device WHERE token_hash = ?1",
            Token.hash(token)
        ) { try Device($0) }
    }

    /// All devices in the order they were enrolled; the first is the office itself.
    package func devices() throws -> [Device] {
        try store.all("SELECT \(Device.columns) FROM device ORDER BY device") { try Device($0) }
    }

    package func head() throws -> Int64 {
        try store.first("SELECT max(seq) FROM operation") { $0.int64(0) } ?? 0
    }

    /// Hub time: the machine's clock, but never less than at the last operation.
    func hubTime() throws -> Int64 {
        let last = try store.first(
            "SELECT received FROM operation ORDER BY seq DESC LIMIT 1"
        ) { $0.int64(0) }
        return max(environment.now(), last ?? .min)
    }

    /// The row with this id, tombstones included.
    package func row(_ id: RowID) throws -> RowState? { try states.find(id)?.state }

    /// Live rows of an entity in the order they were made.
    package func rows(_ entity: EntityName) throws -> [RowState] {
        try states.all(entity).map(\.state).filter { !$0.isRemoved && !$0.isErased }
    }

    /// The ids of all rows of an entity, removed and erased ones included, in the order they were made.
    package func allRows(_ entity: EntityName) throws -> [RowID] {
        try states.all(entity).map(\.state.id)
    }

    /// Live rows of an entity whose indexed field has this value.
    package func rows(
        _ entity: EntityName,
        where field: String,
        is value: JSONValue
    ) throws -> [RowState] {
        try states.all(entity, where: field, is: value).map(\.state)
            .filter { !$0.isRemoved && !$0.isErased }
    }

    /// Live rows that a key finds and the filter takes, in the order they were made.
    package func rows(
        _ entity: EntityName,
        by key: RowKey,
        having filter: RowFilter? = nil
    ) throws -> [RowState] {
        try states.all(entity, by: key, having: filter).map(\.state)
            .filter { !$0.isRemoved && !$0.isErased }
    }

    /// How many rows a key finds, removed ones and those beside a place included; none of them is read.
    package func count(_ entity: EntityName, by key: RowKey) throws -> Int {
        try states.count(entity, by: key)
    }

    /// The numbers of the scopes a device has now, for knowing which changes concern it.
    package func scopeNumbers(of device: Device) throws -> Set<Int64> {
        Set(
            try store.all(
                "SELECT scope FROM device_scope WHERE device = ?1 AND until_epoch IS NULL",
                device.number
            ) { $0.int64(0) }
        )
    }

    /// The sum over all rows of a scope, as 16 hexadecimal digits.
    package func sum(of scope: String) throws -> String {
        guard let number = try names.known("scope/\(scope)") else { return ScopeIndex.text(0) }
        return ScopeIndex.text(try scopes.sum(number))
    }
}
