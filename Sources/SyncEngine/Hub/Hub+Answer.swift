import Storage
import SyncCore

/// An operation on its way to its one outcome.
struct Incoming {
    let device: Device
    let origin: Int64
    let number: Int64
    let bytes: [UInt8]
    let deviceNow: Int64
    /// The schema version its client has now, where it says so.
    var schema: Int?
    /// Whether the hub had refused it before it was restored; its author was told, and that stands.
    var wasRefused = false
    /// Whether it is the office's own, which has all rows before it, whatever scopes they are in.
    var isOffice = false
}

/// The hub and the author's program are too far apart: nothing is stored, and the client keeps all it has.
struct SchemaStop: Error {}

/// An operation as far as it may be read and kept.
struct Reading {
    /// Without what is about erased persons; nil when it could not be read or must not be kept.
    var operation: Operation?
    /// What is stored of it.
    var bytes: [UInt8]?
    /// Why it is refused before anything is merged.
    var refusal: [Finding] = []
    /// Why it is kept for a person without being merged.
    var doubt: [Finding] = []
}

extension Hub {
    /// Gives an operation its sequence number and its final outcome, whatever is in it.
    ///
    /// What the hub cannot decide is held, so that one bad operation never blocks the ones behind it.
    func answer(_ incoming: Incoming) throws -> Outcome {
        do {
            return try savepoint { try decideAndRecord(incoming, isAlone: true) }
        } catch let error as StorageError where error.code != .constraint {
            throw error
        } catch let stop as SchemaStop {
            throw stop
        } catch {
            return try holdUndecided(incoming)
        }
    }

    /// As `answer`, in a savepoint it shares with others; throws when it has to be run alone.
    func answerAmongOthers(_ incoming: Incoming) throws -> Outcome {
        try decideAndRecord(incoming, isAlone: false)
    }

    private func decideAndRecord(_ incoming: Incoming, isAlone: Bool) throws -> Outcome {
        let seq = try head() + 1
        let now = try hubTime()
        let run = newRun(newWorld(seq: seq, now: now), author: incoming.origin)
        let reading = try read(incoming, run)
        let then = try hindsight(reading.operation, incoming.device)
        let base = then.seq
        let author = try authorship(of: reading.operation, incoming, then, now: now)
        let (verdict, findings) = try decide(reading, run, author, incoming, isAlone: isAlone)
        if verdict == .applied || verdict == .merged {
            changed(run.touchedScopes)
            try keepAside(run)
        }
        if verdict == .held, let operation = reading.operation {
            try takeIntoCustody(operation, findings, author: author, seq: seq, now: now)
        }
        let outcome = Outcome(
            number: incoming.number,
            verdict: verdict,
            seq: seq,
            findings: Array(findings.prefix(Outcome.maximumFindings))
        )
        if run.hasErased { owesEmptyLog = true }
        // Bytes that no erasure could find again by a person's id are not kept.
        let edits = reading.operation?.edits ?? []
        let isUnkept = try run.hasErased || verdict == .refused && run.nameNobody(edits)
        let bytes = isUnkept ? nil : reading.bytes
        try record(outcome, incoming, author: author, base: base, received: now, bytes: bytes)
        try note(then, of: reading.operation, from: incoming.device.number, seq: seq)
        try note(seq, isAbout: run.aboutPersons)
        return outcome
    }

    /// Remembers whom an operation is about, so that erasing them finds it.
    func note(_ seq: Int64, isAbout persons: Set<RowID>) throws {
        for person in persons {
            try store.run(
                "INSERT OR IGNORE INTO about (person, seq) VALUES (?1, ?2)",
                person,
                seq
            )
        }
    }

    /// Reads an operation; bytes that nobody could ever find again by a person's id are not kept.
    func read(_ incoming: Incoming, _ run: OperationRun) throws -> Reading {
        let whole: Operation
        do { whole = try decode(incoming) } catch let error as WireError {
            return Reading(refusal: [Finding(error.code)])
        }
        let doubt = try doubt(about: whole, incoming)
        if whole.isCut { run.note(Finding("person.erased")) }
        let barred = domain.barred(whole.edits)
        guard barred.isEmpty else { return Reading(refusal: barred) }
        try run.noteAbout(whole.edits)
        let kept = try run.withoutErased(whole.edits)
        guard kept != whole.edits else {
            return Reading(operation: whole, bytes: incoming.bytes, doubt: doubt)
        }
        let rest = whole.with(kept)
        return Reading(
            operation: rest,
            bytes: kept.isEmpty ? nil : rest.json.bytes(),
            doubt: doubt
        )
    }

