import SyncCore

/// On whose behalf edits are merged, and what their author had seen.
struct Authorship {
    /// Who she was at the operation's base: what writing is judged by.
    let actor: Actor
    /// Who she is now, where that is somebody else.
    var now: Actor?
    /// The number of the author's incarnation; 0 is the hub.
    let origin: Int64
    /// Corrected time, Unix milliseconds.
    let at: Int64
    /// The device's own clock, for the record.
    let claimed: Int64
    /// Whether the operation was written in a newer schema than the hub's.
    let isAhead: Bool
    /// The schema version the operation was written in.
    var schema: Int = .max
    /// The operation's number in its incarnation, the cursor it was made at, and what counts of that as seen.
    var number: Int64 = 0
    var cursor: Cursor?
    var base: Int64 = 0
    /// The operation of which this is the rest, which waited for an upgrade.
    var resumes: Int64?
    /// Which rule has the hub write; the author's own edits are decided by their fields' policies.
    var rule: String?
    /// Whether it is the office's own, which has all rows before it.
    var isOffice = false
    /// The last sequence number that counts as seen for a row (DESIGN.md 3.2).
    let seen: (StateStore.Stored?) throws -> Int64
    /// Whether her device had been shown the row then.
    let saw: (RowID) throws -> Bool
    /// Whether the row is in a scope her grants gave her then, however she has come to know of it.
    var maySee: (RowID) throws -> Bool = { _ in true }

    var isHub: Bool { origin == Stamp.hubOrigin }

    /// The hub's rules: they act on what stands and have seen it.
    static func hub(at now: Int64, rule: String = "hub.rule") -> Authorship {
        Authorship(
            actor: .hub,
            origin: Stamp.hubOrigin,
            at: now,
            claimed: now,
            isAhead: false,
            rule: rule,
            seen: { _ in .max },
            saw: { _ in true }
        )
    }
}

/// The end of an operation that does not take effect; everything it wrote is rolled back.
struct Rejection: Error {
    let verdict: Verdict
    let findings: [Finding]

    static func refused(_ findings: [Finding]) -> Rejection {
        Rejection(verdict: .refused, findings: findings)
    }

    static func held(_ findings: [Finding]) -> Rejection {
        Rejection(verdict: .held, findings: findings)
    }
}
