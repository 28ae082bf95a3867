import SyncCore
import SyncEngine

/// Making and changing rows by `FIELD=VALUE`, as the office.
enum OfficeWrite {
    static let valueHelp = """
        Values are read by the field's type: whole numbers, true or false, times as 2026-05-01T12:00
        (Norwegian time unless a zone is given), LON,LAT or GeoJSON, ids, JSON. A 'centreId' that is
        needed and left out is the centre the store was made for.
        """

    static func new(_ name: String, _ context: CommandContext) throws -> ExitCode {
        try Office.with(context) { office in
            let id = context.environment.engine.newID()
            let edit = try office.read { reader in
                let entity = try reader.domain.catalogue.require(name)
                var draft = draft(entity, reader)
                for text in context.arguments.list("FIELD=VALUE") {
                    try draft.take(text, isNew: true)
                }
                var edit = draft.newRow(id)
                if entity.fields["centreId"]?.isRequired == true, edit.set["centreId"] == nil {
                    edit.set["centreId"] = reader.identity.centre.json
                }
                return withPersons(edit, nil, entity)
            }
            return try office.write([edit])
        }
    }

    static func set(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let isDeleted = arguments.flag("--delete")
        let (name, text) = (try arguments.text("ENTITY"), try arguments.text("ID"))
        return try Office.with(context) { office in
            let edit = try office.read { reader in
                let entity = try reader.domain.catalogue.require(name)
                let row = try OfficeRows(reader).row(text, of: entity.name)
                var draft = draft(entity, reader)
                for text in arguments.list("FIELD=VALUE") { try draft.take(text, isNew: false) }
                for text in arguments.options("--add") {
                    try draft.takeElement(text, isAdded: true)
                }
                for text in arguments.options("--remove") {
                    try draft.takeElement(text, isAdded: false)
                }
                guard isDeleted || !draft.isEmpty else {
                    throw UsageError(
                        "Say what to change: FIELD=VALUE, --add, --remove or --delete."
                    )
                }
                return withPersons(
                    draft.edit(of: row.id, mark: isDeleted ? .removed : nil),
                    row,
                    entity
                )
            }
            return try office.write([edit])
        }
    }

    private static func draft(_ entity: EntitySpec, _ reader: HubReader) -> EditDraft {
        EditDraft(entity) { try OfficeRows(reader).id($0, of: $1) }
    }

    /// Names the persons an edit is about, so that it is found when one of them is erased.
    private static func withPersons(_ edit: Edit, _ row: RowState?, _ entity: EntitySpec) -> Edit {
        var edit = edit
        edit.about = entity.about.compactMap { field in
            if field == "id" { return edit.id }
            return (edit.set[field] ?? row?[field])?.text.flatMap { RowID($0) }
        }
        return edit
    }
}
