import Coordination
import Storage
import SyncCore
import SyncEngine

/// A hub's store with W's rows in it and W's devices enrolled, an hour before anything is measured.
///
/// Made once; every repetition starts from a copy.
struct SeasonStore {
    let path: String
    let domain: VolunteerDomain
    let season: Season
    /// One push after the other of each device, as bytes on the wire would carry them.
    let clients: [Client]

    struct Client {
        let enrolled: Enrolled
        let device: Device
        let incarnation: RowID
        let cursor: Cursor
        let pushes: [Batch]
    }

    /// What a device sends at once, and how many field-level changes that is.
    struct Batch {
        let first: Int64
        let operations: [[UInt8]]
        let changes: Int
    }

    init(_ season: Season, in scratch: Scratch) throws {
        self.season = season
        path = scratch.file("season.db")
        domain = try Coordination.domain()
        let hourAgo = Environment(
            now: { Environment.system.now() - 3_600_000 },
            random: Environment.system.random
        )
        _ = try HubService.found(
            path: path,
            centre: "Benk frivilligsentral",
            municipality: nil,
            domain: domain,
            environment: hourAgo
        )
        let service = try HubService(path: path, domain: domain, environment: hourAgo)
        defer { service.close() }
        var clients: [Client] = []
        for (place, centre) in season.centres.enumerated() {
            _ = try service.write {
                try $0.addCentre(centre, name: "Sentral \(place)", municipality: nil)
            }
            let writer = try Self.enrol(service, centre)
            try Self.fill(service, season.setUp[place], by: writer, domain)
            for slot in 0..<Season.devicesPerCentre {
                let own = try Self.enrol(service, centre)
                let deeds = season.devices[place * Season.devicesPerCentre + slot]
                clients.append(try Self.client(service, own, deeds, domain))
            }
        }
        self.clients = clients
    }

    private typealias Writer = (enrolled: Enrolled, device: Device, incarnation: RowID)

    private static func enrol(_ service: HubService, _ centre: RowID) throws -> Writer {
        let incarnation = Environment.system.newID()
        let enrolled = try service.write { hub in
            let code = try hub.invite(role: Role(rawValue: "coordinator"), centre: centre)
            return try hub.enrol(code: code, name: "bench", incarnation: incarnation)
        }
        let found = try service.read { try $0.device(token: enrolled.token) }
        guard let found else { throw Scratch.Failure(what: "the device was not enrolled") }
        return (enrolled, found, incarnation)
    }

    private static func fill(
        _ service: HubService,
        _ rows: [[Edit]],
        by writer: Writer,
        _ domain: VolunteerDomain
    ) throws {
        let all = rows.enumerated().map { place, edits in
            Operation(
                incarnation: writer.incarnation,
                number: Int64(place + 1),
                schema: domain.catalogue.schemaVersion,
                at: Environment.system.now() - 3_600_000,
                base: nil,
                edits: edits
            ).json.bytes()
        }
        for start in stride(from: 0, to: all.count, by: 500) {
            let request = PushRequest(
                incarnation: writer.incarnation,
                first: Int64(start + 1),
                deviceNow: Environment.system.now() - 3_600_000,
                operations: Array(all[start..<min(start + 500, all.count)])
            )
            let answer = try service.write { try $0.push(request, from: writer.device) }
            guard answer.outcomes.allSatisfy({ $0.verdict == .applied }) else {
                throw Scratch.Failure(what: "a row of the workload was not let in")
            }
        }
    }

    private static func client(
        _ service: HubService,
        _ own: Writer,
        _ deeds: [Season.Deed],
        _ domain: VolunteerDomain
    ) throws -> Client {
        let cursor = try pulled(service, own.device, own.incarnation)
        let now = Environment.system.now()
        let operations = deeds.enumerated().map { place, deed in
            Operation(
                incarnation: own.incarnation,
                number: Int64(place + 1),
                schema: domain.catalogue.schemaVersion,
                at: now - deed.ago,
                base: cursor,
                edits: deed.edits
            ).json.bytes()
        }
        var batches: [Batch] = []
        var (start, changes) = (0, 0)
        for (place, deed) in deeds.enumerated() {
            changes += deed.changes
            guard changes == Season.changesPerPush else { continue }
            batches.append(
                Batch(
                    first: Int64(start + 1),
                    operations: Array(operations[start...place]),
                    changes: changes
                )
            )
            (start, changes) = (place + 1, 0)
        }
        guard start == deeds.count else { throw Scratch.Failure(what: "a push is not full") }
        return Client(
            enrolled: own.enrolled,
            device: own.device,
            incarnation: own.incarnation,
            cursor: cursor,
            pushes: batches
        )
    }

    /// The cursor a device has after its first pull.
    private static func pulled(
        _ service: HubService,
        _ device: Device,
        _ incarnation: RowID
    ) throws -> Cursor {
        var cursor: Cursor?
        while true {
            let from = cursor
            let page = try service.read {
                try $0.pull(device, incarnation: incarnation, cursor: from)
            }
            guard let last = Lines.split(page.bytes).lines.last,
                case .end(let end) = try PullLine(last)
            else { throw Scratch.Failure(what: "a page has no end") }
            cursor = end.cursor
            if page.isComplete { return end.cursor }
        }
    }
}
