extension UnitSpec {
    /// Which rule made the decision, by a stable name that `explain` shows and the history keeps.
    func rule(_ decision: UnitDecision, over held: UnitValue) -> String {
        switch decision {
        case .written: policy == .erase ? "erase" : held.stamp == nil ? "first" : "seen"
        case .renewed: "latest.equal"
        case .same: "\(policy.word).equal"
        case .won: policy.isLifecycle ? "lifecycle.step" : "\(policy.word).\(policy.better)"
        case .lost: policy.isLifecycle ? "lifecycle.behind" : "\(policy.word).\(policy.worse)"
        case .disputed(let isIncomingInForce):
            switch policy {
            case .cautious: isIncomingInForce ? "cautious.more_careful" : "cautious.less_careful"
            case .human: "human.accepted_stays"
            default: "lifecycle.no_step"
            }
        case .refused(let code): code
        }
    }
}

extension UnitDecision {
    /// How the history calls it; nil for what leaves no trace there.
    var historyName: String? {
        switch self {
        case .same, .refused: nil
        case .renewed: "same"
        case .written: "written"
        case .won: "won"
        case .lost: "lost"
        case .disputed: "review"
        }
    }

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
