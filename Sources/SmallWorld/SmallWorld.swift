import Coordination
import Schema
import Storage
import SyncCore
import SyncEngine
import Synchronization

/// The hub and three devices of one small world, as the product makes them, with nothing in between but bytes.
final class SmallWorld {
    let setting: SmallSetting
    let centre: RowID
    let domain: SmallDomain
    let stores: [SmallStore]
    private(set) var hub: Hub
    let reader: HubReader
    private(set) var devices: [Replica]
    var progress: Progress
    private let clock: SmallClock
    private let environments: [Environment]

    /// What has happened so far beyond what stands in the stores.
    struct Progress: Hashable {
        var next: [Int]
        var done: Set<SmallEvent> = []
        var strays: [Stray] = []
        var strayLeft: Int
        var made: [Made] = []
        /// Of the hub's store and the devices'.
        var digests: [UInt64]
    }

    /// A push that somebody's network caught.
    struct Stray: Hashable {
        let device: Int
        let bytes: [UInt8]
    }

    /// An operation as its author made it.
    struct Made: Hashable {
        let device: Int
        let work: SmallWork
        let number: Int64
        /// The hub's last operation that the author had pulled.
        let base: Int64
        /// True time when it was made.
        let at: Int64
        /// Whether a caught push may have brought it, so that its time is known less well.
        var isStray = false
    }

    /// The hub's number of the store of each device in clocks.
    private(set) var origins: [Int64] = []

    init(_ setting: SmallSetting) throws {
        self.setting = setting
        clock = SmallClock()
        let catalogue = try Catalogue(Schema.catalogue)
        domain = SmallDomain(catalogue)
        stores = try [SmallStore(.hub)] + setting.work.map { _ in try SmallStore(.replica) }
        // A century behind, right, a century ahead: none of it may matter.
        let century: Int64 = 100 * 365 * 86_400_000
        let offsets = [0, -century, 0, century]
        let clock = clock
        environments = stores.indices.map { place in
            let random = SmallRandom(place)
            return Environment(
                now: { clock.now + offsets[place % offsets.count] },
                random: { random.bytes($0) }
            )
        }
        hub = try Hub.found(
            stores[0].connection,
            centre: "Her",
            municipality: nil,
            domain: domain,
            environment: environments[0]
        )
        centre = hub.identity.centre
        reader = try HubReader(
            stores[0].connection,
            domain: domain,
            environment: environments[0]
        )
        devices = []
        progress = Progress(
            next: setting.work.map { _ in 0 },
            strayLeft: setting.stray,
            digests: []
        )
        for place in setting.work.indices {
            let enrolled = try enrol(place)
            origins.append(enrolled.origin)
            devices.append(
                try Replica.join(
                    stores[place + 1].connection,
                    hubURL: "small:",
                    enrolled: enrolled,
                    incarnation: incarnations[place],
                    catalogue: catalogue,
                    environment: environments[place + 1]
                )
            )
        }
        for place in devices.indices { try pull(place) }
        for store in stores { try store.learnTables() }
        progress.digests = try stores.map { try $0.digest() }
    }

    private var incarnations: [RowID] = (0..<8).map {
        RowID.version7(milliseconds: SmallTime.start, random: ($0, 99))
    }

    private func enrol(_ place: Int) throws -> Enrolled {
        let home = setting.isFromNorth(place) ? SmallRow.north.id(centre) : centre
        return try write { hub in
            let code = try hub.invite(role: .coordinator, centre: home)
            return try hub.enrol(
                code: code,
                name: "device-\(place)",
                incarnation: incarnations[place]
            )
        }
    }

    /// Runs a job on the hub as its writer does: all of it or nothing.
    func write<R>(_ job: (Hub) throws -> R) throws -> R {
        do {
            return try stores[0].connection.transaction { try job(hub) }
        } catch {
            hub.undone()
            throw error
        }
    }

    /// Starts the processes on these stores again, as after a crash; 0 is the hub's.
    func reopen(_ touched: Set<Int>) throws {
        if touched.contains(0) {
            hub = try Hub(stores[0].connection, domain: domain, environment: environments[0])
            reader.undone()
        }
        for place in devices.indices where touched.contains(place + 1) {
            devices[place] = try Replica(
                stores[place + 1].connection,
                catalogue: domain.catalogue,
                environment: environments[place + 1]
            )
        }
    }

    /// Sets the clocks by what has happened at the hub, so that equal states are at equal times.
    func setClock() throws {
        clock.set(SmallTime.start + SmallTime.step * (try reader.head()))
    }

    var now: Int64 { clock.now }

    /// The row as a device shows it, or nil.
    func sees(_ device: Int, _ row: SmallRow) throws -> Bool {
        try devices[device].row(row.id(centre)) != nil
    }

    /// Hands a push to the hub and gives its answer.
    func deliver(_ bytes: [UInt8], from device: Int) throws -> PushAnswer {
        let request = try PushRequest(bytes)
        let known = try self.device(device)
        return try write { try $0.push(request, from: known) }
    }

    /// Whether the hub has all that a device has made.
    func isHeard(_ device: Int) throws -> Bool {
        let last = try stores[0].connection.first(
            "SELECT last_number FROM incarnation WHERE origin = ?1",
            origins[device]
        ) { $0.int64(0) }
        return progress.made.allSatisfy { $0.device != device || $0.number <= last ?? 0 }
    }

    /// Takes in all that is new.
    func pull(_ device: Int) throws {
        while try !take(device, rows: HubReader.rowsPerPage) {}
    }

    /// Takes in one page; whether the state is complete then.
    func take(_ device: Int, rows: Int) throws -> Bool {
        let page = try reader.pull(
            try self.device(device),
            incarnation: devices[device].identity.incarnation,
            cursor: try devices[device].pullCursor,
            rows: rows
        )
        switch try devices[device].take(page.bytes) {
        case .more: return false
        case .complete: return true
        case .diverged: throw SmallFailure("device \(device) came out different from the hub")
        }
    }

    func device(_ place: Int) throws -> Device {
        guard let device = try reader.device(token: devices[place].identity.token) else {
            throw SmallFailure("the hub does not know device \(place)")
        }
        return device
    }
}

/// The one clock, moved by the search alone.
final class SmallClock: Sendable {
    private let time = Mutex(SmallTime.start)
    var now: Int64 { time.withLock { $0 } }
    func set(_ now: Int64) { time.withLock { $0 = now } }
}

/// Bytes for tokens and ids, the same in every run.
final class SmallRandom: Sendable {
    private let state: Mutex<UInt64>

    init(_ seed: Int) { state = Mutex(UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1) }

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { word in
            (0..<count).map { _ in
                word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: word >> 33)
            }
        }
    }
}
