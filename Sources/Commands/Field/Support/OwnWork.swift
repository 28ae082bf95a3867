import Coordination
import SyncCore
import SyncEngine

/// One of the device's own operations, as it is told.
struct OwnWork {
    let own: OwnOperation
    /// What was decided about it where the hub kept it for a person; nil while nothing was.
    let decision: HeldDecision?

    init(_ own: OwnOperation, _ decisions: HeldDecisions = HeldDecisions()) {
        self.own = own
        decision = decisions.of(own.outcome)
    }

    func json(_ language: Language) -> JSONValue {
        let edits = (own.operation?.edits ?? []).map { edit -> JSONValue in
            ["entity": .string(edit.entity.rawValue), "id": edit.id.json]
        }
        var out: JSONObject = [
            "n": .integer(own.number), "edits": .array(edits),
        ]
        if let at = own.operation?.at { out["at"] = .integer(at) }
        if let outcome = own.outcome {
            out["outcome"] = .string(outcome.verdict.rawValue)
            out["seq"] = .integer(outcome.seq)
            out["findings"] = .array(outcome.findings.map(\.json))
            out["sentences"] = .array(Sentences.text(for: outcome, language).map { .string($0) })
        }
        if let followUp = own.followUp { out["followUp"] = followUp.json }
        if let decision { out["decision"] = decision.json }
        return .object(out)
    }

    /// The operation's number, outcome and rows, then a line for each reason.
    func text(_ language: Language) -> String {
        let verdict = VerdictText.word(own.outcome?.verdict, language)
        var lines = ["#\(own.number)  \(verdict)"]
        if let operation = own.operation {
            let rows = operation.edits.map { "\($0.entity) \($0.id)" }.joined(separator: ", ")
            lines[0] += "  \(rows)  (\(TimeText.oslo(operation.at)))"
        }
        if let outcome = own.outcome {
            lines += Sentences.text(for: outcome, language).map { "    \($0)" }
        }
        if let followUp = own.followUp {
            let verdict = VerdictText.word(followUp.verdict, language)
            lines.append("    after the hub's upgrade: \(verdict)")
            lines += Sentences.text(for: followUp, language).map { "        \($0)" }
        }
        if let decision { lines.append("    \(decision.text)") }
        return lines.joined(separator: "\n")
    }
}
