import SyncCore
import SyncEngine

/// `dugnad office new`: a new row of any entity, made by the office.
enum OfficeNew: Command {
    static let spec = CommandSpec(
        "office new",
        "Makes a new row at the hub and prints its id.",
        details: OfficeWrite.valueHelp,
        arguments: [
            ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'"),
            ArgumentSpec("FIELD=VALUE", "the row's values", isRepeated: true),
        ],
        options: [.db, .json],
        exits: [.refused: "a value does not fit, or a rule speaks against it"],
        example: "dugnad office new task kind=cleanup title=Vårrydding --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        try OfficeWrite.new(try context.arguments.text("ENTITY"), context)
    }
}

/// `dugnad task new`: short for `office new task`.
enum TaskNew: Command {
    static let spec = CommandSpec(
        "task new",
        "Makes a new task; short for 'office new task'.",
        details: OfficeWrite.valueHelp,
        arguments: [ArgumentSpec("FIELD=VALUE", "the task's values", isRepeated: true)],
        options: [.db, .json],
        exits: [.refused: "a value does not fit, or a rule speaks against it"],
        example: "dugnad task new kind=cleanup title=Vårrydding state=draft --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        try OfficeWrite.new("task", context)
    }
}

/// `dugnad shift new`: short for `office new shift`.
enum ShiftNew: Command {
    static let spec = CommandSpec(
        "shift new",
        "Makes a new shift of a task; short for 'office new shift'.",
        details: OfficeWrite.valueHelp,
        arguments: [ArgumentSpec("FIELD=VALUE", "the shift's values", isRepeated: true)],
        options: [.db, .json],
        exits: [.refused: "a value does not fit, or a rule speaks against it"],
        example: """
            dugnad shift new taskId=0197a3 startsAt=2026-05-01T10:00 endsAt=2026-05-01T12:00 slots=8 \
            --db hub.db
            """
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        try OfficeWrite.new("shift", context)
    }
}
