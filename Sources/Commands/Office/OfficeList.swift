import SyncCore
import SyncEngine

/// `dugnad office list`: the rows of an entity at the hub.
enum OfficeList: Command {
    static let spec = CommandSpec(
        "office list",
        "Lists the rows of an entity at the hub.",
        arguments: [ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'")],
        options: [
            .db, .wanted, .shownField, .json,
        ],
        exits: [
            .refused: "such rows are their person's own",
            .unreadable: "there is no such entity, or the store cannot be read",
        ],
        example: "dugnad office list task --where state=published --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let entity = try reader.domain.catalogue.require(try context.arguments.text("ENTITY"))
        let held = OfficeRows(reader)
        let rows = try context.wanted(
            of: entity,
            among: try held.all(entity.name)
        ) { try held.id($0, of: $1) }
        let columns = try RowText.columns(of: entity, context.arguments)
        context.show(.array(rows.map(OfficeRows.json))) {
            var table = Table(["ID"] + columns)
            for row in rows {
                let cells = columns.map { RowText.text(row[$0], entity.fields[$0]?.type) }
                table.add([row.id.description] + cells)
            }
            return table.isEmpty ? "No rows of \(entity.name)." : table.text
        }
        return .ok
    }
}
