import Storage
package import SyncCore

extension Hub {
    /// Takes in a push; call it in a transaction and send the answer only after the commit.
    ///
    /// Numbers are taken in order; a repeated one gets its first answer again and changes nothing.
    /// Throws `device.revoked`, `device.retired` for new work of a retired device that has sent once more, and
    /// `device.forked` when the incarnation is another device's.
    package func push(_ request: PushRequest, from device: Device) throws -> PushAnswer {
        guard device.revoked == nil else { throw SyncError.deviceRevoked }
        let (origin, last) = try incarnation(request.incarnation, of: device)
        try requireMaySend(request, last, device)
        try store.run(
            "UPDATE device SET seen = ?2 WHERE device = ?1",
            device.number,
            environment.now()
        )
        var answer = PushAnswer(
            outcomes: [],
            expected: last + 1,
            origin: origin,
            stopped: nil,
            schema: domain.catalogue.schemaVersion
        )
        try repeatAnswers(request, &answer)
        let known = answer.outcomes.count
        guard answer.stopped == nil, known < request.operations.count else { return answer }
        guard request.first + Int64(known) == answer.expected else {
            answer.stopped = "push.gap"
            return answer
        }
        let refused = Set(request.refused)
        let incoming = request.operations[known...].enumerated().map { place, bytes in
            Incoming(
                device: device,
                origin: origin,
                number: answer.expected + Int64(place),
                bytes: bytes,
                deviceNow: request.deviceNow,
                schema: request.schema,
                wasRefused: refused.contains(answer.expected + Int64(place))
            )
        }
        try inBatch { try take(incoming, of: request.incarnation, &answer) }
        if answer.expected > last + 1 { try noteLast(answer.expected - 1, of: origin) }
        return answer
    }

    /// Gives the numbers that were answered before their first answers again.
    private func repeatAnswers(_ request: PushRequest, _ answer: inout PushAnswer) throws {
        for (place, bytes) in request.operations.enumerated() {
            let number = request.first + Int64(place)
            guard number < answer.expected else { return }
            guard let known = try repeated(answer.origin, number, bytes) else {
                answer.stopped = "device.forked"
                answer.forkedFrom = number
                try leave(answer.origin)
                return
            }
            answer.outcomes.append(known)
        }
    }

    /// The store that is told of a fork goes on in another life; another one left in this life pulls again.
    private func leave(_ origin: Int64) throws {
        try store.run("UPDATE incarnation SET is_apart = 0 WHERE origin = ?1", origin)
    }

    /// How many operations share a savepoint.
    ///
    /// SQLite keeps each page that changes once for every savepoint, and walks through all it keeps whenever one
    /// ends: alone, an operation pays for those before it.
    private static let group = 64

    /// Answers new operations in order, some at a time; where one of a group cannot stand, each is run alone.
    private func take(
        _ all: [Incoming],
        of incarnation: RowID,
        _ answer: inout PushAnswer
    ) throws {
        for start in stride(from: 0, to: all.count, by: Self.group) {
            let some = all[start..<min(start + Self.group, all.count)]
            if some.count > 1, let together = try takeTogether(some, of: incarnation) {
                answer.outcomes += together
                answer.expected += Int64(together.count)
                continue
            }
            for incoming in some {
                do {
                    answer.outcomes.append(try answerInHand(incoming, of: incarnation))
                } catch is SchemaStop {
                    answer.stopped = "schema.unsupported"
                    return
                }
                answer.expected += 1
            }
        }
    }

    /// The outcomes of a group; nil, with nothing written, when one of them has to be undone by itself.
    private func takeTogether(
        _ some: ArraySlice<Incoming>,
        of incarnation: RowID
    ) throws -> [Outcome]? {
        guard try !wasAnyInHand(of: incarnation), let first = some.first, let last = some.last
        else {
            return nil
        }
        inHand?.take(incarnation, first.number...last.number)
        defer { inHand?.putDown() }
        do {
            return try savepoint { try some.map { try answerAmongOthers($0) } }
        } catch let error as StorageError where error.code != .constraint {
            throw error
        } catch {
            return nil
        }
    }

    /// How long a retired device may go on with sending for the last time, in milliseconds: a day, since what it has
    /// may take several pushes, and an answer may be lost.
    package static let lastPush: Int64 = 86_400_000

    private func requireMaySend(_ request: PushRequest, _ last: Int64, _ device: Device) throws {
        let end = request.first + Int64(request.operations.count)
        guard device.retired != nil, end > last + 1 else { return }
        let now = try hubTime()
        try store.run(
            "UPDATE device SET last_push = coalesce(last_push, ?2) WHERE device = ?1",
            device.number,
            now
        )
        let began = try store.first(
            "SELECT last_push FROM device WHERE device = ?1",
            device.number
        ) { $0.int64(0) }
        let until = (began ?? now) + Self.lastPush
        guard now < until else {
            throw SyncError(
                "device.retired",
                "This device was retired and has sent once more. Its work stays in its store.",
                until: until
            )
        }
    }

    /// The incarnation's number in clocks and its last operation; made at its first contact.
    func incarnation(_ id: RowID, of device: Device) throws -> (origin: Int64, last: Int64) {
        let known = try store.first(
            "SELECT origin, last_number, device FROM incarnation WHERE id = ?1",
            id
        ) { (origin: $0.int64(0), last: $0.int64(1), device: $0.int64(2)) }
        if let known {
            guard known.device == device.number else {
                throw SyncError("device.forked", "This store belongs to another device.")
            }
            return (known.origin, known.last)
        }
        try store.run(
            "INSERT INTO incarnation (id, device, last_number, started) VALUES (?1, ?2, 0, ?3)",
            id,
            device.number,
            environment.now()
        )
        return (store.lastInsertRowID, 0)
    }

    /// The first answer to this number, or nil when other bytes had it.
    ///
    /// Where the digest is not kept any more nobody can tell: it is held, and not done again.
    private func repeated(_ origin: Int64, _ number: Int64, _ bytes: [UInt8]) throws -> Outcome? {
        let known = try store.first(
            "SELECT digest, outcome FROM operation WHERE origin = ?1 AND number = ?2",
            origin,
            number
        ) { (digest: $0.optionalBytes(0) ?? [], outcome: $0.bytes(1)) }
        guard let known, !known.digest.isEmpty else {
            return Outcome(
                number: number,
                verdict: .held,
                seq: 0,
                findings: [Finding("number.too_old")]
            )
        }
        guard known.digest == identity.digest(bytes) else { return nil }
        return try Outcome(
            try JSONValue.parse(known.outcome, limits: StateStore.storedLimits)
        )
    }
}
