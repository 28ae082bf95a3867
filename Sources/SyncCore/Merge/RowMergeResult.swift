/// What merging an edit came to.
package struct RowMergeResult: Sendable, Hashable {
    /// The row as merged; meaningless when `isRefused`.
    package var row: RowState
    /// Units whose accepted value changed.
    package var changed: Set<String> = []
    package var findings: [Finding] = []
    package var disputes: [Dispute] = []
    /// What happened to each unit, for the history.
    package var log: [UnitLog] = []
    /// Whether the edit, and with it the operation, cannot be accepted.
    package var isRefused = false
    /// What of the edit waits until this hub knows as much as its author; nil when nothing does.
    package var setAside: Edit?
    /// Whether nothing of the edit is left to be merged now, and `row` means nothing.
    package var isWhollySetAside = false
}

/// What an edit did to one unit; `value` is what came in, also when it lost.
package struct UnitLog: Sendable, Hashable {
    package let unit: String
    /// `written`, `won`, `lost` or `review`; `same` where only the clock moved, `decided` where a person chose.
    package let decision: String
    /// Which rule decided so, such as `latest.later`; see the architecture page.
    package let rule: String
    package let winner: Int64?
    package let value: JSONValue

    package init(
        unit: String,
        decision: String,
        rule: String,
        winner: Int64? = nil,
        value: JSONValue
    ) {
        self.unit = unit
        self.decision = decision
        self.rule = rule
        self.winner = winner
        self.value = value
    }
}

/// Two values of which a person decides; both are kept.
package struct Dispute: Sendable, Hashable {
    package let unit: String
    /// `cautious`, `human`, `lifecycle` or `removal`.
    package let kind: String
    /// The value the hub held.
    package let held: UnitValue
    /// The value that came in.
    package let incoming: UnitValue
    /// Which of the two is in force until the decision.
    package let isIncomingInForce: Bool
}
