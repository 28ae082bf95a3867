import Coordination
import Schema
import Storage
import SyncCore
import SyncEngine

/// The hub of a world, on one connection for writing and reading.
final class SimHub {
    let clock: SimClock
    let probe: HubProbe
    let environment: Environment
    /// The domain the hub runs, with faults put in; and without, for the oracle.
    let domain: SimDomain
    private(set) var hub: Hub
    private(set) var reader: HubReader
    private let folder: String?
    private var generation = 0
    /// Called when a transaction has been committed, and when one was undone.
    var committed: () throws -> Void = {}
    var undone: () -> Void = {}

    // Read once: every world makes a hub and devices, and a sweep thousands of worlds.
    private static let standard = Result { try Catalogue(Schema.catalogue) }

    static func catalogue() throws -> Catalogue { try standard.get() }

    init(
        _ scenario: Scenario,
        folder: String?,
        clock: SimClock,
        probe: HubProbe
    ) throws {
        self.folder = folder
        self.clock = clock
        self.probe = probe
        let random = SimRandom("hub", seed: scenario.seed)
        environment = Environment(now: { clock.now }, random: { random.bytes($0) })
        domain = SimDomain(
            base: VolunteerDomain(try Self.catalogue()),
            setup: scenario.setup,
            probe: probe
        )
        let store = try Self.open(folder.map { "\($0)/hub-0.db" } ?? ":memory:")
        hub = try Hub.found(
            store,
            centre: "Frivilligsentralen",
            municipality: "4205",
            domain: domain,
            environment: environment
        )
        reader = try HubReader(store, domain: domain, environment: environment)
        if folder != nil { try hub.keepLedger(besideStore: store.path) }
    }

    private static func open(_ path: String) throws -> Connection {
        var options = Connection.Options(durability: .none, cacheKibibytes: 2048)
        options.applicationID = StoreKind.hub.applicationID
        return try Connection(path: path, mode: .create, options: options)
    }

    /// Runs a job in a transaction, as the writer does.
    func write<R>(_ job: (Hub) throws -> R) throws -> R {
        let value: R
        do {
            value = try hub.store.transaction {
                let value = try job(hub)
                probe.observe()
                return value
            }
        } catch {
            hub.undone()
            undone()
            throw error
        }
        try hub.afterCommit()
        try committed()
        return value
    }

    /// As `write`, but the machine stops before the commit; the value is what would have been.
    func writeInVain<R>(_ job: (Hub) throws -> R) throws -> R {
        var value: R?
        do {
            try hub.store.transaction {
                value = try job(hub)
                throw SimStop()
            }
        } catch is SimStop {}
        try restart()
        guard let value else { throw SimStop() }
        return value
    }

    /// Opens the store again, as a new process would.
    func restart() throws {
        probe.fuse = nil
        let path = hub.store.path
        try use(path == ":memory:" ? hub.store : try Self.open(path))
        undone()
    }

    private func use(_ store: Connection) throws {
        hub = try Hub(store, domain: domain, environment: environment)
        if store.path != ":memory:" { try hub.keepLedger(besideStore: store.path) }
        reader = try HubReader(store, domain: domain, environment: environment)
    }

    private func file(_ name: String) throws -> String {
        guard let folder else { throw SimStop() }
        return "\(folder)/\(name)"
    }

    /// Copies the store as `dugnad backup` does; gives the last operation in the copy.
    func backup() throws -> Int64 {
        let copied = try StoreBackup.take(from: hub.store.path, to: try file("backup.db"))
        try write { _ = try $0.noteDurable(through: copied.seq) }
        return copied.seq
    }

    /// Puts the last backup in the place of the store, as `dugnad restore` does; gives the fork.
    func restore() throws -> Int64 {
        generation += 1
        let ledger = hub.store.path + ".ledger"
        let path = try file("hub-\(generation).db")
        let restored = try StoreBackup.restore(
            from: try file("backup.db"),
            to: path,
            ledger: .file(ledger),
            domain: domain,
            environment: environment
        )
        try use(try Self.open(path))
        return restored.forkedAt
    }
}

/// The end of something that is to end here.
struct SimStop: Error {}
