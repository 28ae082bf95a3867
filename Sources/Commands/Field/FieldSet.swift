import SyncCore
import SyncEngine

/// `dugnad field set`: changes a row.
enum FieldSet: Command {
    static let spec = CommandSpec(
        "field set",
        "Changes a row; the change shows at once and goes out with the next sync.",
        details: """
            '-' empties a field. Fields that mean something only together are completed from what is shown.
            Values are read by the field's type: whole numbers, true or false, times as 2026-05-01T12:00
            (Norwegian time unless a zone is given), LON,LAT or GeoJSON, ids, JSON.
            """,
        arguments: [
            ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'"),
            ArgumentSpec("ID", "the row's id, or at least 6 characters of its start or end"),
            ArgumentSpec("FIELD=VALUE", "the new values", isRequired: false, isRepeated: true),
        ],
        options: [
            .replica, .repeated("--add", "FIELD=ELEMENT", "add to a set"),
            .repeated("--remove", "FIELD=ELEMENT", "take out of a set"),
            .flag("--delete", "remove the row"), .json,
        ],
        exits: [
            .refused: "a value does not fit its field", .unreadable: "this device has no such row",
        ],
        example:
            "dugnad field set cleanupZone 0197a3 mode=no_cleanup modeReason=Ura --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let work = try FieldWork(context)
        let entity = try work.entity()
        let id = try work.id(try arguments.text("ID"), of: entity.name)
        let row = try work.row(id, of: entity.name)
        var draft = EditDraft(work, entity)
        for text in arguments.list("FIELD=VALUE") { try draft.take(text, isNew: false) }
        for text in arguments.options("--add") { try draft.takeElement(text, isAdded: true) }
        for text in arguments.options("--remove") { try draft.takeElement(text, isAdded: false) }
        let isDeleted = arguments.flag("--delete")
        guard isDeleted || !draft.isEmpty else {
            throw UsageError("Say what to change: FIELD=VALUE, --add, --remove or --delete.")
        }
        return try work.make([draft.edit(of: row.id, mark: isDeleted ? .removed : nil)])
    }
}
