import Storage
package import SyncCore

/// An operation that waits to be sent, or the answer to one that was.
package struct OwnOperation: Sendable {
    package let number: Int64
    /// Nil when it was about somebody who has been erased, or took effect and is in a backup of the hub.
    package let operation: Operation?
    /// Nil while the hub has not answered.
    package let outcome: Outcome?
    /// What became of a part that had waited for the hub's upgrade; nil where none did, or it waits still.
    package var followUp: Outcome?
}

extension Replica {
    /// Makes an operation and puts it in the outbox, committed before this returns; gives its number.
    ///
    /// What no hub could accept is refused at once with `op.refused` and its findings, and nothing is kept.
    package func make(_ edits: [Edit]) throws -> Int64 {
        try dropEnded()
        let now = environment.now()
        return try store.transaction {
            let number = try nextNumber
            let base = try cursor
            let life = try life()
            let operation = Operation(
                incarnation: life.incarnation,
                number: life.sent(number),
                schema: catalogue.schemaVersion,
                at: now,
                base: base,
                clockStepped: try clockStepped(now),
                edits: try edits.map { edit in
                    edit.completed(over: try merged(edit.id), catalogue: catalogue)
                }
            )
            let bytes = operation.json.bytes()
            // Read back as the hub will: what does not survive that must not get into the outbox.
            do {
                _ = try Operation(bytes, knownSchema: catalogue.schemaVersion)
            } catch let error as WireError {
                throw SyncError(error.code, error.message)
            }
            try outboxRows.put(number, at: now, base: base?.seq ?? 0, bytes)
            try meta.set("nextNumber", String(number + 1))
            let findings = try show(operation)
            guard findings.isEmpty else {
                throw SyncError(
                    "op.refused",
                    "The change cannot be made; see the reasons.",
                    findings: findings
                )
            }
            return number
        }
    }

    var outboxRows: OutboxRows { OutboxRows(store: store) }
    var answeredRows: AnsweredRows { AnsweredRows(store: store) }

    /// Whether the device's clock ran backwards since it last heard from the hub.
    private func clockStepped(_ now: Int64) throws -> Bool {
        guard let last = try meta["pulledAt"].flatMap({ Int64($0) }) else { return false }
        return now < last
    }

    /// How many operations wait to be answered.
    package func waitingCount() throws -> Int {
        try store.first("SELECT count(*) FROM outbox") { $0.int(0) } ?? 0
    }

    /// Throws `store.corrupt` where something that waits is not what was made, or an answer to it not readable.
    package func requireWholeOutbox() throws {
        try outboxRows.requireWhole()
        do { _ = try outbox() } catch is WireError { throw OutboxRows.damaged }
    }

    /// Throws `store.corrupt` where what was answered, or what the hub said of it, is not what was kept.
    ///
    /// What a bad page has changed must not be sent once more after a restore, nor stand as the hub's word. A store
    /// that is to join again is asked this before a code is used.
    package func requireWholeAnswers() throws {
        try answeredRows.requireWhole { _ = try read($0) }
    }

    /// What waits, oldest first.
    package func outbox() throws -> [OwnOperation] {
        try store.all("SELECT number, bytes FROM outbox ORDER BY number") {
            ($0.int64(0), $0.bytes(1))
        }.map { OwnOperation(number: $0, operation: try read($1), outcome: nil) }
    }

    /// What was answered, newest first, at most so many.
    package func answered(limit: Int = 100) throws -> [OwnOperation] {
        try store.all(
            "SELECT number, bytes, outcome, follow_up FROM answered ORDER BY number DESC LIMIT ?1",
            limit
        ) {
            OwnOperation(
                number: $0.int64(0),
                operation: try $0.optionalBytes(1).map { try read($0) },
                outcome: try outcome($0.bytes(2)),
                followUp: try $0.optionalBytes(3).map { try outcome($0) }
            )
        }
    }

    /// Moves everything answered out of the outbox, for a device that no pull serves any more.
    ///
    /// A retired device may still send; what became of that it is told only in the push's answer.
    package func settleAnswered() throws {
        try store.transaction {
            _ = try settle(through: .max)
            try rebase()
        }
    }

    /// Moves operations out of the outbox whose effect is in the state at `seq`; gives how many.
    func settle(through seq: Int64) throws -> Int {
        let told = try store.all(
            """
            SELECT number, outcome, bytes, base, hash FROM outbox WHERE outcome IS NOT NULL
            ORDER BY number
            """
        ) { row in
            // What went bad meanwhile is not to get a hash that calls it whole.
            let bytes = row.bytes(2)
            try OutboxRows.require(row.optionalInt64(4), row.int64(0), row.int64(3), bytes)
            return (number: row.int64(0), outcome: row.bytes(1), bytes: bytes)
        }
        var count = 0
        for entry in told {
            let outcome = try outcome(entry.outcome)
            guard outcome.seq <= seq else { continue }
            try settle(entry.number, outcome, entry.bytes)
            count += 1
        }
        return count
    }

