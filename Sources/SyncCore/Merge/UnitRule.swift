/// How the history calls a decision, and by which rule it was made.
struct UnitTrace {
    /// See `UnitLog.decision`.
    let name: String
    /// A stable name that `explain` shows.
    let rule: String
}

extension UnitSpec {
    /// What the history keeps of a decision; nil for what leaves no trace there.
    ///
    /// Two who say the same leave one only where the value is nobody's own for it (`isShared`).
    func trace(_ decision: UnitDecision, over held: UnitValue, isShared: Bool) -> UnitTrace? {
        switch decision {
        case .refused: nil
        case .same: isShared ? UnitTrace(name: "same", rule: "\(policy.word).equal") : nil
        case .renewed: UnitTrace(name: "same", rule: "latest.equal")
        case .written: UnitTrace(name: "written", rule: written(over: held))
        case .won: UnitTrace(name: "won", rule: won)
        case .lost: UnitTrace(name: "lost", rule: lost)
        case .disputed(let isIncomingInForce):
            UnitTrace(name: "review", rule: disputed(isIncomingInForce))
        }
    }

    private func written(over held: UnitValue) -> String {
        policy == .erase ? "erase" : held.stamp == nil ? "first" : "seen"
    }

    private var won: String {
        policy.isLifecycle ? "lifecycle.step" : "\(policy.word).\(policy.better)"
    }

    private var lost: String {
        policy.isLifecycle ? "lifecycle.behind" : "\(policy.word).\(policy.worse)"
    }

    private func disputed(_ isIncomingInForce: Bool) -> String {
        switch policy {
        case .cautious: isIncomingInForce ? "cautious.more_careful" : "cautious.less_careful"
        case .human: "human.accepted_stays"
        default: "lifecycle.no_step"
        }
    }
}

extension UnitDecision {
    /// The sequence number of the other value, where there was one unseen.
    var winner: Int64? {
        switch self {
        case .won(let seq), .lost(let seq): seq
        default: nil
        }
    }
}

extension Policy {
    var disputeKind: String {
        switch self {
        case .cautious: "cautious"
        case .human: "human"
        default: "lifecycle"
        }
    }

    /// The policy's name in the catalogue.
    package var word: String {
        switch self {
        case .latest: "latest"
        case .lifecycle: "lifecycle"
        case .set: "set"
        case .fact: "fact"
        case .restrictive: "restrictive"
        case .cautious: "cautious"
        case .human: "human"
        case .hub: "hub"
        case .erase: "erase"
        }
    }

    fileprivate var isLifecycle: Bool {
        if case .lifecycle = self { true } else { false }
    }

    fileprivate var better: String { self == .latest ? "later" : "more_careful" }
    fileprivate var worse: String { self == .latest ? "earlier" : "less_careful" }
}
