import Storage
package import SyncCore

/// How a client goes on after the hub's answer to a push.
package struct PushStep: Sendable, Equatable {
    /// Push from this number on; when nothing waits from there, everything was sent.
    package let next: Int64
    /// How many answered operations wait again, since the hub has lost them.
    package let requeued: Int
    /// Why nothing more can be sent now; everything is kept.
    package var stopped: SyncError?

    init(next: Int64, requeued: Int = 0, stopped: SyncError? = nil) {
        self.stopped = stopped
        self.next = next
        self.requeued = requeued
    }
}

extension Replica {
    /// The next push: operations from `number` on, at most so many; nil when nothing waits.
    ///
    /// A push is of one life of the store, and in one piece: where a number is missing, it ends.
    package func nextPush(
        from number: Int64 = 1,
        limit: Int = 500
    ) throws -> PushRequest? {
        try store.snapshot {
            let first = try store.first("SELECT min(number) FROM outbox WHERE number >= ?1", number)
            { $0.optionalInt64(0) }
            guard let first = first ?? nil else { return nil }
            let life = try life(of: first)
            let waiting = try store.all(
                """
                SELECT number, bytes, base, hash FROM outbox WHERE number >= ?1 AND number < ?2
                ORDER BY number LIMIT ?3
                """,
                first,
                try end(of: life),
                limit
            ) { row in
                // What a bad page has changed must not reach the hub as somebody's word.
                let bytes = row.bytes(1)
                try OutboxRows.require(row.optionalInt64(3), row.int64(0), row.int64(2), bytes)
                return (number: row.int64(0), bytes: bytes)
            }
            let refused = try refusedBefore()
            var named: [Int64] = []
            let whole = waiting.enumerated().prefix { place, entry in
                guard entry.number == first + Int64(place) else { return false }
                guard refused[entry.number] != nil else { return true }
                guard named.count < PushRequest.maximumRefused else { return false }
                named.append(life.sent(entry.number))
                return true
            }
            return PushRequest(
                incarnation: life.incarnation,
                first: life.sent(first),
                deviceNow: environment.now(),
                schema: catalogue.schemaVersion,
                refused: named,
                operations: whole.map(\.element.bytes)
            )
        }
    }

    /// Takes in the hub's answer to a push and says where to go on.
    ///
    /// What was answered is remembered and stays on top of the rows until a pull brings the state that has it.
    /// At a fork a new life begins with the first operation that differs; what a restored hub has lost goes back
    /// into the outbox. Throws `push.gap` and `push.malformed` when the answer makes no sense.
    package func take(_ answer: PushAnswer, to request: PushRequest) throws -> PushStep {
        try store.transaction {
            // Another process on this store may have begun another life meanwhile.
            guard let life = try life(request.incarnation) else { return PushStep(next: 1) }
            let end = request.first + Int64(request.operations.count)
            let refused = try refusals()
            for outcome in answer.outcomes where (request.first..<end).contains(outcome.number) {
                let own = life.own(outcome.number)
                let earlier = try refused[own].map { try self.outcome($0) }
                try outboxRows.tell(
                    own,
                    outcome.with(reasonsOf: earlier).json.bytes(),
                    refused: refused[own]
                )
            }
            switch answer.stopped {
            case "device.forked":
                guard let from = answer.forkedFrom, (request.first..<end).contains(from) else {
                    throw Self.senseless
                }
                try beginLife(at: life.own(from))
                return PushStep(next: life.own(from))
            case "schema.unsupported":
                // What was answered before it is kept by this transaction, so it is told after.
                return PushStep(
                    next: life.own(answer.expected),
                    stopped: Self.unsupported(
                        isHubOlder: (answer.schema ?? 0) < catalogue.schemaVersion
                    )
                )
            case "push.gap": return try goOn(after: answer.expected, in: life, request)
            default:
                guard answer.outcomes.count == request.operations.count else {
                    throw Self.senseless
                }
                return PushStep(next: life.own(end))
            }
        }
    }

    /// Finds the operations the hub asks for, or leaves their numbers behind where they are gone.
    private func goOn(
        after expected: Int64,
        in life: Life,
        _ request: PushRequest
    ) throws -> PushStep {
        let wanted = life.own(expected)
        guard expected < request.first else {
            guard expected > request.first else { throw Self.gap }
            return PushStep(next: wanted)
        }
        var requeued = 0
        if try !isWaiting(wanted) {
            // The hub was restored from a backup that is older than these answers.
            requeued = try putBack(wanted..<end(of: life))
            try rebase()
        }
        guard try !isWaiting(wanted) else { return PushStep(next: wanted, requeued: requeued) }
        // Somebody was erased, and what was about her is kept nowhere: the rest gets new numbers.
        let rest = try store.first("SELECT min(number) FROM outbox WHERE number >= ?1", wanted) {
            $0.optionalInt64(0)
        }
        guard let rest = rest ?? nil else { throw Self.gap }
        try beginLife(at: rest)
        return PushStep(next: rest, requeued: requeued)
    }

    private func isWaiting(_ number: Int64) throws -> Bool {
        try store.first("SELECT 1 FROM outbox WHERE number = ?1", number) { _ in true } ?? false
    }

    private static let senseless = SyncError(
        "push.malformed",
        "The hub's answer to the push makes no sense."
    )
    private static let gap = SyncError(
        "push.gap",
        "The hub asks for operations this store no longer has; ask the office."
    )
}
