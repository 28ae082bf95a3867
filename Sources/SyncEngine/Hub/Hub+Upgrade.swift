import Storage
import SyncCore

extension Hub {
    /// Brings the store to the catalogue it is opened with: look-ups first, then what had waited for it.
    ///
    /// Each piece of waiting work is a transaction of its own, so that a hub killed in between goes on.
    func adoptCatalogue() throws {
        try states.adopt()
        let version = domain.catalogue.schemaVersion
        let meta = Meta(store: store)
        guard try meta["schemaVersion"] != String(version) else { return }
        let waiting = try store.all("SELECT seq, origin FROM ahead ORDER BY seq, origin") {
            (seq: $0.int64(0), origin: $0.int64(1))
        }
        for work in waiting {
            do { try store.transaction { try runAgain(work.seq, work.origin) } } catch {
                undone()
                throw error
            }
        }
        try store.transaction { try meta.set("schemaVersion", String(version)) }
    }

    /// Keeps what this version does not know of the edits that were just written.
    func keepAside(_ run: OperationRun) throws {
        var byAuthor: [Int64: (edits: [Edit], author: Authorship)] = [:]
        for (edit, author) in run.setAside {
            byAuthor[author.origin, default: ([], author)].edits.append(edit)
        }
        for (origin, work) in byAuthor {
            let operation = Operation(
                incarnation: RowID(high: 0, low: 0),
                number: max(work.author.number, 1),
                schema: work.author.schema,
                at: work.author.claimed,
                base: work.author.cursor,
                edits: work.edits
            )
            try store.run(
                """
                INSERT INTO ahead (seq, origin, number, base, claimed, corrected, bytes)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                """,
                run.seq,
                origin,
                operation.number,
                work.author.base,
                work.author.claimed,
                work.author.at,
                operation.json.bytes()
            )
            for edit in work.edits where try states.find(edit.id) == nil {
                try store.run(
                    "INSERT OR IGNORE INTO ahead_row (id, seq) VALUES (?1, ?2)",
                    edit.id,
                    run.seq
                )
            }
        }
    }

    /// Work that waited for an upgrade, as it was kept.
    private struct Waiting {
        let seq: Int64
        let origin: Int64
        let number: Int64
        let base: Int64
        let claimed: Int64
        let corrected: Int64
        let bytes: [UInt8]
    }

    /// Runs what was set aside as its author's, at its old base and time, under a number of its own.
    private func runAgain(_ seq: Int64, _ origin: Int64) throws {
        let waiting = try store.first(
            """
            SELECT origin, number, base, claimed, corrected, bytes FROM ahead
            WHERE seq = ?1 AND origin = ?2
            """,
            seq,
            origin
        ) {
            Waiting(
                seq: seq,
                origin: $0.int64(0),
                number: $0.int64(1),
                base: $0.int64(2),
                claimed: $0.int64(3),
                corrected: $0.int64(4),
                bytes: $0.bytes(5)
            )
        }
        guard let waiting else { return }
        try store.run("DELETE FROM ahead WHERE seq = ?1 AND origin = ?2", seq, origin)
        try store.run("DELETE FROM ahead_row WHERE seq = ?1", seq)
        let operation = try Operation(waiting.bytes, knownSchema: domain.catalogue.schemaVersion)
        try runAgain(operation, waiting)
    }

    private func runAgain(_ operation: Operation, _ waiting: Waiting) throws {
        let seq = try head() + 1
        let now = try hubTime()
        let run = newRun(newWorld(seq: seq, now: now), author: waiting.origin)
        let then = try hindsight(operation, origin: waiting.origin)
        let present = try actor(origin: waiting.origin)
        let author = Authorship(
            actor: then?.grant.actor(at: .min, origin: waiting.origin) ?? present,
            origin: waiting.origin,
            at: waiting.corrected,
            claimed: waiting.claimed,
            isAhead: operation.schema > domain.catalogue.schemaVersion,
            schema: operation.schema,
            number: waiting.number,
            cursor: operation.base,
            base: waiting.base,
            resumes: waiting.seq,
            seen: { stored in
                guard let stored else { return waiting.base }
                return try then?.saw(stored.state.id) ?? false ? waiting.base : 0
            },
            saw: { try then?.saw($0) ?? false }
        )
        try run.noteAbout(operation.edits)
        let edits = try run.withoutErased(operation.edits).map { edit in
            // The rest of the group took effect when the operation came.
            edit.completed(over: try states.find(edit.id)?.state, catalogue: domain.catalogue)
        }
        guard !edits.isEmpty else { return }
        var verdict = Verdict.applied
        var findings: [Finding] = []
        do {
            try savepoint { try run.run(edits, by: author) }
            findings = run.findings
            verdict = findings.isEmpty ? .applied : .merged
            changed(run.touchedScopes)
            try keepAside(run)
        } catch let rejection as Rejection {
            (verdict, findings) = (rejection.verdict, rejection.findings)
            if verdict == .held {
                let rest = operation.with(edits)
                try takeIntoCustody(rest, findings, author: author, seq: seq, now: now)
            }
        }
        let outcome = Outcome(
            number: waiting.number,
            verdict: verdict,
            seq: seq,
            findings: Array(findings.prefix(Outcome.maximumFindings))
        )
        let bytes = run.hasErased ? nil : operation.with(edits).json.bytes()
        try recordFollowUp(outcome, waiting, received: now, bytes: bytes)
        if let then { try note(then, of: operation, from: nil, seq: seq) }
        try note(seq, isAbout: run.aboutPersons)
    }

    /// Under the author's origin, and the negative of its sequence number, which no client uses.
    private func recordFollowUp(
        _ outcome: Outcome,
        _ waiting: Waiting,
        received: Int64,
        bytes: [UInt8]?
    ) throws {
        try store.run(
            """
            INSERT INTO operation (seq, origin, number, digest, verdict, claimed, corrected,
                received, base, outcome, bytes)
            VALUES (?1, ?2, ?3, x'', ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """,
            outcome.seq,
            waiting.origin,
            -outcome.seq,
            outcome.verdict.stored,
            waiting.claimed,
            waiting.corrected,
            received,
            waiting.base,
            outcome.json.bytes(),
            bytes
        )
    }
}
