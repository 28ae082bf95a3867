import HubAPI
import SyncCore

/// `dugnad centre add`: another volunteer centre in the same store.
enum CentreAdd: Command {
    static let spec = CommandSpec(
        "centre add",
        "Adds a centre to a hub's store and prints its id.",
        details: """
            Each centre sees its own members, zones and tasks; 'device invite --centre' enrols its devices. A
            centre cannot be taken away again: look with --dry-run first.
            """,
        arguments: [ArgumentSpec("NAME", "the centre's name")],
        options: [
            .db, .value("--municipality", "NNNN", "the four-digit number of its municipality"),
            .flag("--dry-run", "only tell what would be made"), .json,
        ],
        exits: [.refused: "the name or the municipality's number is none"],
        example: "dugnad centre add 'Nordre frivilligsentral' --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let name = try context.arguments.text("NAME")
        try Init.requireName(name)
        let municipality = try Init.municipality(context.arguments)
        let isDry = context.arguments.flag("--dry-run")
        return try Office.with(context) { office in
            let id = isDry ? nil : try office.port.addCentre(name, municipality: municipality)
            context.show(
                ["centre": id?.json ?? .null, "name": .string(name), "dryRun": .bool(isDry)]
            ) {
                id.map { "centre \($0)" } ?? "Would add the centre \(name)."
            }
            return .ok
        }
    }
}
