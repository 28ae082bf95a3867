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
    private let clock: SmallClock
    private let environments: [Environment]

    /// By the numbers of the contents of the hub's store.
    var hubFacts: [SmallHubFacts] = []
    /// By device, and by the numbers of the contents of its store.
    var deviceFacts: [[SmallDeviceFacts]] = []
    /// Lists of operations as they were made, by device and number.
    var made = SmallNumbers<[SmallMade]>()
    /// Lists of caught pushes, in a fixed order: a network has none.
    var strays = SmallNumbers<[SmallStray]>()
    /// What devices ask in a pull.
    var pleas = SmallNumbers<SmallPlea>()
    /// Bytes of pushes, answers and pages.
    var messages = SmallNumbers<[UInt8]>()
    /// What was done once, and what came of it.
    var effects: [SmallAct: SmallEffect] = [:]

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
        deviceFacts = setting.work.map { _ in [] }
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
        for store in stores { try store.learnTables() }
        for place in stores.indices { try read(place) }
    }

    /// Where every behaviour begins: everybody has pulled.
    func start() throws -> SmallSpot {
        var spot = SmallSpot(
            strayLeft: UInt8(clamping: setting.stray),
            strays: strays.number([]),
            made: made.number([])
        )
        for (place, store) in stores.enumerated() { spot.stores[place] = store.present }
        for place in devices.indices { try pull(place, &spot) }
        return spot
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

    /// Makes the hub's store hold what it held once, for reading alone.
    func openReader(at content: Int32) throws {
        setClock(head: hubFacts[Int(content)].head)
        try stores[0].show(content)
        reader.undone()
    }

    /// The same, and starts the hub anew, as after a crash.
    func openHub(at content: Int32) throws {
        try openReader(at: content)
        hub = try Hub(stores[0].connection, domain: domain, environment: environments[0])
    }

    /// Makes a device's store hold what it held once, and starts the device anew, as after a crash.
    func open(_ device: Int, at content: Int32, head: Int64) throws {
        setClock(head: head)
        let store = stores[device + 1]
        try store.show(content)
        devices[device] = try Replica(
            store.connection,
            catalogue: domain.catalogue,
            environment: environments[device + 1]
        )
    }

    /// The number of what the store holds now.
    @discardableResult func read(_ place: Int) throws -> Int32 {
        let store = stores[place]
        guard try store.read() else { return store.present }
        if place == 0 {
            hubFacts.append(try readHubFacts())
        } else {
            deviceFacts[place - 1].append(try readDeviceFacts(place - 1))
        }
        return store.present
    }

    /// Sets the clocks by what has happened at the hub, so that equal states are at equal times.
    private func setClock(head: Int64) { clock.set(SmallTime.start + SmallTime.step * head) }

    var now: Int64 { clock.now }

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
