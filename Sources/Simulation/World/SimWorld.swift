import Coordination
import FieldClient
import Hashing
import SyncCore
import SyncEngine

/// One run's hub and devices, the network between them, and the oracle that watches.
final class SimWorld {
    let scenario: Scenario
    let time = SimTime()
    let hub: SimHub
    let oracle: Oracle
    let sabotage: Sabotage?
    var names: SimNames
    private(set) var devices: [String: SimDevice] = [:]
    private(set) var trace = Trace()
    /// Pushes that nobody waits for any more and that are still on their way.
    var late: [(device: String, bytes: [UInt8])] = []
    private var pushes = 0

    /// - `folder`: where the stores' files are to lie; nil keeps them in memory.
    init(_ scenario: Scenario, folder: String?, sabotage: Sabotage?) throws {
        self.scenario = scenario
        self.sabotage = sabotage
        let probe = HubProbe(sabotage: sabotage)
        let oracle = Oracle(VolunteerDomain(try SimHub.catalogue()))
        self.oracle = oracle
        hub = try SimHub(
            scenario,
            folder: folder,
            clock: SimClock(time, offset: 0),
            probe: probe
        )
        names = SimNames(centre: hub.hub.identity.centre)
        for edit in scenario.setup { _ = names.id(edit.row) }
        watch()
        for spec in scenario.devices {
            devices[spec.name] = SimDevice(spec, folder: folder, time: time, seed: scenario.seed)
            _ = names.id(spec.centre)
        }
        for spec in scenario.devices where !spec.joinsLater && spec.cloneOf == nil {
            try join(spec.name)
            try sync(spec.name, rowsPerPage: HubReader.rowsPerPage, [])
        }
    }

    private func watch() {
        let hub = hub
        let oracle = oracle
        hub.probe.observe = { [unowned hub] in oracle.observe(hub.hub.store) }
        hub.committed = { [unowned hub] in try oracle.committed(hub.hub.store) }
        hub.undone = { oracle.undone() }
        hub.diedAt = { oracle.deaths[$0, default: 0] += 1 }
        let clock = hub.clock
        oracle.hubClock = { clock.now }
        oracle.nameOf = { [unowned self] in names.names[$0] ?? $0.description }
        oracle.observe(hub.hub.store)
        do { try oracle.committed(hub.hub.store) } catch {
            oracle.fail(.errors, "the hub's founding cannot be read: \(error)")
        }
    }

    func note(_ what: String, _ bytes: [UInt8] = []) { trace.note(what, bytes) }

    func device(_ name: String) throws -> SimDevice {
        guard let device = devices[name] else { throw SimStop() }
        return device
    }

    /// The hub's record of a device; nil when it has not joined or the hub does not know it.
    func record(of device: SimDevice) throws -> Device? {
        guard let token = device.replica?.identity.token else { return nil }
        return try hub.reader.device(token: token)
    }

    func join(_ name: String) throws {
        let device = try device(name)
        if device.replica != nil, try record(of: device) != nil { return }
        try device.join(hub, centre: names.centre)
        note("join \(name)")
        if let known = try record(of: device) { oracle.model.grants[known.id] = grant(device.spec) }
        try register(device)
    }

    /// What a device is enrolled with.
    private func grant(_ spec: SimDeviceSpec) -> Grant {
        Grant(
            role: Role(rawValue: spec.role),
            centre: names.id(spec.centre),
            person: spec.person.map { names.id($0) }
        )
    }

    // MARK: The hub's end of the network

    /// Brings a push to the hub and gives the bytes of its answer.
    func deliver(_ bytes: [UInt8], from device: SimDevice) throws -> [UInt8] {
        let request = try open(bytes, device)
        let known = try known(device)
        pushes += 1
        let isLost = sabotage == .lostCommit && pushes > 3
        let answer: PushAnswer
        do {
            answer =
                try isLost
                ? hub.writeInVain { try $0.push(request, from: known) }
                : hub.write { try sabotage(try $0.push(request, from: known)) }
        } catch let error as SyncError {
            note("error \(error.code)")
            throw NetworkError(error.code, error.message, status: 403)
        }
        return close(answer, to: request, device)
    }

