import SyncCore
import SyncEngine

/// `dugnad office show`: one row at the hub.
enum OfficeShow: Command {
    static let spec = CommandSpec(
        "office show",
        "Shows one row as the hub has it.",
        arguments: [
            ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'"),
            ArgumentSpec("ID", "the row's id, or at least 6 characters of its start or end"),
        ],
        options: [.db, .json],
        exits: [
            .refused: "such rows are their person's own", .unreadable: "there is no such row",
        ],
        example: "dugnad office show task 0197a3c1 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let entity = try reader.domain.catalogue.require(try context.arguments.text("ENTITY"))
        let row = try OfficeRows(reader).row(try context.arguments.text("ID"), of: entity.name)
        context.show(OfficeRows.json(row)) { RowText.sheet(row, entity, note: note(row)) }
        return .ok
    }

    private static func note(_ row: RowState) -> String {
        row.isErased ? "  (erased)" : row.isRemoved ? "  (removed)" : ""
    }
}
