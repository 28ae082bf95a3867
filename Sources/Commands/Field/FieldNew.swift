import SyncCore
import SyncEngine

/// `dugnad field new`: a new row of any entity.
enum FieldNew: Command {
    static let spec = CommandSpec(
        "field new",
        "Makes a new row and prints its id; it goes out with the next sync.",
        details: """
            Values are read by the field's type: whole numbers, true or false, times as 2026-05-01T12:00
            (Norwegian time unless a zone is given), LON,LAT or GeoJSON, ids, JSON. A 'centreId' that is
            needed and left out is this device's own centre.
            """,
        arguments: [
            ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'"),
            ArgumentSpec("FIELD=VALUE", "the row's values", isRepeated: true),
        ],
        options: [.replica, .json],
        exits: [.refused: "a value does not fit its field, or a needed field is missing"],
        example: "dugnad field new task kind=cleanup title=Vårrydding --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let work = try FieldWork(context)
        let entity = try work.entity()
        var draft = EditDraft(work, entity)
        for text in context.arguments.list("FIELD=VALUE") { try draft.take(text, isNew: true) }
        var edit = draft.newRow(context.environment.engine.newID())
        if entity.fields["centreId"]?.isRequired == true, edit.set["centreId"] == nil {
            edit.set["centreId"] = work.replica.identity.centre.json
        }
        return try work.make([edit])
    }
}
