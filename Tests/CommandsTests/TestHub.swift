import Commands
import Coordination
import FieldClient
import SyncCore
import SyncEngine
import Synchronization

/// A hub in this process, reached through the same protocol as one over HTTP.
///
/// `trouble` makes the network fail in a chosen way, as often as it is told.
final class TestHub: Sendable {
    enum Trouble: Sendable {
        case none
        /// Nothing reaches the hub.
        case down
        /// The hub does what it is asked, and its answer is lost.
        case answersLost
        /// So many pulls are cut in the middle.
        case cutPulls(Int)
        /// The hub finds more than so many operations too much.
        case atMost(Int)
        /// The hub takes in the first of the next push and says it misses the one behind it.
        case gapAfterFirst
        /// What the hub answers to pushes and pulls comes as something else.
        case twisted(@Sendable ([UInt8]) -> [UInt8])
        /// The hub was put back to a day before this device's first operation.
        case forgot
    }

    let service: HubService
    let centre: RowID
    fileprivate let trouble = Mutex(Trouble.none)
    fileprivate let codes = Mutex(0)
    fileprivate let tokens = Mutex(0)

    init(_ folder: TestFolder) throws {
        let path = folder["hub.db"]
        let domain = try Coordination.domain()
        centre = try HubService.found(
            path: path,
            centre: "Testsentralen",
            municipality: "4204",
            domain: domain,
            environment: .system
        )
        service = try HubService(path: path, domain: domain, environment: .system)
    }

    /// The hub of a restored store.
    init(restored path: String, centre: RowID) throws {
        self.centre = centre
        service = try HubService(
            path: path,
            domain: try Coordination.domain(),
            environment: .system
        )
    }

    deinit { service.close() }

    func set(_ trouble: Trouble) { self.trouble.withLock { $0 = trouble } }

    /// How many codes were sent to the hub.
    var codesUsed: Int { codes.withLock { $0 } }

    /// How often a store that asked whether this is its hub sent its token along.
    var tokensShown: Int { tokens.withLock { $0 } }

    var environment: CommandEnvironment {
        CommandEnvironment(connect: { _, token in TestConnection(hub: self, token: token) })
    }

    /// A code; `device` is an ended one whose work may come in by it.
    func invite(_ role: String, person: RowID? = nil, for device: RowID? = nil) throws -> String {
        let centre = centre
        return try service.write {
            try $0.invite(
                role: Role(rawValue: role),
                centre: centre,
                person: person,
                admitting: device
            )
        }
    }

    /// Writes rows as the office.
    @discardableResult
    func office(_ edits: Edit...) throws -> Outcome { try service.submit(edits) }

    func newID() -> RowID { Environment.system.newID() }
}

private struct TestConnection: HubConnection {
    let hub: TestHub
    let token: String?

    func enrol(_ request: JoinRequest) throws -> Enrolled {
        try requireNetwork()
        hub.codes.withLock { $0 += 1 }
        return try hub.service.write { try $0.enrol(request) }
    }

    func knows(_ question: StoreQuestion) throws -> StoreKnowledge {
        try requireNetwork()
        hub.tokens.withLock { $0 += token == nil ? 0 : 1 }
        return try hub.service.read { try $0.knows(question) }
    }

    func push(_ request: PushRequest) throws -> PushAnswer {
        try requireNetwork()
        if case .atMost(let most) = hub.trouble.withLock({ $0 }), request.operations.count > most {
            throw NetworkError("body.too_large", "Send less.", status: 413)
        }
        let device = try device()
        if let stopped = try stopped(request, device) { return stopped }
        let bytes = request.bytes
        let answer = try hub.service.write { try $0.push(try PushRequest(bytes), from: device) }
        try requireAnswer()
        return try PushAnswer(twisted(answer.bytes))
    }

    private func stopped(_ request: PushRequest, _ device: Device) throws -> PushAnswer? {
        let trouble = hub.trouble.withLock { $0 }
        switch trouble {
        case .forgot:
            return PushAnswer(outcomes: [], expected: 1, origin: 1, stopped: "push.gap")
        case .gapAfterFirst:
            hub.set(.none)
            let first = PushRequest(
                incarnation: request.incarnation,
                first: request.first,
                deviceNow: request.deviceNow,
                operations: Array(request.operations.prefix(1))
            )
            let answer = try hub.service.write { try $0.push(first, from: device) }
            return PushAnswer(
                outcomes: answer.outcomes,
                expected: answer.expected,
                origin: answer.origin,
                stopped: "push.gap"
            )
        default: return nil
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
        try requireNetwork()
        let device = try device()
        let (page, followed) = try hub.service.read { reader in
            (
                try reader.pull(
                    device,
                    incarnation: incarnation,
                    cursor: cursor,
                    lacks: lacks,
                    repair: repair,
                    brief: brief
                ),
                try reader.unconfirmed(device, incarnation, at: cursor)
            )
        }
        if let followed {
            try hub.service.write { try $0.confirm(device, incarnation, through: followed) }
        }
        let isCut = hub.trouble.withLock { trouble in
            guard case .cutPulls(let left) = trouble, left > 0 else { return false }
            trouble = .cutPulls(left - 1)
            return true
        }
        return isCut ? Array(page.bytes.prefix(page.bytes.count / 2)) : twisted(page.bytes)
    }

    private func twisted(_ bytes: [UInt8]) -> [UInt8] {
        guard case .twisted(let change) = hub.trouble.withLock({ $0 }) else { return bytes }
        return change(bytes)
    }

    private func device() throws -> Device {
        guard let token, let device = try hub.service.read({ try $0.device(token: token) }) else {
            throw NetworkError("auth.unknown", "No.", status: 401)
        }
        return device
    }

    private func requireNetwork() throws {
        guard case .down = hub.trouble.withLock({ $0 }) else { return }
        throw NetworkError("network.unreachable", "The hub cannot be reached.")
    }

    private func requireAnswer() throws {
        guard case .answersLost = hub.trouble.withLock({ $0 }) else { return }
        throw NetworkError("network.timeout", "The hub did not answer in time.")
    }
}
