import Coordination
import RosterImport
import SyncCore

/// Rows that wait for an answer, as they are told: numbers, ids and codes, no personal values.
struct RosterAnswerText {
    let context: CommandContext
    private let words: RosterWords

    init(_ context: CommandContext) {
        self.context = context
        words = RosterWords(context.language)
    }

    /// The rows that ask, each with whom it may be.
    func list(_ plan: Plan) {
        context.show(["asked": .array(plan.asked.map(json))]) {
            guard !plan.asked.isEmpty else { return words.noneAsks }
            let lines = plan.asked.map { row in
                let code = row.question ?? ""
                let sentence = RosterMessages.sentence(code, in: context.language)
                let who = row.candidates.map { "\n    " + text($0) }.joined()
                return "\(words.row(row.row)): \(sentence) [\(code)]" + who
            }
            return lines.joined(separator: "\n")
        }
    }

    func show(_ plan: Plan, answered: Int, path: String) {
        let left = plan.asked.count
        context.show(
            ["answered": .integer(Int64(answered)), "asked": .integer(Int64(left))]
        ) {
            let first = words.answered(answered)
            let next = words.say("Neste:", "Neste:", "Next:")
            return left == 0
                ? first + " \(next) dugnad roster apply \(path)"
                : first + " " + words.waiting(left, plan: path)
        }
    }

    private func text(_ candidate: Candidate) -> String {
        if candidate.isElsewhere { return words.elsewhere }
        let who = candidate.person ?? candidate.row.map { "#\($0)" } ?? ""
        return "\(who) (\(candidate.evidence.joined(separator: ", ")))"
    }

    private func json(_ row: PlanRow) -> JSONValue {
        let candidates = row.candidates.map { candidate -> JSONValue in
            [
                "person": candidate.person.map { .string($0) } ?? .null,
                "row": candidate.row.map { .integer(Int64($0)) } ?? .null,
                "elsewhere": .bool(candidate.isElsewhere),
                "evidence": .array(candidate.evidence.map { .string($0) }),
            ]
        }
        return [
            "row": .integer(Int64(row.row)), "code": .string(row.question ?? ""),
            "candidates": .array(candidates),
        ]
    }
}
