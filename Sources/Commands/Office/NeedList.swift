import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad need list`: what residents have said they need, and how far each has come.
enum NeedList: Command {
    static let spec = CommandSpec(
        "need list",
        "Lists what residents have said they need, and how far each has come.",
        details: """
            A need is told in the resident's own words and confirmed by her, or by the helper she chose, from her own
            device: 'field new need personId=HER statedAt=TIME text=…', then 'field set need ID state=confirmed'. Only then is a solution written
            ('office set need ID solution=…'), and an initiative planned that names it: 'office set initiative ID
            --add needIds=NEED', with the whole id. Where 'personId' names her she is told each step of it.
            """,
        options: [
            .db, .centre, .flag("--unconfirmed", "only what nobody has confirmed yet"),
            .flag("--all", "also what is evaluated"), .json,
        ],
        example: "dugnad need list --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let shown = try reader.rows(.need, of: centre).map(NeedView.init).filter { need in
            if arguments.flag("--unconfirmed") { return !need.isConfirmed }
            return arguments.flag("--all") || need.state != "evaluated"
        }
        let initiatives = try shown.map { need in
            try reader.rows(.initiative, where: "needIds", is: need.id.json)
                .map(InitiativeView.init)
        }
        let rows = try zip(shown, initiatives).map { need, initiatives in
            (need, initiatives, try need.person.flatMap { try reader.row($0) })
        }
        context.show(.array(rows.map { json($0.0, $0.1) })) {
            var table = Table(context.language, "ID", "STATED", "STATE", "WHO", "NEED", "TO")
            for (need, initiatives, person) in rows {
                table.add(
                    need.id.description,
                    need.row["statedAt"]?.integer.map { OsloTime.date(at: $0).description } ?? "",
                    need.state,
                    person?["displayName"]?.text ?? "",
                    need.row["text"]?.text ?? "",
                    initiatives.compactMap { $0.row["title"]?.text }.joined(separator: ", ")
                )
            }
            return table.isEmpty ? Self.nothing(context) : table.text
        }
        return .ok
    }

    static func nothing(_ context: CommandContext) -> String {
        context.say(nb: "Ingenting å vise.", nn: "Ingenting å vise.", en: "Nothing to list.")
    }

    private static func json(_ need: NeedView, _ initiatives: [InitiativeView]) -> JSONValue {
        var out: JSONObject = [
            "id": need.id.json, "state": .string(need.state),
            "initiatives": .array(initiatives.map(\.id.json)),
        ]
        for field in [
            "text", "statedAt", "confirmedAt", "personId", "helperId", "addsToId", "solution",
            "effect", "effectNote", "centreId",
        ] { out[field] = need.row[field] }
        return .object(out)
    }
}
