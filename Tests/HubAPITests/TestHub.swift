import Coordination
import HubAPI
import SyncCore
import SyncEngine
import Synchronization

/// A hub that serves a new store of its own on a free port, and is drained when the test is over.
final class TestHub: Sendable {
    let folder: TemporaryFolder
    let service: HubService
    let server: HubServer
    let port: UInt16
    let centre: RowID
    /// What the hub reported to its owner.
    let reports: Reports
    let clock: TestClock

    convenience init(
        readers: Int = 2,
        domain: (any Domain)? = nil,
        _ change: (inout ServeConfiguration) -> Void = { _ in }
    ) throws {
        let domain = try domain ?? Coordination.domain()
        let folder = TemporaryFolder()
        let centre = try HubService.found(
            path: folder.file("hub.db"),
            centre: "Testsentralen",
            municipality: "4204",
            domain: domain,
            environment: .system
        )
        try self.init(folder, centre, domain, readers: readers, change)
    }

    /// The same store served again, after the other hub has stopped.
    convenience init(
        over earlier: TestHub,
        _ change: (inout ServeConfiguration) -> Void = { _ in }
    ) throws {
        earlier.stop()
        try self.init(earlier.folder, earlier.centre, earlier.service.domain, readers: 2, change)
    }

    private init(
        _ folder: TemporaryFolder,
        _ centre: RowID,
        _ domain: any Domain,
        readers: Int,
        _ change: (inout ServeConfiguration) -> Void
    ) throws {
        self.folder = folder
        self.centre = centre
        let clock = TestClock()
        let reports = Reports()
        let environment = Environment(
            now: { Environment.system.now() + clock.offset.load(ordering: .relaxed) },
            random: Environment.system.random
        )
        service = try HubService(
            path: folder.file("hub.db"),
            domain: domain,
            environment: environment,
            readers: readers
        )
        var configuration = ServeConfiguration(port: 0)
        configuration.tickSeconds = 3600
        configuration.report = { reports.add($0) }
        change(&configuration)
        server = HubServer(service: service, configuration: configuration)
        self.reports = reports
        self.clock = clock
        port = try server.start()
    }

    deinit { stop() }

    func stop() {
        server.drain()
        service.close()
    }

    var storePath: String { service.path }
    var office: LocalOffice { LocalOffice(service) }
    var head: Int64 { get throws { try service.read { try $0.head() } } }

    /// A new enrolment code.
    func code(_ role: Role = .coordinator, days: Int64 = 7) throws -> String {
        try office.invite(Invitation(role: role, centre: centre, days: days))
    }

    /// Enrols a device over HTTP.
    func join(_ role: Role = .coordinator, name: String = "test") throws -> TestDevice {
        try TestDevice(self, code: try code(role), name: name)
    }

    func zone(_ name: String = "Nordstranda", mode: String = "self_organised") throws -> RowID {
        let id = Environment.system.newID()
        _ = try office.submit([
            Edit(
                .cleanupZone,
                id,
                set: [
                    "centreId": centre.json, "name": .string(name), "mode": .string(mode),
                    "status": "active", "geometry": Self.square,
                ]
            )
        ])
        return id
    }

    static let square: JSONValue = [
        "type": "Polygon",
        "coordinates": [
            .array(
                [(8, 58.1), (8.01, 58.1), (8.01, 58.11), (8, 58.11), (8, 58.1)].map {
                    [.double($0), .double($1)]
                }
            )
        ],
    ]
}

/// How far the hub's clock is from the machine's, in milliseconds.
final class TestClock: Sendable {
    let offset = Atomic<Int64>(0)
}

/// Collected lines.
final class Reports: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}
