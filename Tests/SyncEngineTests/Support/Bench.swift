import Storage
import SyncCore
import SyncEngine
import Synchronization

/// A hub and its field clients in memory, with a clock that is set by hand.
final class Bench {
    final class Clock: Sendable {
        let time = Mutex<Int64>(1_700_000_000_000)
        var now: Int64 { time.withLock { $0 } }
        func advance(_ milliseconds: Int64) { time.withLock { $0 += milliseconds } }
    }

    let clock = Clock()
    let environment: Environment
    let domain: NotesDomain
    let hubStore: Connection
    let hub: Hub
    let club: RowID

    init(catalogue: Catalogue? = nil) throws {
        let clock = self.clock
        let counter = Mutex<UInt64>(1)
        environment = Environment(
            now: { clock.now },
            random: { count in
                (0..<count).map { _ in
                    counter.withLock {
                        $0 = $0 &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return UInt8(truncatingIfNeeded: $0 >> 56)
                    }
                }
            }
        )
        domain = try catalogue.map { NotesDomain($0) } ?? NotesDomain()
        hubStore = try Connection(path: ":memory:", mode: .create)
        hub = try Hub.found(
            hubStore,
            centre: "Klubben",
            municipality: nil,
            domain: domain,
            environment: environment
        )
        club = hub.identity.centre
    }

    func join(
        _ name: String,
        centre: RowID? = nil,
        role: String = "member",
        catalogue: Catalogue? = nil,
        person: RowID? = nil
    ) throws -> Replica {
        let store = try Connection(path: ":memory:", mode: .create)
        let incarnation = environment.newID()
        let code = try hub.invite(
            role: Role(rawValue: role),
            centre: centre ?? club,
            person: person
        )
        let enrolled = try hub.enrol(code: code, name: name, incarnation: incarnation)
        return try Replica.join(
            store,
            hubURL: "http://hub.example",
            enrolled: enrolled,
            incarnation: incarnation,
            catalogue: catalogue ?? domain.catalogue,
            environment: environment
        )
    }

    func device(_ replica: Replica) throws -> Device {
        let reader = try reader()
        guard let device = try reader.device(token: replica.identity.token) else {
            throw SyncError("device.unknown", "not enrolled")
        }
        return device
    }

    /// A reader on the hub's own connection; enough where nothing runs beside it.
    func reader() throws -> HubReader {
        try HubReader(hubStore, domain: domain, environment: environment)
    }

    @discardableResult
    func push(_ replica: Replica) throws -> [Outcome] {
        var outcomes: [Outcome] = []
        var number: Int64 = 1
        while let request = try replica.nextPush(from: number) {
            let answer = try deliver(request, from: try device(replica))
            outcomes += answer.outcomes
            number = try replica.take(answer, to: request).next
        }
        return outcomes
    }

    /// Hands a push to the hub as bytes, and gives its answer read from bytes.
    func deliver(_ request: PushRequest, from device: Device) throws -> PushAnswer {
        let sent = try PushRequest(request.bytes)
        let answer = try hubStore.transaction { try hub.push(sent, from: device) }
        return try PushAnswer(answer.bytes)
    }

    func page(_ replica: Replica, isBrief: Bool = false, rows: Int = 2000) throws -> PullPage {
        try reader().pull(
            try device(replica),
            incarnation: try replica.incarnation,
            cursor: try replica.pullCursor,
            lacks: try replica.lackedScopes,
            repair: try replica.pullRepair,
            brief: isBrief ? domain.catalogue.schemaVersion : nil,
            rows: rows
        )
    }

    @discardableResult
    func pull(_ replica: Replica, rows: Int = 2000) throws -> PullResult {
        for _ in 0..<1000 {
            let result = try replica.take(try page(replica, rows: rows).bytes)
            guard result == .more || result == .diverged else { return result }
        }
        throw SyncError("pull.endless", "the pull does not end")
    }

    @discardableResult
    func sync(_ replica: Replica) throws -> [Outcome] {
        let outcomes = try push(replica)
        try pull(replica)
        return outcomes
    }

    /// Gives the replica's device another grant.
    @discardableResult
    func grant(
        _ replica: Replica,
        role: String = "member",
        centre: RowID? = nil,
        person: RowID? = nil,
        ends: Int64? = nil
    ) throws -> GrantChange {
        let grant = Grant(
            role: Role(rawValue: role),
            centre: centre ?? club,
            person: person,
            ends: ends
        )
        return try hubStore.transaction {
            try hub.changeGrant(of: replica.identity.device, to: grant)
        }
    }

    /// Whether the replica's sums are the hub's, and which scopes have rows in it.
    func requireEqual(_ replica: Replica) throws -> Set<String> {
        let hubSums = try reader().sums()
        var scopes: Set<String> = []
        for (scope, sum) in try replica.sums() {
            guard hubSums.contains(where: { $0.scope == scope && $0.sum == sum }) else {
                throw SyncError("replica.diverged", "A scope differs from the hub's.")
            }
            scopes.insert(scope)
        }
        return scopes
    }

    /// A second club, made by the hub as the first was.
    func newClub(_ name: String) throws -> RowID {
        let id = environment.newID()
        try hubStore.transaction {
            _ = try hub.addCentre(id, name: name, municipality: nil)
        }
        return id
    }

    func office(_ edits: Edit...) throws -> Outcome {
        try hubStore.transaction { try hub.submit(edits) }
    }

    func newNote(_ title: String) -> (RowID, Edit) {
        let id = environment.newID()
        return (id, Edit("note", id, set: ["clubId": club.json, "title": .string(title)]))
    }
}
