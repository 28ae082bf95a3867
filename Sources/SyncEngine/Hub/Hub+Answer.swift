import Storage
import SyncCore

/// An operation on its way to its one outcome.
struct Incoming {
    let device: Device
    let origin: Int64
    let number: Int64
    let bytes: [UInt8]
    let deviceNow: Int64
}

extension Hub {
    /// Gives an operation its sequence number and its final outcome, whatever is in it.
    func answer(_ incoming: Incoming) throws -> Outcome {
        let seq = try head() + 1
        let now = try hubTime()
        let run = newRun(newWorld(seq: seq, now: now))
        let read = Result { try decode(incoming) }
        let operation = try (try? read.get()).map { try cutErased($0, run) }
        let base = try operation.map { try seenBase($0, incoming.device) } ?? 0
        let author = try authorship(of: operation, incoming, base: base, now: now)
        let (verdict, findings) = try decide(read, operation, run, author, incoming)
        if verdict == .held || verdict == .refused { names.rolledBack() }
        if verdict == .applied || verdict == .merged { changed(run.touchedScopes) }
        if verdict == .held, let operation {
            try takeIntoCustody(operation, findings, author: author, seq: seq, now: now)
        }
        let outcome = Outcome(
            number: incoming.number,
            verdict: verdict,
            seq: seq,
            findings: findings
        )
        try record(
            outcome,
            incoming,
            author: author,
            base: base,
            received: now,
            bytes: bytesToKeep(incoming, read, operation, run, findings)
        )
        for person in run.aboutPersons {
            try store.run(
                "INSERT OR IGNORE INTO about (person, seq) VALUES (?1, ?2)",
                person.bytes,
                seq
            )
        }
        return outcome
    }

    private func decide(
        _ read: Result<Operation, any Error>,
        _ operation: Operation?,
        _ run: OperationRun,
        _ author: Authorship,
        _ incoming: Incoming
    ) throws -> (Verdict, [Finding]) {
        do {
            _ = try read.get()
            if incoming.device.retired != nil {
                throw Rejection.held([Finding("device.retired")])
            }
            try store.savepoint { try run.run(operation?.edits ?? [], by: author) }
            return (run.findings.isEmpty ? .applied : .merged, run.findings)
        } catch let rejection as Rejection {
            return (rejection.verdict, rejection.findings)
        } catch let error as WireError {
            return (.refused, [Finding(error.code)])
        } catch let error as StorageError {
            throw error
        } catch {
            return (.held, [Finding("hub.could_not_decide")])
        }
    }

    /// Parts about an erased person go before anything is stored (DESIGN.md section 4).
    private func cutErased(_ operation: Operation, _ run: OperationRun) throws -> Operation {
        let kept = try run.withoutErased(operation.edits)
        guard kept != operation.edits else { return operation }
        return Operation(
            incarnation: operation.incarnation,
            number: operation.number,
            schema: operation.schema,
            at: operation.at,
            base: operation.base,
            clockStepped: operation.clockStepped,
            edits: kept
        )
    }

    private func bytesToKeep(
        _ incoming: Incoming,
        _ read: Result<Operation, any Error>,
        _ kept: Operation?,
        _ run: OperationRun,
        _ findings: [Finding]
    ) -> [UInt8]? {
        let isBarred = findings.contains { domain.neverKept.contains($0.code) }
        if run.hasErased || isBarred { return nil }
        guard let whole = try? read.get(), let kept, kept.edits != whole.edits else {
            return incoming.bytes
        }
        return kept.edits.isEmpty ? nil : kept.json.bytes()
    }

    private func decode(_ incoming: Incoming) throws -> Operation {
        let operation = try Operation(
            incoming.bytes,
            knownSchema: domain.catalogue.schemaVersion
        )
        guard operation.number == incoming.number else {
            throw WireError("op.malformed", "The operation's number is not its place in the push.")
        }
        guard operation.schema > 0, operation.schema <= domain.catalogue.schemaVersion + 2 else {
            throw WireError("schema.unsupported", "Update the hub, then send it again.")
        }
        return operation
    }

    /// The last sequence number the author had seen; nothing, if the hub did not serve that cursor.
    private func seenBase(_ operation: Operation, _ device: Device) throws -> Int64 {
        guard let base = operation.base, identity.isOurs(base, for: device.id) else { return 0 }
        return min(base.seq, try head())
    }

    private func authorship(
        of operation: Operation?,
        _ incoming: Incoming,
        base: Int64,
        now: Int64
    ) throws -> Authorship {
        let claimed = operation?.at ?? now
        let timeAtBase = try store.first(
            "SELECT received FROM operation WHERE seq = ?1",
            base
        ) { $0.int64(0) }
        let at = ClockCorrection.corrected(
            claimed: claimed,
            deviceNow: incoming.deviceNow,
            hubNow: now,
            hubTimeAtBase: timeAtBase ?? .min,
            clockStepped: operation?.clockStepped ?? false
        )
        let device = incoming.device
        let store = self.store
        return Authorship(
            actor: device.actor(origin: incoming.origin),
            origin: incoming.origin,
            at: max(at, 0),
            claimed: claimed,
            isAhead: (operation?.schema ?? 0) > domain.catalogue.schemaVersion,
            seen: { stored in
                guard let stored else { return base }
                let entered = try store.first(
                    """
                    SELECT min(r.entered) FROM scope_row r
                    JOIN device_scope d ON d.scope = r.scope
                    WHERE r.row = ?1 AND d.device = ?2 AND d.until_epoch IS NULL
                    """,
                    stored.row,
                    device.number
                ) { $0.optionalInt64(0) }
                // What the device could not see at the base it had not seen.
                guard let entered = entered ?? nil, entered <= base else { return 0 }
                return base
            }
        )
    }

    private func takeIntoCustody(
        _ operation: Operation,
        _ findings: [Finding],
        author: Authorship,
        seq: Int64,
        now: Int64
    ) throws {
        for edit in operation.edits where try states.find(edit.id) == nil {
            try store.run(
                "INSERT OR IGNORE INTO held_row (id, seq) VALUES (?1, ?2)",
                edit.id.bytes,
                seq
            )
        }
        guard let edit = operation.edits.first else { return }
        let run = newRun(newWorld(seq: seq, now: now))
        let subject = try states.find(edit.id)?.state ?? Self.sketch(edit)
        let item = run.world.newID()
        let edits = [
            try run.itemEdit(
                item,
                about: subject,
                unit: "",
                kind: findings.last?.code ?? "held",
                fallback: author.actor.centre
            ),
            run.side(
                of: item,
                values: ["edits": .array(operation.edits.map(\.json))],
                operation: seq,
                claimed: author.at,
                role: author.actor.role,
                isInForce: false,
                about: subject
            ),
        ]
        try run.run(edits, by: .hub(at: now))
        changed(run.touchedScopes)
    }

    /// The row a held edit would make, as far as its scope needs it.
    private static func sketch(_ edit: Edit) -> RowState {
        var row = RowState(entity: edit.entity, id: edit.id)
        row.fields = edit.set
        return row
    }

    private func record(
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
            """,
            outcome.seq,
            incoming.origin,
            incoming.number,
            identity.digest(incoming.bytes),
            outcome.verdict.stored,
            author.claimed,
            author.at,
            received,
            base,
            isAhead,
            outcome.json.bytes(),
            bytes
        )
        try store.run(
            "UPDATE incarnation SET last_number = ?2 WHERE origin = ?1",
            incoming.origin,
            incoming.number
        )
    }
}
