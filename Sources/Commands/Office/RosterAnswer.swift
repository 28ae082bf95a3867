import Coordination
import RosterImport
import SyncCore
import SyncEngine

/// `dugnad roster answer`: a person's word on rows that a plan asks about.
enum RosterAnswer: Command {
    static let spec = CommandSpec(
        "roster answer",
        "Answers rows that a plan asks about, in the plan; without rows it lists them.",
        details: """
            'new' makes the row a new person, 'same PERSON' adds it to a person of the store (an id) or of an
            earlier row (#3), 'skip' leaves it out. 'roster apply' then does what was answered. --interactive
            shows one row after the other with whom it may be, which are personal data, and takes a number, d for
            somebody different, s to skip, u to undo the last answer, q to quit; answers come from the terminal or
            a pipe, and what was answered is kept.
            """,
        arguments: [
            ArgumentSpec("PLAN", "a plan of 'roster check'"),
            ArgumentSpec(
                "ANSWER",
                "row numbers, then new, skip or same PERSON",
                isRequired: false,
                isRepeated: true
            ),
        ],
        options: [
            .db, .flag("--all", "every row that asks, in place of row numbers"),
            .value("--code", "CODE", "with --all: only rows that ask for this reason"),
            .flag("--interactive", "one row after the other, on a terminal"), .json,
        ],
        exits: [
            .warnings: "rows still wait for an answer",
            .refused: "a row asks nothing, or cannot be answered so",
            .unreadable: "the plan or the store cannot be read",
        ],
        example: "dugnad roster answer frivillige.plan 4 7 new --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = try context.arguments.text("PLAN")
        var plan = try PlanFile.read(try InputFile(path, limit: Self.planBytes).bytes)
        guard !context.arguments.flag("--interactive") else {
            return try interactive(&plan, path, context)
        }
        let words = context.arguments.list("ANSWER")
        guard !words.isEmpty else {
            RosterAnswerText(context).list(plan)
            return plan.asked.isEmpty ? .ok : .warnings
        }
        let reader = try context.hubReader()
        let answer = try RosterAnswerWords(words, plan, context) {
            try OfficeRows(reader).id($0, of: .person).description
        }
        try answer.write(into: &plan, reader, now: context.environment.engine.now())
        try NewFile.replace(try PlanFile.write(plan), at: path, mode: 0o600)
        RosterAnswerText(context).show(plan, answered: answer.rows.count, path: path)
        return plan.asked.isEmpty ? .ok : .warnings
    }

    /// A million rows and more.
    private static let planBytes = 4 << 30

    private static func interactive(
        _ plan: inout Plan,
        _ path: String,
        _ context: CommandContext
    ) throws -> ExitCode {
        guard context.arguments.list("ANSWER").isEmpty, !context.arguments.flag("--all"),
            !context.isJSON
        else { throw UsageError("--interactive takes no rows, no answer and no --json.") }
        let reader = try context.hubReader()
        let now = context.environment.engine.now()
        let (known, options) = try RosterAnswerWords.surroundings(plan, reader, now: now)
        var dialogue = RosterDialogue(context, plan, known: known, options: options)
        // What was answered is kept at every tenth answer, and however the dialogue ends.
        let count = try dialogue.run { plan in
            try NewFile.replace(try PlanFile.write(plan), at: path, mode: 0o600)
        }
        plan = dialogue.plan
        RosterAnswerText(context).show(plan, answered: count, path: path)
        return plan.asked.isEmpty ? .ok : .warnings
    }
}
