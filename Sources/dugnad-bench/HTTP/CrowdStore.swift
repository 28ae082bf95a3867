import Coordination
import Glibc
import Storage
import SyncCore
import SyncEngine

/// W's store with many more devices, in a centre that has no rows yet.
///
/// Made once; every repetition starts from a copy.
struct CrowdStore {
    let path: String
    let centre: RowID
    let devices: [Device]
    /// Devices of W's own centres, for first states.
    let known: [Device]
    let small: SmallPush

    struct Device: Sendable {
        let token: String
        let incarnation: RowID
        /// How far it has come; nil for one that has nothing yet.
        let cursor: Cursor?
    }

    init(_ store: SeasonStore, devices count: Int) throws {
        path = store.path
        let centre = Environment.system.newID()
        self.centre = centre
        known = store.clients.map {
            Device(token: $0.enrolled.token, incarnation: $0.incarnation, cursor: nil)
        }
        let service = try HubService(path: path, domain: store.domain, environment: .system)
        defer { service.close() }
        let enrolled = try service.write { hub in
            _ = try hub.addCentre(centre, name: "Sentralen for alle", municipality: nil)
            return try (0..<count).map { _ in
                let code = try hub.invite(role: Role(rawValue: "coordinator"), centre: centre)
                let incarnation = Environment.system.newID()
                return (
                    incarnation, try hub.enrol(code: code, name: "bench", incarnation: incarnation)
                )
            }
        }
        devices = try enrolled.map { incarnation, enrolled in
            Device(
                token: enrolled.token,
                incarnation: incarnation,
                cursor: try Self.cursor(service, enrolled.token, incarnation)
            )
        }
        // Once a day a hub does this by itself, and for the first time when it starts.
        while try service.compactIfDue(steps: 1000) {}
        small = SmallPush(
            centre: centre,
            schema: store.domain.catalogue.schemaVersion,
            now: Environment.system.now()
        )
    }

    private static func cursor(
        _ service: HubService,
        _ token: String,
        _ incarnation: RowID
    ) throws -> Cursor {
        var cursor: Cursor?
        while true {
            let from = cursor
            let page = try service.read { reader in
                guard let device = try reader.device(token: token) else {
                    throw Scratch.Failure(what: "a device was not enrolled")
                }
                return try reader.pull(device, incarnation: incarnation, cursor: from)
            }
            guard let last = Lines.split(page.bytes).lines.last,
                case .end(let end) = try PullLine(last)
            else { throw Scratch.Failure(what: "a page has no end") }
            cursor = end.cursor
            if page.isComplete { return end.cursor }
        }
    }
}
