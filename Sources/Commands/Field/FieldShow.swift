import SyncCore

/// `dugnad field show`: one row.
enum FieldShow: Command {
    static let spec = CommandSpec(
        "field show",
        "Shows one row as this device has it, unsent work included.",
        arguments: [
            ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'"),
            ArgumentSpec("ID", "the row's id, or at least 6 characters of its start or end"),
        ],
        options: [.replica, .json],
        exits: [.unreadable: "this device has no such row"],
        example: "dugnad field show segment 0197a3c1-52aa-7d10-9c3e-1f6b8f0a2d44 --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let work = try FieldWork(context)
        let entity = try work.entity()
        let id = try work.id(try context.arguments.text("ID"), of: entity.name)
        let row = try work.row(id, of: entity.name)
        let isUnsent = try work.unsentRows().contains(id)
        context.show(RowText.json(row, isUnsent: isUnsent)) {
            RowText.sheet(row, entity, note: isUnsent ? "  (changes wait for sync)" : "")
        }
        return .ok
    }
}
