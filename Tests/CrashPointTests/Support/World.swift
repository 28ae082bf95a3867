import Coordination
import FaultDisk
import FieldClient
import Storage
import SyncCore
import SyncEngine
import Synchronization

/// A hub and its field clients, the hub on one disk and the clients on another, as they are now.
///
/// Copies share nothing, so that one state can be gone on from many times.
struct World {
    var hub: FaultDisk
    var field: FaultDisk
    var told = Told()
    /// Counts the lives of the processes: each draws its own random numbers.
    var life: UInt64 = 1
    /// The file the hub serves; another one after a restore.
    var hubName = "hub.db"
    /// What every clock says; it stands still but when a scenario moves it on.
    var time = World.now
    let domain: VolunteerDomain
    let scratch: Scratch

    init(isPowersafe: Bool = true) throws {
        hub = FaultDisk(isPowersafe: isPowersafe)
        field = FaultDisk(isPowersafe: isPowersafe)
        domain = try Coordination.domain()
        scratch = Scratch()
    }

    static let now: Int64 = 1_780_000_000_000

    func copy() -> World {
        var other = self
        other.hub = hub.copy()
        other.field = field.copy()
        other.told = told.copy()
        other.life += 1
        return other
    }

    var hubPath: String { scratch.file(hubName) }

    /// The surroundings of a process; those of other names and lives draw other random numbers.
    func environment(_ disk: FaultDisk, _ name: String) -> Environment {
        let start = name.utf8.reduce(life) { $0 &* 31 &+ UInt64($1) }
        let chance = Mutex(start &* 0x9E37_79B9_7F4A_7C15)
        let time = time
        return Environment(
            now: { time },
            random: { count in
                chance.withLock { state in
                    (0..<count).map { _ in
                        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return UInt8(truncatingIfNeeded: state >> 56)
                    }
                }
            },
            disk: disk.disk
        )
    }

    /// Serves the hub's store while the body runs, as one process.
    func serving<R>(_ body: (HubService) throws -> R) throws -> R {
        let service = try open()
        defer { service.close() }
        return try body(service)
    }

    /// The hub's store in use, until it is closed.
    func open() throws -> HubService {
        try HubService(
            path: hubPath,
            domain: domain,
            environment: environment(hub, "hub"),
            readers: 1
        )
    }

    func fieldStore(_ name: String) throws -> Connection {
        var options = Connection.Options()
        options.applicationID = StoreKind.replica.applicationID
        options.disk = field.disk
        return try Connection(path: fieldPath(name), mode: .create, options: options)
    }

    func fieldPath(_ name: String) -> String { scratch.file("\(name).db") }

    func replica(_ name: String) throws -> Replica {
        try Replica(
            try fieldStore(name),
            catalogue: domain.catalogue,
            environment: environment(field, name)
        )
    }

    /// Enrols a device and makes its replica.
    func join(_ name: String, role: String, _ service: HubService) throws {
        let environment = environment(field, name)
        let store = try fieldStore(name)
        try Replica.requireUnjoined(store)
        let incarnation = environment.newID()
        let code = try service.write { hub in
            try hub.invite(role: Role(rawValue: role), centre: hub.identity.centre)
        }
        let enrolled = try Wire(service, token: nil, told)
            .enrol(code: code, name: name, incarnation: incarnation)
        _ = try Replica.join(
            store,
            hubURL: "crash:hub",
            enrolled: enrolled,
            incarnation: incarnation,
            catalogue: domain.catalogue,
            environment: environment
        )
    }

    func joinUnlessJoined(_ name: String, _ service: HubService) throws {
        do { try join(name, role: "coordinator", service) } catch let error as SyncError {
            guard error.code == "replica.joined" else { throw error }
        }
    }

    /// Joins again with a store whose device the hub does not know, as a person does who is told so.
    ///
    /// What she is told is lost with the power: then she asks for another code.
    func rejoinIfUnknown(_ name: String, _ service: HubService) throws {
        let replica = try replica(name)
        let token = replica.identity.token
        guard try service.read({ try $0.device(token: token) }) == nil else { return }
        let environment = environment(field, name)
        let incarnation = environment.newID()
        let code = try service.write { hub in
            try hub.invite(role: Role(rawValue: "coordinator"), centre: hub.identity.centre)
        }
        let enrolled = try Wire(service, token: nil, told)
            .enrol(
                JoinRequest(
                    code: code,
                    name: name,
                    incarnation: incarnation,
                    former: FormerStore(
                        incarnation: try replica.incarnation,
                        device: replica.identity.device
                    )
                )
            )
        _ = try Replica.rejoin(
            replica.store,
            hubURL: "crash:hub",
            enrolled: enrolled,
            incarnation: incarnation,
            catalogue: domain.catalogue,
            environment: environment
        )
    }

    /// Pushes and pulls until both sides agree, by the field client's own code.
    @discardableResult
    func sync(_ name: String, _ service: HubService, rowsPerPage: Int = 2000) throws -> SyncReport {
        let replica = try replica(name)
        return try SyncSession.run(
            replica: replica,
            client: Wire(service, token: replica.identity.token, told, rowsPerPage: rowsPerPage)
        )
    }
}
