/// `dugnad office set`: changes a row at the hub.
enum OfficeSet: Command {
    static let spec = CommandSpec(
        "office set",
        "Changes a row at the hub.",
        details: "'-' empties a field. " + OfficeWrite.valueHelp,
        arguments: [
            ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'"),
            ArgumentSpec("ID", "the row's id, or at least 6 characters of its start or end"),
            ArgumentSpec("FIELD=VALUE", "the new values", isRequired: false, isRepeated: true),
        ],
        options: [
            .db, .repeated("--add", "FIELD=ELEMENT", "add to a set"),
            .repeated("--remove", "FIELD=ELEMENT", "take out of a set"),
            .flag("--delete", "remove the row"), .json,
        ],
        exits: [
            .refused: "a value does not fit, or a rule speaks against it",
            .unreadable: "there is no such row",
        ],
        example: "dugnad office set task 0197a3c1 state=published --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        try OfficeWrite.set(context)
    }
}
