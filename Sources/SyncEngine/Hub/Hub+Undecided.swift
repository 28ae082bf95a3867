import Storage
import SyncCore

extension Hub {
    /// Keeps an operation for a person that the hub could not decide.
    ///
    /// It is read, so that its rows, its author's words and the persons it is about are known. Where even that
    /// fails, or `isRead` forbids it, it is kept as it came, and the question says only that there is one.
    func holdUndecided(_ incoming: Incoming, isRead: Bool = true) throws -> Outcome {
        guard isRead else { return try holdUnread(incoming) }
        do {
            return try savepoint { try holdRead(incoming) }
        } catch let error as StorageError where error.code != .constraint {
            throw error
        } catch let stop as SchemaStop {
            throw stop
        } catch {
            return try savepoint { try holdUnread(incoming) }
        }
    }

    private static let undecided = [Finding("hub.could_not_decide")]

    private func holdRead(_ incoming: Incoming) throws -> Outcome {
        let seq = try head() + 1
        let now = try hubTime()
        let run = newRun(newWorld(seq: seq, now: now), author: incoming.origin)
        let reading = try read(incoming, run)
        let then = try hindsight(reading.operation, incoming.device)
        let author = try authorship(of: reading.operation, incoming, then, now: now)
        // What must not be kept is refused without being decided, as ever.
        let isRefused = !reading.refusal.isEmpty || incoming.wasRefused
        let refusal =
            reading.refusal + (incoming.wasRefused ? [Finding(Outcome.refusedBefore)] : [])
        let findings = isRefused ? refusal : run.findings + Self.undecided
        if !isRefused, let operation = reading.operation {
            try takeIntoCustody(operation, findings, author: author, seq: seq, now: now)
        }
        let outcome = Outcome(
            number: incoming.number,
            verdict: isRefused ? .refused : .held,
            seq: seq,
            findings: Array(findings.suffix(Outcome.maximumFindings))
        )
        try record(
            outcome,
            incoming,
            author: author,
            base: then.seq,
            received: now,
            bytes: isRefused ? nil : reading.bytes
        )
        try note(then, of: reading.operation, from: incoming.device.number, seq: seq)
        try note(seq, isAbout: run.aboutPersons)
        return outcome
    }

    /// Nothing of it is understood, only searched for ids, so that erasing a person finds it.
    private func holdUnread(_ incoming: Incoming) throws -> Outcome {
        let seq = try head() + 1
        let now = try hubTime()
        let named = Self.ids(in: incoming.bytes)
        let isAboutErased = try named.contains { try isErased($0) }
        let outcome = Outcome(
            number: incoming.number,
            verdict: .held,
            seq: seq,
            findings: Self.undecided
        )
        try record(
            outcome,
            incoming,
            author: .hub(at: now),
            base: 0,
            received: now,
            bytes: isAboutErased ? nil : incoming.bytes
        )
        try note(seq, isAbout: named)
        let run = newRun(newWorld(seq: seq, now: now), author: incoming.origin)
        let item = run.world.newID()
        // There is no row it could be said to be about: the question is about itself.
        let edit = try run.itemEdit(
            item,
            about: RowState(entity: .reviewItem, id: item),
            unit: "",
            kind: "hub.could_not_decide",
            fallback: incoming.device.grant.centre
        )
        try run.run([edit], by: .hub(at: now))
        changed(run.touchedScopes)
        return outcome
    }

    /// Every id that stands somewhere in the bytes.
    static func ids(in bytes: [UInt8]) -> Set<RowID> {
        let length = 36
        let dash = UInt8(ascii: "-")
        var found: Set<RowID> = []
        var start = 0
        while start + length <= bytes.count {
            defer { start += 1 }
            guard bytes[start + 8] == dash else { continue }
            let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
            if let id = RowID(text) { found.insert(id) }
        }
        return found
    }
}
