import Coordination
import SyncCore
import SyncEngine

/// `dugnad task calendar`: the open tasks as a calendar file.
enum TaskCalendarCommand: Command {
    static let spec = CommandSpec(
        "task calendar",
        "Writes the open tasks as a calendar (iCalendar) for other programs.",
        details: """
            Tasks that are published or under way and not over. A hub that serves has the same at /v1/tasks.ics,
            to subscribe to.
            """,
        arguments: [ArgumentSpec("OUT", "the file to write; it must not exist")],
        options: [.db, .centre, .json],
        exits: [
            .refused: "the file exists", .unreadable: "the store or the file cannot be used",
        ],
        example: "dugnad task calendar oppdrag.ics --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let arguments = context.arguments
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let now = context.environment.engine.now()
        guard let calendar = try TaskCalendar(reader, centre: centre, at: now) else {
            throw ShortID.unknown(.volunteerCentre)
        }
        let path = try arguments.text("OUT")
        try NewFile.write(calendar.bytes, to: path)
        context.show(["file": .string(path), "tasks": .integer(Int64(calendar.count))]) {
            "\(path): " + Counted.tasks.text(calendar.count, context.language)
        }
        return .ok
    }
}
