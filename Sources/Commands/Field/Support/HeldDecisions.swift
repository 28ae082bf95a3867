import Coordination
import SyncCore
import SyncEngine

/// What a person decided about held work.
struct HeldDecision {
    /// The catalogue's word: `accept`, `reject`, `keep` or `take`.
    let word: String
    let reason: String?

    var json: JSONValue {
        ["decision": .string(word), "reason": reason.map { .string($0) } ?? .null]
    }

    /// `decided: rejected — the reason`.
    var text: String {
        let words = ["accept": "accepted", "reject": "rejected", "keep": "kept", "take": "taken"]
        let told = "decided: \(words[word] ?? word)"
        return Visible.line(reason.map { "\(told) — \($0)" } ?? told)
    }
}

/// The decided reviews this device was sent, by the operation each is about.
struct HeldDecisions {
    private var bySeq: [Int64: HeldDecision] = [:]

    init() {}

    init(_ replica: Replica) throws {
        for item in try replica.rows(.reviewItem) where item["state"]?.text == "decided" {
            guard let seq = item["operationSeq"]?.integer, let word = item["decision"]?.text
            else { continue }
            bySeq[seq] = HeldDecision(word: word, reason: item["decidedReason"]?.text)
        }
    }

    /// What was decided about the operation of this outcome; only held ones are decided about as a whole.
    func of(_ outcome: Outcome?) -> HeldDecision? {
        guard let outcome, outcome.verdict == .held else { return nil }
        return bySeq[outcome.seq]
    }
}
