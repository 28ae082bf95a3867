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
    /// How often the hub may stop a push of one sync at a gap or a fork; each is gone on from.
    package static let stops = 8

    private let replica: Replica
    private let hub: any HubConnection
    private var report = SyncReport()

    private init(_ replica: Replica, _ hub: any HubConnection) {
        self.replica = replica
        self.hub = hub
    }

    /// Syncs once; waits at most so many seconds for something to change.
    ///
    /// A retired device's report says so; what it sent is settled by the answers to its pushes.
    /// A store that turns out to be a copy, or to have been restored, begins a new life and goes on.
    /// Throws `NetworkError`, `push.gap` when hub and store cannot agree on numbers, and `replica.diverged`;
    /// whatever was done until then is kept.
    package static func run(
        replica: Replica,
        client: any HubConnection,
        waitSeconds: Int = 0
    ) throws -> SyncReport {
        var session = SyncSession(replica, client)
        let waiting = Set(try replica.outbox().map(\.number))
        let incarnation = try replica.incarnation
        do { try session.exchange(waitSeconds: waitSeconds) } catch {
            try session.wipeIfRevoked(error)
            throw error
        }
        session.report.answered = try Self.answers(to: waiting, in: replica)
        session.report.isRenumbered = try replica.incarnation != incarnation
        session.report.waiting = try replica.waitingCount()
        session.report.aside = replica.takeAside()
        return session.report
    }

    /// Push and pull; again where the pull finds the hub to have lost work that had been answered.
    private mutating func exchange(waitSeconds: Int) throws {
        do { try push() } catch {
            guard Self.isRetirement(error) else { throw error }
            // It has sent once more before; the rest stays here.
            try retire(error)
            return
        }
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
        var stops = 0
        var limit = Self.batch
        var number: Int64 = 1
        while let request = try replica.nextPush(from: number, limit: limit) {
            let answer: PushAnswer
            do { answer = try hub.push(request) } catch let error as NetworkError {
                guard error.status == 413, limit > 1 else { throw error }
                limit /= 2
                continue
            }
            let step = try replica.take(answer, to: request)
            report.sent += answer.outcomes.count
            report.requeued += step.requeued
            if let stopped = step.stopped { throw stopped }
            if answer.stopped != nil { stops += 1 }
            guard stops <= Self.stops else {
                throw SyncError(
                    "push.gap",
                    "Hub and store do not agree on what comes next; ask the office."
                )
            }
            number = step.next
        }
    }

    /// What the hub refuses this device for good is told to its store at once.
    private func wipeIfRevoked(_ error: any Error) throws {
        guard Self.code(of: error) == "device.revoked" else { return }
        try replica.wipe()
    }

    private static func code(of error: any Error) -> String? {
        (error as? NetworkError)?.code ?? (error as? SyncError)?.code
    }

    /// One page; nil where the hub gives this device nothing more, as it was retired.
    ///
    /// No pull will bring the state then, so the answers to the pushes are all it hears.
    private mutating func page(waitSeconds: Int) throws -> [UInt8]? {
        try replica.dropEnded()
        let repair = try replica.pullRepair
        if repair != nil { report.repairs += 1 }
        do {
            return try hub.pull(
                cursor: try replica.pullCursor,
                lacks: try replica.lackedScopes,
                incarnation: try replica.incarnation,
                repair: repair,
                brief: replica.catalogue.schemaVersion,
                waitSeconds: waitSeconds
            )
        } catch {
            guard Self.isRetirement(error) else { throw error }
            try retire(error)
            return nil
        }
    }

    private mutating func retire(_ error: any Error) throws {
        try replica.settleAnswered()
        report.isRetired = true
        report.sendsUntil = (error as? NetworkError)?.until ?? (error as? SyncError)?.until
        report.hubTime = try replica.estimatedHubTime
    }

    private static func isRetirement(_ error: any Error) -> Bool {
        code(of: error) == "device.retired"
    }

    /// Gives how many answered operations came back into the outbox, since the hub has lost them.
    ///
    /// Where somebody was erased it pulls once more: the hub takes that for the word that the store has followed.
    private mutating func pull(waitSeconds: Int) throws -> Int {
        var cuts = 0
        var wait = waitSeconds
        var lost = 0
        var isConfirming = false
        while true {
            let next: [UInt8]?
            do { next = try page(waitSeconds: wait) } catch {
                // All has come; the hub hears at the next sync that it has.
                guard isConfirming, Self.code(of: error) != "device.revoked" else { throw error }
                return lost
            }
            guard let page = next else { return lost }
            wait = 0
            do {
                switch try replica.take(page) {
                case .more: continue
                case .complete(let rows, let left, _, let requeued):
                    report.rows += rows
                    report.left += left
                    lost += requeued
                    guard replica.owesWord, !isConfirming else { return lost }
                    isConfirming = true
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