    private func settle(_ number: Int64, _ outcome: Outcome, _ bytes: [UInt8]) throws {
        // What was cut because somebody was erased is not kept here either.
        let isCut = outcome.findings.contains { $0.code == "person.erased" }
        try answeredRows.put(number, outcome, isCut ? nil : bytes, isAhead: outcome.isAhead)
        try store.run("DELETE FROM outbox WHERE number = ?1", number)
    }

    /// Puts answered operations of these numbers back into the outbox, since the hub has lost them.
    ///
    /// Gives how many; a hub that was restored from a backup takes them in again under their numbers. With
    /// `seq`, only what was answered after it. Unless it is certain that they are lost, those whose bytes are gone
    /// stay as they are.
    func putBack(
        _ numbers: Range<Int64>,
        answeredAfter seq: Int64 = -1,
        isLost: Bool = true
    ) throws -> Int {
        let lost = try store.all(
            """
            SELECT number, bytes, outcome, verdict, hash FROM answered
            WHERE number >= ?1 AND number < ?2 AND seq > ?3 AND (bytes IS NOT NULL OR ?4)
            """,
            numbers.lowerBound,
            numbers.upperBound,
            seq,
            isLost
        ) { row in
            let bytes = row.optionalBytes(1)
            // As in a push: what a bad page has changed is nobody's word.
            if let bytes { try AnsweredRows.require(row.optionalInt64(4), row.int64(0), bytes) }
            return (
                number: row.int64(0), bytes: bytes,
                refused: row.text(3) == Verdict.refused.rawValue ? row.bytes(2) : nil
            )
        }
        for entry in lost {
            // Where it was about somebody who has been erased, its number is kept by an empty one.
            let life = try life(of: entry.number)
            let operation =
                try entry.bytes.map { try read($0) }
                ?? Operation.cut(
                    incarnation: life.incarnation,
                    number: life.sent(entry.number),
                    schema: catalogue.schemaVersion,
                    at: environment.now()
                )
            try outboxRows.put(
                entry.number,
                at: operation.at,
                base: operation.base?.seq ?? 0,
                entry.bytes ?? operation.json.bytes(),
                refused: entry.refused,
                orKeep: true
            )
        }
        try store.run(
            """
            DELETE FROM answered WHERE number >= ?1 AND number < ?2 AND seq > ?3
            AND (bytes IS NOT NULL OR ?4)
            """,
            numbers.lowerBound,
            numbers.upperBound,
            seq,
            isLost
        )
        return lost.count
    }

    /// Forgets the bytes of what took effect and a backup of the hub holds (DESIGN.md 3.13); outcomes stay.
    ///
    /// What was held or refused stays readable for its author, and what waits for the hub's upgrade is shown.
    func prune(through durable: Int64) throws {
        let done = try meta["prunedThrough"].flatMap { Int64($0) } ?? 0
        guard durable > done else { return }
        try meta.set("prunedThrough", String(durable))
        try store.run(
            """
            UPDATE answered SET bytes = NULL, hash = NULL
            WHERE seq <= ?1 AND bytes IS NOT NULL AND is_ahead = 0 AND verdict IN (?2, ?3)
            """,
            durable,
            Verdict.applied.rawValue,
            Verdict.merged.rawValue
        )
    }

    func outcome(_ bytes: [UInt8]) throws -> Outcome { try Outcome(stored: bytes) }

    func read(_ bytes: [UInt8]) throws -> Operation {
        try Operation(bytes, knownSchema: catalogue.schemaVersion)
    }

    /// Applies the outbox again on top of the hub's state, by the hub's own merge code (DESIGN.md 3.1).
    func rebase() throws {
        try store.run("DELETE FROM shown")
        for waiting in try leftovers() { _ = try show(waiting, isResumed: true) }
        let refused = try refusedBefore()
        for own in try outbox() where refused[own.number] == nil {
            if let operation = own.operation { _ = try show(operation) }
        }
    }

    /// Shows one operation; the findings tell why it cannot be.
    private func show(_ operation: Operation, isResumed: Bool = false) throws -> [Finding] {
        var rows: [RowState] = []
        for edit in operation.edits {
            guard let spec = catalogue[edit.entity] else {
                return [Finding("entity.unknown", entity: edit.entity, row: edit.id)]
            }
            let seen = operation.base?.seq ?? 0
            let result = RowMerge(
                spec: spec,
                lifecycles: catalogue.lifecycles,
                current: try merged(edit.id),
                edit: edit,
                stamp: Stamp(seq: seen, at: operation.at, origin: try origin),
                seen: seen,
                schema: operation.schema,
                isResumed: isResumed
            ).result()
            guard !result.isRefused else {
                return result.findings
            }
            rows.append(result.row)
        }
        for row in rows {
            try store.run(
                "INSERT OR REPLACE INTO shown (id, entity, wire) VALUES (?1, ?2, ?3)",
                row.id,
                catalogue[row.entity]?.number ?? 0,
                row.wire
            )
        }
        return []
    }
}
