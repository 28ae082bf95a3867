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
            earlier row (#3), 'skip' leaves it out. 'roster apply' then does what was answered.
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
            .value("--code", "CODE", "with --all: only rows that ask for this reason"), .json,
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
        var plan = try PlanFile.read(try InputFile(path).bytes)
        let words = context.arguments.list("ANSWER")
        guard !words.isEmpty else {
            RosterAnswerText(context).list(plan)
            return plan.asked.isEmpty ? .ok : .warnings
        }
        let reader = try context.hubReader()
        let answer = try RosterAnswerWords(words, plan, context.arguments) {
            try OfficeRows(reader).id($0, of: .person).description
        }
        try answer.write(into: &plan, reader, now: context.environment.engine.now())
        try NewFile.replace(try PlanFile.write(plan), at: path, mode: 0o600)
        RosterAnswerText(context).show(plan, answered: answer.rows.count, path: path)
        return plan.asked.isEmpty ? .ok : .warnings
    }
}
