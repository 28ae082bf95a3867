package import Storage
import SyncCore

/// The hub's side of sync: orders, merges and answers; lives on the writer's thread.
///
/// Every write of the product goes through it as an operation (DESIGN.md section 3). Not Sendable: it belongs
/// to the thread of its connection, as `Writer` gives it.
package final class Hub {
    package let store: Connection
    package let domain: any Domain
    package let identity: HubIdentity
    let environment: Environment
    let names: Names
    let states: StateStore
    let scopes: ScopeIndex
    let ledger: Ledger
    /// The ledger's file beside the store; nil for a store without a place, as in stories.
    var ledgerFile: LedgerFile?
    /// Whether the log may still hold something that was erased.
    var owesEmptyLog = false
    let deviceScopes: DeviceScopes
    /// Scopes that operations have changed since `takeChangedScopes`.
    var changedScopes: Set<Int64> = []
    var actors: [Int64: Actor] = [:]
    /// Where the operation being decided is noted, for a crash; nil for a hub without a service.
    var inHand: InHand?
    /// What was read in the batch that is being taken in; nil outside one.
    var memory: BatchMemory?

    /// Opens the hub on a store that was founded; the store is migrated first.
    ///
    /// Throws `store.not_founded` and what the migrator throws.
    package convenience init(
        _ store: Connection,
        domain: any Domain,
        environment: Environment
    ) throws {
        try StoreKind.hub.migrator.migrate(store)
        try self.init(migrated: store, domain: domain, environment: environment)
        try adoptCatalogue()
        try deriveOnce()
    }

    init(migrated store: Connection, domain: any Domain, environment: Environment) throws {
        self.store = store
        self.domain = domain
        self.environment = environment
        identity = try HubIdentity(store)
        names = Names(store)
        states = StateStore(store, catalogue: domain.catalogue, names: names)
        scopes = ScopeIndex(store, names: names)
        ledger = Ledger(store)
        deviceScopes = DeviceScopes(store: store, names: names, domain: domain)
    }

    /// The sequence number of the last answered operation.
    package func head() throws -> Int64 { try last().seq }

    private func last() throws -> (seq: Int64, received: Int64) {
        if let known = memory?.last { return known }
        let last = try store.first(
            "SELECT seq, received FROM operation ORDER BY seq DESC LIMIT 1"
        ) { (seq: $0.int64(0), received: $0.int64(1)) }
        memory?.last = last
        return last ?? (0, .min)
    }

    /// Scopes changed since the last call, for waking those who wait for them.
    package func takeChangedScopes() -> Set<Int64> {
        defer { changedScopes = [] }
        return changedScopes
    }

    /// To be called when writes were undone outside, as by the writer.
    package func undone() {
        rolledBack()
        actors = [:]
        changedScopes = []
    }

    func changed(_ scopes: Set<Int64>) { changedScopes.formUnion(scopes) }

    /// Hub time: the machine's clock, but never less than at the last operation.
    func hubTime() throws -> Int64 {
        max(environment.now(), try last().received)
    }

    /// Who stands behind an incarnation's number.
    func actor(origin: Int64) throws -> Actor {
        guard origin != Stamp.hubOrigin else { return .hub }
        if let known = actors[origin] { return known }
        let device = try store.first(
            """
            SELECT \(Device.columns) FROM device
            WHERE device = (SELECT device FROM incarnation WHERE origin = ?1)
            """,
            origin
        ) { try Device($0) }
        guard let device else { return .hub }
        let actor = device.grant.actor(at: try hubTime(), origin: origin)
        actors[origin] = actor
        return actor
    }

    func newWorld(seq: Int64, now: Int64) -> HubWorld {
        HubWorld(states, now: now, seq: seq, seed: identity.secret)
    }

    func newRun(_ world: HubWorld, author: Int64 = Stamp.hubOrigin) -> OperationRun {
        OperationRun(self, world: world, authorOrigin: author)
    }
}
