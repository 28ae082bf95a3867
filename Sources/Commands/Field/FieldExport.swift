import Coordination
import SyncCore
import SyncEngine

/// `dugnad field export`: what this device has of the person it is linked to, for her to have.
enum FieldExport: Command {
    static let spec = CommandSpec(
        "field export",
        "Writes all that this device has of the person it is linked to, for her to have.",
        details: """
            Without the hub. Of rows about others it writes which of their fields name her. \
            What stood there before, and what the centre has of her beside it, is in 'person export' at \
            the office.
            """,
        arguments: [ArgumentSpec("OUT", "the file to write; it must not exist")],
        options: [.replica, .json],
        exits: [
            .refused: "the file exists, or the device is linked to nobody",
            .unreadable: "the file cannot be written",
        ],
        example: "dugnad field export mine.json --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = try context.arguments.text("OUT")
        let replica = try context.replica()
        guard let person = replica.identity.person else {
            throw Failure(
                "replica.nobody",
                context.say(
                    nb: "Enheten er ikke knyttet til noen; be sentralen om innsyn.",
                    nn: "Eininga er ikkje knytt til nokon; be sentralen om innsyn.",
                    en: "The device is linked to nobody; ask the centre for an export."
                )
            )
        }
        let (rows, named) = try rows(of: person, in: replica)
        let document: JSONValue = [
            "madeAt": .integer(context.environment.engine.now()), "person": person.json,
            "rows": .array(rows.map(\.document)), "namedIn": .array(named.map(\.json)),
            "waiting": .integer(Int64(try replica.waitingCount())),
        ]
        // Whoever may read the folder may not read this.
        try NewFile.write(document.line(), to: path, mode: 0o600)
        context.show(["file": .string(path), "rows": .integer(Int64(rows.count))]) {
            "\(path): " + Counted.rows.text(rows.count, context.language)
        }
        return .ok
    }

    /// Rows that are hers, whole, and that others name her, unsent work included.
    private static func rows(
        of person: RowID,
        in replica: Replica
    ) throws -> (own: [RowState], named: [PersonExport.Named]) {
        var own: [RowState] = []
        var named: [PersonExport.Named] = []
        for spec in replica.catalogue.ordered {
            for row in try replica.rows(spec.name) {
                if PersonExport.isWhole(row, spec: spec, for: person) {
                    own.append(row)
                } else if let other = PersonExport.Named(row, spec: spec, of: [person]) {
                    named.append(other)
                }
            }
        }
        return (own, named)
    }
}
