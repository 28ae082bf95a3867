import Coordination
import FieldClient
import Schema
import Storage
import SyncCore
import SyncEngine

/// The hub of a field day, on one connection in memory.
final class FieldDayHub {
    let hub: Hub
    let reader: HubReader
    let catalogue: Catalogue
    private let time: SimTime

    init(time: SimTime, seed: UInt64) throws {
        self.time = time
        catalogue = try Catalogue(Schema.catalogue)
        let domain = VolunteerDomain(catalogue)
        let random = SimRandom("hub", seed: seed)
        let environment = Environment(now: { time.now }, random: { random.bytes($0) })
        var options = Connection.Options(durability: .none, cacheKibibytes: 65_536)
        options.applicationID = StoreKind.hub.applicationID
        let store = try Connection(path: ":memory:", mode: .create, options: options)
        hub = try Hub.found(
            store,
            centre: "Frivilligsentralen 1",
            municipality: "4205",
            domain: domain,
            environment: environment
        )
        reader = try HubReader(store, domain: domain, environment: environment)
    }

    /// Runs a job in a transaction, as the writer does.
    func write<R>(_ job: (Hub) throws -> R) throws -> R {
        let value: R
        do { value = try hub.store.transaction { try job(hub) } } catch {
            hub.undone()
            throw error
        }
        try hub.afterCommit()
        _ = hub.takeChangedScopes()
        return value
    }

    func record(_ id: RowID) throws -> Device {
        guard let known = try reader.devices().first(where: { $0.id == id }) else {
            throw FieldDayFault("the hub has lost a device")
        }
        return known
    }
}

/// The office of one centre: a coordinator's device that is always in coverage and keeps nothing.
final class FieldDayOffice {
    private let hub: FieldDayHub
    private let device: Device
    private let incarnation: RowID
    private let time: SimTime
    private var number: Int64 = 0

    init(_ centre: RowID, at hub: FieldDayHub, time: SimTime, incarnation: RowID) throws {
        self.hub = hub
        self.time = time
        self.incarnation = incarnation
        let enrolled = try hub.write { writer in
            let code = try writer.invite(role: .coordinator, centre: centre)
            return try writer.enrol(code: code, name: "office", incarnation: incarnation)
        }
        device = try hub.record(enrolled.device)
    }

    /// Writes rows, which have to stand.
    func write(_ edits: [Edit]) throws {
        var rest = edits[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(Operation.Limit.edits))
            rest = rest.dropFirst(part.count)
            number += 1
            let operation = Operation(
                incarnation: incarnation,
                number: number,
                schema: hub.catalogue.schemaVersion,
                at: time.now,
                base: nil,
                edits: part
            )
            let request = PushRequest(
                incarnation: incarnation,
                first: number,
                deviceNow: time.now,
                operations: [operation.json.bytes()]
            )
            let outcome = try hub.write { try $0.push(request, from: device) }.outcomes.first
            guard let outcome, [.applied, .merged].contains(outcome.verdict) else {
                throw FieldDayFault("the office's rows did not stand: \(outcome?.findings ?? [])")
            }
        }
    }
}

/// Something a field day is held to that did not hold.
package struct FieldDayFault: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}

/// A device of a field day with its replica in memory.
final class FieldDayDevice {
    let name: String
    let person: RowID
    let environment: Environment
    let replica: Replica
    private let id: RowID

    init(
        _ name: String,
        of centre: RowID,
        person: RowID,
        at hub: FieldDayHub,
        time: SimTime,
        seed: UInt64
    )
        throws
    {
        self.name = name
        self.person = person
        let random = SimRandom(name, seed: seed)
        let environment = Environment(now: { time.now }, random: { random.bytes($0) })
        self.environment = environment
        let incarnation = environment.newID()
        let enrolled = try hub.write { writer in
            let code = try writer.invite(role: .actionOwner, centre: centre, person: person)
            return try writer.enrol(code: code, name: name, incarnation: incarnation)
        }
        id = enrolled.device
        var options = Connection.Options(durability: .none, cacheKibibytes: 512)
        options.applicationID = StoreKind.replica.applicationID
        replica = try Replica.join(
            try Connection(path: ":memory:", mode: .create, options: options),
            hubURL: "sim:hub",
            enrolled: enrolled,
            incarnation: incarnation,
            catalogue: hub.catalogue,
            environment: environment
        )
    }

    /// One sync over a link that may fail; whether it came to its end.
    func sync(with hub: FieldDayHub, faults: [FieldDayLink.Fault] = []) throws -> Bool {
        let link = FieldDayLink(hub, try hub.record(id), faults)
        do {
            _ = try SyncSession.run(replica: replica, client: link)
            return true
        } catch is NetworkError { return false }
    }
}

/// One sync's way to the hub: the bytes of the wire, over a network that loses questions and answers.
///
/// A field day belongs to one thread; only because a `HubConnection` must be Sendable is this said to be.
final class FieldDayLink: HubConnection, @unchecked Sendable {
    enum Fault { case none, lose, loseAnswer, double }

    private let hub: FieldDayHub
    private let device: Device
    private var faults: ArraySlice<Fault>

    init(_ hub: FieldDayHub, _ device: Device, _ faults: [Fault]) {
        self.hub = hub
        self.device = device
        self.faults = faults[...]
    }

    private static let unreachable = NetworkError("network.unreachable", "No coverage.")

    func enrol(_ request: JoinRequest) throws -> Enrolled { throw Self.unreachable }
    func knows(_ question: StoreQuestion) throws -> StoreKnowledge { throw Self.unreachable }

    func push(_ request: PushRequest) throws -> PushAnswer {
        let bytes = request.bytes
        return try exchange {
            let arrived = try PushRequest(bytes)
            return try hub.write { try $0.push(arrived, from: device) }
        }
    }

    func pull(
        cursor: Cursor?,
        lacks: Set<String>,
        incarnation: RowID,
        repair: PullRepair?,
        brief: Int?,
        waitSeconds: Int
    ) throws -> [UInt8] {
        try exchange {
            try hub.reader.pull(
                device,
                incarnation: incarnation,
                cursor: cursor,
                lacks: lacks,
                repair: repair,
                brief: brief
            ).bytes
        }
    }

    private func exchange<R>(_ ask: () throws -> R) throws -> R {
        switch faults.popFirst() ?? .none {
        case .none: return try ask()
        case .lose: throw Self.unreachable
        case .loseAnswer:
            _ = try ask()
            throw Self.unreachable
        case .double:
            _ = try ask()
            return try ask()
        }
    }
}
