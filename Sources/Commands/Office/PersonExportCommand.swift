import Coordination
import SyncCore
import SyncEngine

/// `dugnad person export`: everything that is held about a person, for her to have.
enum PersonExportCommand: Command {
    static let spec = CommandSpec(
        "person export",
        "Writes everything that is held about a person to a file, for her to have.",
        details: """
            Rows about her whole, what was written about her before, work that waits, her devices; of other rows only
            where they name her. The file is readable for you alone: hand it over, and delete it.
            """,
        arguments: [
            ArgumentSpec("ID", "the person, or at least 6 characters of its start or end"),
            ArgumentSpec("OUT", "the file to write; it must not exist"),
        ],
        options: [.db, .json],
        exits: [
            .refused: "the file exists, or she was erased",
            .unreadable: "there is no such person, or the file cannot be written",
        ],
        example: "dugnad person export 0197a3c1 innsyn.json --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = try context.arguments.text("OUT")
        let reader = try context.hubReader()
        let person = try OfficeRows(reader).id(try context.arguments.text("ID"), of: .person)
        let export = try reader.personExport(person)
        let now = context.environment.engine.now()
        // Whoever may read the folder may not read this.
        try NewFile.write(export.json(at: now).line(), to: path, mode: 0o600)
        let counts: JSONObject = [
            "file": .string(path), "rows": .integer(Int64(export.rows.count)),
            "namedIn": .integer(Int64(export.named.count)),
            "history": .integer(Int64(export.history.count)),
            "waiting": .integer(Int64(export.held.count)),
            "devices": .integer(Int64(export.devices.count)),
        ]
        context.show(.object(counts)) {
            """
            \(path): \(export.rows.count) rows about her, named in \(export.named.count) more, \
            \(export.history.count) earlier values, \(export.devices.count) devices.
            """
        }
        return .ok
    }
}
