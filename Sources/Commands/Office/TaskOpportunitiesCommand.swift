import Coordination
import SyncCore
import SyncEngine

/// `dugnad task jsonld`: the open tasks for sites that list what one can do.
enum TaskOpportunitiesCommand: Command {
    static let spec = CommandSpec(
        "task jsonld",
        "Writes the open tasks as JSON-LD of the Volunteering Data Standard.",
        details: """
            Tasks that are published or under way and not over; those that say no time are left out and counted on
            the errors. A hub that serves has the same at /v1/opportunities.jsonld.
            """,
        arguments: [
            ArgumentSpec("OUT", "the file to write, which must not exist; - for the output")
        ],
        options: [.db, .centre, .json],
        exits: [
            .refused: "the file exists", .unreadable: "the store or the file cannot be used",
        ],
        example: "dugnad task jsonld oppdrag.jsonld --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let arguments = context.arguments
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let now = context.environment.engine.now()
        let list = try TaskOpportunities(reader, centre: centre, at: now)
        if list.undated > 0 {
            let tasks = Counted.tasks.text(list.undated, context.language).dropLast()
            context.console.warn(
                context.say(
                    nb: "Utelatt, siden de ikke sier når: \(tasks).",
                    nn: "Utelate, sidan dei ikkje seier når: \(tasks).",
                    en: "Left out, since they do not say when: \(tasks)."
                )
            )
        }
        let path = try arguments.text("OUT")
        guard path != "-" else {
            context.console.write(list.json.line())
            return .ok
        }
        try NewFile.write(list.json.line(), to: path)
        context.show(
            [
                "file": .string(path), "tasks": .integer(Int64(list.count)),
                "undated": .integer(Int64(list.undated)),
            ]
        ) {
            "\(path): " + Counted.tasks.text(list.count, context.language)
        }
        return .ok
    }
}
