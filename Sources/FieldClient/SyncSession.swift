import SyncCore
package import SyncEngine

/// One sync of a replica with its hub: everything waiting goes out, then everything new comes in.
///
/// It may be cut anywhere and run again: the hub answers a repeated operation with its first answer, and a
/// pull goes on from the last page that was kept. No SQLite transaction is open while the network is waited for.
package struct SyncSession {
    /// How many operations go in one push at first; halved when the hub finds it too much.
    package static let batch = 200
    /// How often a replica is built again, or a cut answer asked for again, before giving up for now.
    package static let attempts = 3

    private let replica: Replica
    private let hub: any HubConnection
    private var report = SyncReport()
    /// What the hub answered to this session's pushes.
    private var outcomes: [Outcome] = []

    private init(_ replica: Replica, _ hub: any HubConnection) {
        self.replica = replica
        self.hub = hub
    }

    /// Syncs once; waits at most so many seconds for something to change.
    ///
    /// A retired device's report says so; what it sent is settled by the answers to its pushes.
    /// Throws `NetworkError`, `device.forked`, `push.gap` when the hub wants operations this store no longer
    /// has, and `replica.diverged`; whatever was done until then is kept.
    package static func run(
        replica: Replica,
        client: any HubConnection,
        waitSeconds: Int = 0
    ) throws -> SyncReport {
        var session = SyncSession(replica, client)
        let waiting = Set(try replica.outbox().map(\.number))
        try session.exchange(waitSeconds: waitSeconds)
        session.report.answered = try Self.answers(to: waiting, in: replica)
        session.report.waiting = try replica.waitingCount()
        return session.report
    }

    /// Push and pull; again where the pull finds the hub to have lost work that had been answered.
    private mutating func exchange(waitSeconds: Int) throws {
        try push()
        var lost = try pull(waitSeconds: waitSeconds)
        var rounds = 1
        while lost > 0 {
            report.requeued += lost
            guard rounds < Self.attempts else { return }
            rounds += 1
            try push()
            lost = try pull(waitSeconds: 0)
        }
    }

    private static func answers(
        to numbers: Set<Int64>,
        in replica: Replica
    ) throws -> [OwnOperation] {
        guard !numbers.isEmpty else { return [] }
        return try replica.answered(limit: numbers.count)
            .filter { numbers.contains($0.number) }.reversed()
    }

    private mutating func push() throws {
        outcomes = []
        var gaps = 0
        var limit = Self.batch
        var number: Int64 = 1
        while let request = try replica.nextPush(from: number, limit: limit) {
            let answer: PushAnswer
            do { answer = try hub.push(request) } catch let error as NetworkError {
                guard error.status == 413, limit > 1 else { throw error }
                limit /= 2
                continue
            }
            report.sent += answer.outcomes.count
            outcomes += answer.outcomes
            if answer.stopped == "push.gap" { gaps += 1 }
            guard gaps <= Self.attempts else { throw Self.gap }
            number = try next(after: answer, to: request)
        }
    }

    /// The number to go on with; every round gets further, or throws.
    private mutating func next(after answer: PushAnswer, to request: PushRequest) throws -> Int64 {
        switch answer.stopped {
        case "schema.unsupported":
            let own = replica.catalogue.schemaVersion
            throw Replica.unsupported(isHubOlder: answer.schema.map { $0 < own } ?? true)
        case "device.forked":
            throw SyncError(
                "device.forked",
                "There are two copies of this store. Join again with a new file; this one keeps its work."
            )
        case "push.gap":
            let oldest = try replica.nextPush(limit: 1)?.first ?? .max
            guard answer.expected != request.first else { throw Self.gap }
            if answer.expected < oldest {
                // The hub was restored from a backup that is older than these answers.
                let lost = try replica.requeue(from: answer.expected)
                guard lost > 0 else { throw Self.gap }
                report.requeued += lost
            }
        default:
            guard answer.expected > request.first else {
                throw SyncError("push.malformed", "The hub's answer to the push makes no sense.")
            }
        }
        return answer.expected
    }

    private static let gap = SyncError(
        "push.gap",
        "The hub asks for operations this store no longer has; ask the office."
    )

    /// One page; nil where the hub gives this device nothing more, as it was retired.
    ///
    /// No pull will bring the answers then, so those to the pushes are taken for final.
    private mutating func page(waitSeconds: Int) throws -> [UInt8]? {
        do {
            return try hub.pull(
                cursor: try replica.pullCursor,
                lacks: try replica.lackedScopes,
                incarnation: replica.identity.incarnation,
                waitSeconds: waitSeconds
            )
        } catch {
            guard Self.isRetirement(error) else { throw error }
            try replica.settle(outcomes)
            report.isRetired = true
            return nil
        }
    }

    private static func isRetirement(_ error: any Error) -> Bool {
        let code = (error as? NetworkError)?.code ?? (error as? SyncError)?.code
        return code == "device.retired"
    }

    /// Gives how many answered operations came back into the outbox, since the hub has lost them.
    private mutating func pull(waitSeconds: Int) throws -> Int {
        var cuts = 0
        var wait = waitSeconds
        while true {
            guard let page = try page(waitSeconds: wait) else { return 0 }
            wait = 0
            do {
                switch try replica.take(page) {
                case .more: continue
                case .complete(let rows, let left, _, let requeued):
                    report.rows += rows
                    report.left += left
                    return requeued
                case .diverged: try rebuild()
                }
            } catch let error as SyncError where error.code == "pull.cut" {
                cuts += 1
                guard cuts < Self.attempts else { throw error }
            }
        }
    }

    private mutating func rebuild() throws {
        report.rebuilds += 1
        guard report.rebuilds < Self.attempts else {
            throw SyncError(
                "replica.diverged",
                "The store does not come out equal to the hub's; run it again and tell the office."
            )
        }
    }
}
