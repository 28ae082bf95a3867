import Coordination
import RosterImport

/// Asks about one row after the other and takes a person's answers: on a terminal, or line by line
/// from a pipe.
struct RosterDialogue {
    private(set) var plan: Plan
    private let context: CommandContext
    private let known: [String: KnownPerson]
    private let persons: [KnownPerson]
    private let options: PlanOptions
    private let words: RosterDialogueWords
    /// The rows as they were before each answer, the last one last.
    private var earlier: [PlanRow] = []

    init(
        _ context: CommandContext,
        _ plan: Plan,
        known: [KnownPerson],
        options: PlanOptions
    ) {
        self.context = context
        self.plan = plan
        self.options = options
        persons = known
        self.known = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        words = RosterDialogueWords(context.language)
    }

    /// Goes through the rows that ask and returns how many were answered; `keep` writes the plan.
    mutating func run(_ keep: (Plan) throws -> Void) throws -> Int {
        var queue = plan.asked.map(\.row)
        var place = 0
        var kept = 0
        while place < queue.count {
            guard let row = plan.place(ofRow: queue[place]).map({ plan.rows[$0] }) else { break }
            show(row, place + 1, of: queue.count)
            switch next(row) {
            case .end:
                queue = []
            case .undo:
                guard let last = earlier.popLast() else {
                    context.console.print(words.nothingToUndo)
                    continue
                }
                plan.restore(last)
                place = queue.firstIndex(of: last.row) ?? 0
            case .answer(let answer):
                do {
                    try plan.answer(row: row.row, answer, known: persons, options: options)
                } catch {
                    let sentence = RosterMessages.sentence(error.code, in: context.language)
                    context.console.print(sentence == error.code ? error.message : sentence)
                    continue
                }
                earlier.append(row)
                place += 1
            }
            if earlier.count % 10 == 0, earlier.count != kept {
                try keep(plan)
                kept = earlier.count
            }
        }
        try keep(plan)
        return earlier.count
    }

    private enum Word {
        case answer(PlanAnswer)
        case undo
        case end
    }

    /// What the person says, asked again until it makes sense; the end of the input is the end.
    private func next(_ row: PlanRow) -> Word {
        while true {
            context.console.print(words.prompt(row.candidates.count { !$0.isElsewhere }))
            guard let line = context.environment.readLine() else { return .end }
            let word = line.split(separator: " ").first.map { $0.lowercased() } ?? ""
            switch word {
            case "q": return .end
            case "u": return .undo
            case "d": return .answer(.new)
            case "s": return .answer(.skip)
            default:
                if let answer = same(word, row) { return .answer(answer) }
                context.console.print(words.notUnderstood)
            }
        }
    }

    /// The number of a candidate; nil for any other word.
    private func same(_ word: String, _ row: PlanRow) -> PlanAnswer? {
        guard let number = Int(word), number >= 1, number <= row.candidates.count else {
            return nil
        }
        let candidate = row.candidates[number - 1]
        if let person = candidate.person { return .person(person) }
        return candidate.row.map { .row($0) }
    }

    private func show(_ row: PlanRow, _ number: Int, of count: Int) {
        let code = row.question ?? ""
        context.console.print("")
        context.console.print("\(number)/\(count)  \(words.row) \(row.row): \(describe(row))")
        context.console.print("  " + RosterMessages.sentence(code, in: context.language))
        for (place, candidate) in row.candidates.enumerated() {
            context.console.print("  \(place + 1)  \(describe(candidate))")
        }
    }

    private func describe(_ candidate: Candidate) -> String {
        guard !candidate.isElsewhere else { return words.elsewhere }
        let evidence = candidate.evidence.map(words.evidence).joined(separator: ", ")
        if let person = candidate.person.flatMap({ known[$0] }) {
            let parts = [
                "\(person.name.given) \(person.name.family)", person.birth.map(words.birth) ?? "",
                person.contacts.map(\.value).joined(separator: ", "),
                person.values[.postalCode] ?? "",
            ]
            return Self.joined(parts) + " [\(evidence)]"
        }
        guard let number = candidate.row, let row = plan.rows.first(where: { $0.row == number })
        else { return "[\(evidence)]" }
        return "\(words.row) \(number): \(describe(row)) [\(evidence)]"
    }

    private func describe(_ row: PlanRow) -> String {
        let values = row.changes.map(\.new)
        return Self.joined(values + row.contacts.map(\.contact.value))
    }

    private static func joined(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
