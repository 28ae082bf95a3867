import Coordination
import RosterImport
import SyncCore

/// Rows that wait for an answer, as they are told: numbers, ids and codes, no personal values.
struct RosterAnswerText {
    let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// The rows that ask, each with whom it may be.
    func list(_ plan: Plan) {
        context.show(["asked": .array(plan.asked.map(json))]) {
            guard !plan.asked.isEmpty else { return "No row waits for an answer." }
            let lines = plan.asked.map { row in
                let code = row.question ?? ""
                let sentence = RosterMessages.sentence(code, in: context.language)
                let who = row.candidates.map { "\n    " + text($0) }.joined()
                return "row \(row.row): \(sentence) [\(code)]" + who
            }
            return lines.joined(separator: "\n")
        }
    }

    func show(_ plan: Plan, answered: Int, path: String) {
        let left = plan.asked.count
        context.show(
            ["answered": .integer(Int64(answered)), "asked": .integer(Int64(left))]
        ) {
            let first = "\(Count.text(answered, "row")) answered."
            return left == 0
                ? first + " Next: dugnad roster apply \(path)"
                : first + " " + Self.waiting(left, plan: path)
        }
    }

    /// That rows wait, and how to answer them.
    static func waiting(_ count: Int, plan: String?) -> String {
        let what = count == 1 ? "1 row waits" : "\(count) rows wait"
        guard let plan else {
            return "\(what) for an answer: write the plan with --plan OUT, then "
                + "dugnad roster answer OUT ROW… new, skip or same PERSON."
        }
        return "\(what) for an answer: dugnad roster answer \(plan) ROW… new, skip or "
            + "same PERSON; without rows it lists them."
    }

    private func text(_ candidate: Candidate) -> String {
        if candidate.isElsewhere { return "somebody another centre knows" }
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
