import Storage
package import SyncCore

extension Hub {
    /// The device that stands for the hub's own office: console, command line and plain HTTP.
    package func office() throws -> Device {
        let office = try store.first(
            "SELECT \(Device.columns) FROM device ORDER BY device LIMIT 1"
        ) { try Device($0) }
        guard let office else {
            throw SyncError("store.not_founded", "The store has no office; make a new one.")
        }
        return office
    }

    /// Writes edits as one operation of the office, which has seen everything up to now.
    ///
    /// Call it in a transaction. The outcome says what became of it; nothing is thrown for a refusal.
    package func submit(_ edits: [Edit]) throws -> Outcome {
        guard let outcome = try submit(all: [edits]).first else {
            throw SyncError("store.not_founded", "The store has no office; make a new one.")
        }
        return outcome
    }

    /// Writes each list of edits as an operation of its own, in order; each has seen those before it.
    ///
    /// As a push it is one batch: what was read for one operation is not read again for the next. Call it in a
    /// transaction that is undone where this throws.
    package func submit(all operations: [[Edit]]) throws -> [Outcome] {
        let office = try office()
        let known = try store.first(
            "SELECT origin, last_number, id FROM incarnation WHERE device = ?1",
            office.number
        ) { (origin: $0.int64(0), last: $0.int64(1), id: $0.id(2)) }
        guard let known, let id = known.id else {
            throw SyncError("store.not_founded", "The store has no office; make a new one.")
        }
        return try inBatch {
            var last = known.last
            let outcomes = try operations.map { edits in
                last += 1
                let incoming = try incoming(edits, last, of: id, known.origin, office)
                return try answer(incoming)
            }
            if last > known.last { try noteLast(last, of: known.origin) }
            return outcomes
        }
    }

    private func incoming(
        _ edits: [Edit],
        _ number: Int64,
        of incarnation: RowID,
        _ origin: Int64,
        _ office: Device
    ) throws -> Incoming {
        let now = environment.now()
        let base = identity.seal(
            Cursor(timeline: identity.timeline, seq: try head(), epoch: office.epoch),
            for: office.id
        )
        let edits = try edits.map { edit in
            edit.completed(over: try states.find(edit.id)?.state, catalogue: domain.catalogue)
        }
        let operation = Operation(
            incarnation: incarnation,
            number: number,
            schema: domain.catalogue.schemaVersion,
            at: now,
            base: base,
            edits: edits
        )
        return Incoming(
            device: office,
            origin: origin,
            number: number,
            bytes: operation.json.bytes(),
            deviceNow: now,
            isOffice: true
        )
    }

    /// Lets the passing of time act: one operation of the hub itself, none when nothing is due.
    package func tick() throws -> Bool {
        let seq = try head() + 1
        let now = try hubTime()
        let world = newWorld(seq: seq, now: now)
        let edits = try domain.tick(in: world)
        let hasEnded = try endGrants(seq: seq, now: now)
        guard hasEnded || !edits.isEmpty else { return false }
        let run = newRun(world)
        try savepoint { try run.run(edits, by: .hub(at: now, rule: "hub.tick")) }
        changed(run.touchedScopes)
        try recordOwn(run, seq: seq, now: now)
        return true
    }

    /// Records an operation of the hub itself: origin 0, numbered by its sequence number.
    func recordOwn(_ run: OperationRun, seq: Int64, now: Int64) throws {
        if run.hasErased { owesEmptyLog = true }
        let outcome = Outcome(number: seq, verdict: .applied, seq: seq)
        try store.run(
            """
            INSERT INTO operation (seq, origin, number, digest, verdict, claimed, corrected,
                received, base, outcome, bytes)
            VALUES (?1, 0, ?1, x'', ?2, ?3, ?3, ?3, ?1, ?4, NULL)
            """,
            seq,
            Verdict.applied.stored,
            now,
            outcome.json.bytes()
        )
        try note(seq, isAbout: run.aboutPersons)
    }
}
