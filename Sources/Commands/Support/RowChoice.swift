import SyncCore

/// Which rows a list shows, and which of their fields: the same words at the office and on a device.
extension OptionSpec {
    static let wanted = OptionSpec.repeated(
        "--where",
        "FIELD=VALUE",
        "only rows with this value; '-' means empty; all must hold"
    )
    static let shownField = OptionSpec.repeated(
        "--field",
        "NAME",
        "show this field instead of the usual ones"
    )
}

extension CommandContext {
    /// The rows that have every value of `--where`; `id` finds a row by what was typed.
    func wanted(
        of entity: EntitySpec,
        among rows: [RowState],
        id: (String, EntityName) throws -> RowID
    ) throws -> [RowState] {
        let wanted = try arguments.options("--where").map { text in
            try FieldValue(text, of: entity, resolve: id)
        }
        return rows.filter { row in wanted.allSatisfy { $0.holds(in: row) } }
    }
}