    /// Reads a push that has arrived, and notes what is in it.
    func open(_ bytes: [UInt8], _ device: SimDevice) throws -> PushRequest {
        note("push \(device.spec.name)", bytes)
        let request: PushRequest
        do { request = try PushRequest(bytes) } catch {
            throw NetworkError(error.code, error.message, status: 400)
        }
        for (place, operation) in request.operations.enumerated() {
            let number = request.first + Int64(place)
            let key = OperationBook.Key(incarnation: request.incarnation, number: number)
            oracle.deliver(operation, as: key)
            // A store that finds itself copied gives its work new numbers in the middle of a sync.
            if let read = try? Operation(operation, knownSchema: oracle.catalogue.schemaVersion) {
                oracle.book.recognise(operation, read, on: device.spec.family)
            }
        }
        return request
    }

    /// Gives out an answer after its commit.
    func close(_ answer: PushAnswer, to request: PushRequest, _ device: SimDevice) -> [UInt8] {
        oracle.answered(answer.outcomes, to: request.incarnation)
        note("answer \(device.spec.name)", answer.bytes)
        return answer.bytes
    }

    private func known(_ device: SimDevice) throws -> Device {
        guard let known = try record(of: device) else {
            throw NetworkError("auth.unknown", "This hub did not give that token.", status: 401)
        }
        return known
    }

    /// The next page for a device, as the hub makes it.
    func page(
        for device: SimDevice,
        incarnation: RowID,
        cursor: Cursor?,
        lacks: Set<String>,
        repair: PullRepair?,
        brief: Int?,
        rows: Int
    ) throws -> [UInt8] {
        let known = try known(device)
        do {
            let question = cursor.flatMap {
                lacks.isEmpty && repair == nil
                    ? IdlePulls.Question(
                        token: known.id.description,
                        incarnation: incarnation,
                        cursor: $0,
                        brief: brief
                    ) : nil
            }
            let made =
                try remembered(question)
                ?? {
                    let page = try hub.reader.pull(
                        known,
                        incarnation: incarnation,
                        cursor: cursor,
                        lacks: lacks,
                        repair: repair,
                        brief: brief,
                        rows: rows
                    )
                    remember(page, of: known, question)
                    return page.bytes
                }()
            let bytes = sabotage(made)
            oracle.answered(try Oracle.outcomes(in: bytes), to: incarnation)
            note("page \(device.spec.name)", bytes)
            device.pages = (device.pages + [bytes]).suffix(3)
            return bytes
        } catch let error as SyncError {
            note("error \(error.code)")
            throw NetworkError(error.code, error.message, status: 403)
        }
    }

    /// What the hub tells again without its store, as it does to who asks over HTTP.
    private func remembered(_ question: IdlePulls.Question?) -> [UInt8]? {
        let now = hub.clock.now
        return question.flatMap { hub.idlePulls.found($0, after: hub.commits, now: now) }?
            .answer.bytes(at: now)
    }

    private func remember(_ page: PullPage, of device: Device, _ question: IdlePulls.Question?) {
        guard let question, let idle = page.idle else { return }
        hub.idlePulls.note(
            .init(device: device, scopes: [], answer: idle),
            to: question,
            after: hub.commits
        )
    }

    func arrived(_ answer: PushAnswer, at device: SimDevice, _ request: PushRequest) throws {
        oracle.arrived(answer.outcomes, at: request.incarnation)
    }

    func delay(_ bytes: [UInt8], from device: SimDevice) {
        guard bytes.starts(with: Array("{".utf8)) else { return }
        late.append((device.spec.name, bytes))
    }

    /// Enters operations into the book that the device numbered anew by itself.
    func register(_ device: SimDevice) throws {
        guard let replica = device.replica else { return }
        for own in try replica.outbox() {
            guard let operation = own.operation,
                let bytes = try replica.nextPush(from: own.number, limit: 1)?.operations.first
            else { continue }
            oracle.book.renumber(bytes, operation, on: device.spec.family)
        }
    }
}

/// What happened in a run, as one digest.
struct Trace {
    private(set) var digest = [UInt8](repeating: 0, count: 32)
    private(set) var count = 0

    mutating func note(_ what: String, _ bytes: [UInt8]) {
        count += 1
        digest = Digest.blake2b(digest + Array(what.utf8) + [0] + bytes)
    }

    var text: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }
}
