import SyncCore
import SyncEngine

/// `dugnad field list`: the rows of an entity as the device shows them.
enum FieldList: Command {
    static let spec = CommandSpec(
        "field list",
        "Lists the rows of an entity that this device has, unsent work included.",
        details: """
            A row with a star has changes that wait for the next sync. Rows that others belong to are named where
            this device has them; --json has their ids.
            """,
        arguments: [ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'")],
        options: [
            .replica, .wanted, .shownField, .json,
        ],
        exits: [.unreadable: "there is no such entity, or the store cannot be read"],
        example: "dugnad field list segment --where state=free --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let work = try FieldWork(context)
        let entity = try work.entity()
        let rows = try context.wanted(
            of: entity,
            among: try work.replica.rows(entity.name)
        ) { try work.id($0, of: $1) }
        let unsent = try work.unsentRows()
        let columns = try RowText.columns(of: entity, context.arguments)
        try context.show(
            .array(rows.map { RowText.json($0, isUnsent: unsent.contains($0.id)) })
        ) {
            var table = Table(["", "ID"] + columns)
            for row in rows {
                let cells = try columns.map { try work.cell($0, of: row, entity) }
                table.add([unsent.contains(row.id) ? "*" : "", row.id.description] + cells)
            }
            return table.isEmpty ? "No rows of \(entity.name)." : table.text
        }
        return .ok
    }
}

extension FieldWork {
    /// A field as a list shows it: the name of the row it refers to, where that is here and has one.
    func cell(_ field: String, of row: RowState, _ entity: EntitySpec) throws -> String {
        let type = entity.fields[field]?.type
        if case .reference? = type, let id = row[field]?.text.flatMap({ RowID($0) }),
            let name = try replica.row(id).flatMap(RowText.name)
        {
            return name
        }
        return RowText.text(row[field], type)
    }

    /// Rows that operations in the outbox change.
    func unsentRows() throws -> Set<RowID> {
        Set(try replica.outbox().flatMap { $0.operation?.edits.map(\.id) ?? [] })
    }
}