    private func decide(
        _ reading: Reading,
        _ run: OperationRun,
        _ author: Authorship,
        _ incoming: Incoming,
        isAlone: Bool
    ) throws -> (Verdict, [Finding]) {
        let before = store.totalChanges
        do {
            if !reading.refusal.isEmpty { throw Rejection.refused(reading.refusal) }
            if incoming.wasRefused {
                throw Rejection.refused(run.findings + [Finding(Outcome.refusedBefore)])
            }
            if !reading.doubt.isEmpty { throw Rejection.held(reading.doubt) }
            if incoming.device.retired != nil {
                // With what was cut about erased persons, so that the device forgets it, too.
                throw Rejection.held(run.findings + [Finding("device.retired")])
            }
            let edits = reading.operation?.edits ?? []
            if isAlone {
                try savepoint { try run.run(edits, by: author) }
            } else {
                try run.run(edits, by: author)
            }
            return (run.findings.isEmpty ? .applied : .merged, run.findings)
        } catch let rejection as Rejection {
            // Among others its own writes cannot be undone; where there are none, nothing has to be.
            guard isAlone || store.totalChanges == before else { throw rejection }
            return (rejection.verdict, rejection.findings)
        }
    }

    private func decode(_ incoming: Incoming) throws -> Operation {
        let operation = try Operation(
            incoming.bytes,
            knownSchema: domain.catalogue.schemaVersion
        )
        guard operation.number == incoming.number else {
            throw WireError("op.malformed", "The operation's number is not its place in the push.")
        }
        guard operation.schema > 0 else {
            throw WireError("op.malformed", "Schema versions count from 1.")
        }
        return operation
    }

    /// Work of a version too far from the hub's: it stays with a client that can be updated, and where that is
    /// done already, a person looks at it.
    private func doubt(about operation: Operation, _ incoming: Incoming) throws -> [Finding] {
        let hub = domain.catalogue.schemaVersion
        guard !SchemaSpan.allows(client: operation.schema, hub: hub) else { return [] }
        let client = incoming.schema ?? operation.schema
        guard operation.schema < hub, SchemaSpan.allows(client: client, hub: hub) else {
            throw SchemaStop()
        }
        return [Finding("schema.unsupported")]
    }

    func authorship(
        of operation: Operation?,
        _ incoming: Incoming,
        _ then: Hindsight,
        now: Int64
    ) throws -> Authorship {
        let claimed = operation?.at ?? now
        let timeAtBase = try received(then.seq)
        let at = ClockCorrection.corrected(
            claimed: claimed,
            deviceNow: incoming.deviceNow,
            hubNow: now,
            hubTimeAtBase: timeAtBase ?? .min,
            clockStepped: operation?.clockStepped ?? false
        )
        let actor = then.grant.actor(
            at: timeAtBase ?? incoming.device.enrolled,
            origin: incoming.origin
        )
        let present = incoming.device.grant.actor(at: now, origin: incoming.origin)
        return Authorship(
            actor: actor,
            now: present == actor ? nil : present,
            origin: incoming.origin,
            at: max(at, 0),
            claimed: claimed,
            isAhead: (operation?.schema ?? 0) > domain.catalogue.schemaVersion,
            schema: operation?.schema ?? .max,
            number: incoming.number,
            cursor: operation?.base,
            base: then.seq,
            isOffice: incoming.isOffice,
            // What the device could not see at the base it had not seen.
            seen: { stored in
                guard let stored else { return then.seq }
                return try incoming.isOffice || then.saw(stored.state.id) ? then.seq : 0
            },
            saw: { try then.saw($0) },
            maySee: { try incoming.isOffice || then.maySee($0) }
        )
    }

    func record(
        _ outcome: Outcome,
        _ incoming: Incoming,
        author: Authorship,
        base: Int64,
        received: Int64,
        bytes: [UInt8]?
    ) throws {
        let isAhead = outcome.findings.contains { $0.code == "schema.ahead" }
        try store.run(
            """
            INSERT INTO operation (seq, origin, number, digest, verdict, claimed, corrected,
                received, base, is_ahead, outcome, bytes)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """
        ) { statement throws(StorageError) in
            try statement.bind(outcome.seq, at: 1)
            try statement.bind(incoming.origin, at: 2)
            try statement.bind(incoming.number, at: 3)
            try statement.bind(identity.digest(incoming.bytes), at: 4)
            try statement.bind(outcome.verdict.stored, at: 5)
            try statement.bind(author.claimed, at: 6)
            try statement.bind(author.at, at: 7)
            try statement.bind(received, at: 8)
            try statement.bind(base, at: 9)
            try statement.bind(isAhead, at: 10)
            try statement.bind(outcome.json.bytes(), at: 11)
            try statement.bind(bytes, at: 12)
        }
        memory?.last = (outcome.seq, received)
        guard memory == nil else { return }
        try noteLast(incoming.number, of: incoming.origin)
    }

    /// How far the hub has heard an incarnation; in a batch told once, at its end.
    func noteLast(_ number: Int64, of origin: Int64) throws {
        try store.run(
            "UPDATE incarnation SET last_number = ?2 WHERE origin = ?1",
            origin,
            number
        )
    }
}
