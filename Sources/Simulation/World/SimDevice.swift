import FieldClient
import Storage
import SyncCore
import SyncEngine

/// A device of a world with its replica.
final class SimDevice {
    let spec: SimDeviceSpec
    let clock: SimClock
    let environment: Environment
    private let folder: String?
    private var generation = 0
    /// Nil before it has joined.
    private(set) var replica: Replica?
    /// Whether a page that was not its next one may have made it differ, until it pulls again.
    var mayDiverge = false
    /// Whether the store was put back to an older state, so that its own past is unknown to it.
    var isReturned = false
    /// Whether the store is to fail at one of its next writes, as if the process died there.
    var isFuseLit = false
    /// What it held when it was last compared with the hub, where some of it has an end.
    var shelf: Shelf?
    /// The last pages it was sent, of which one may come again.
    var pages: [[UInt8]] = []

    init(_ spec: SimDeviceSpec, folder: String?, time: SimTime, seed: UInt64) {
        self.spec = spec
        self.folder = folder
        let clock = SimClock(time, offset: spec.clock)
        self.clock = clock
        let random = SimRandom(spec.name, seed: seed)
        environment = Environment(now: { clock.now }, random: { random.bytes($0) })
    }

    private var path: String { folder.map { "\($0)/\(spec.name)-\(generation).db" } ?? ":memory:" }

    private static func open(_ path: String) throws -> Connection {
        var options = Connection.Options(durability: .none, cacheKibibytes: 512)
        options.applicationID = StoreKind.replica.applicationID
        return try Connection(path: path, mode: .create, options: options)
    }

    /// Enrols at the hub: for the first time, or anew with a store that had joined before.
    func join(_ hub: SimHub, centre: RowID) throws {
        let incarnation = environment.newID()
        let enrolled = try hub.write { writer in
            let code = try writer.invite(
                role: Role(rawValue: spec.role),
                centre: SimNames.id(spec.centre, centre: centre),
                person: spec.person.map { SimNames.id($0, centre: centre) }
            )
            return try writer.enrol(code: code, name: spec.name, incarnation: incarnation)
        }
        let catalogue = try SimHub.catalogue()
        guard let old = replica else {
            replica = try Replica.join(
                try Self.open(path),
                hubURL: "sim:hub",
                enrolled: enrolled,
                incarnation: incarnation,
                catalogue: catalogue,
                environment: environment
            )
            return
        }
        replica = try Replica.rejoin(
            old.store,
            hubURL: "sim:hub",
            enrolled: enrolled,
            incarnation: incarnation,
            catalogue: catalogue,
            environment: environment
        )
    }

    /// Opens the store again, as a new process would.
    func restart() throws {
        guard let replica else { return }
        let store = folder == nil ? replica.store : try Self.open(path)
        self.replica = try Replica(store, catalogue: replica.catalogue, environment: environment)
    }

    /// Goes on with what another device's store is now.
    func adopt(_ other: SimDevice) throws {
        guard let theirs = other.replica, folder != nil, replica == nil else { throw SimStop() }
        try backup(from: theirs.store, to: path)
        replica = try Replica(
            try Self.open(path),
            catalogue: theirs.catalogue,
            environment: environment
        )
        isReturned = other.isReturned
    }

    /// Copies the store aside.
    func copy() throws {
        guard let replica, let folder else { return }
        try backup(from: replica.store, to: "\(folder)/\(spec.name)-copy.db")
    }

    /// Puts the copy in the place of the store; whether there was one.
    func putBack() throws -> Bool {
        guard let replica, let folder else { return false }
        let copy = "\(folder)/\(spec.name)-copy.db"
        guard let source = try? Connection(path: copy, mode: .readOnly) else { return false }
        generation += 1
        try backup(from: source, to: path)
        self.replica = try Replica(
            try Self.open(path),
            catalogue: replica.catalogue,
            environment: environment
        )
        isReturned = true
        return true
    }
}
