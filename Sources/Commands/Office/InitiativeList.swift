import Coordination
import SyncCore
import SyncEngine

/// `dugnad initiative list`: what is done about needs, and who answers for it.
enum InitiativeList: Command {
    static let spec = CommandSpec(
        "initiative list",
        "Lists what is done about residents' needs, who answers for each, and its tasks.",
        details: """
            It is planned when residents have confirmed all the needs it names, under way when its political owner,
            administrative owner and facilitator are named, and closed when everybody who brought something knows what
            came of it. A task is a part of it by 'office set task ID initiativeId=INITIATIVE'.
            """,
        options: [.db, .centre, .flag("--all", "also what is closed or called off"), .json],
        example: "dugnad initiative list --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(context.arguments)
        let isAll = context.arguments.flag("--all")
        let shown = try reader.rows(.initiative, of: centre).map(InitiativeView.init).filter {
            isAll || !["closed", "cancelled"].contains($0.state)
        }
        let tasks = try shown.map {
            try reader.rows(.task, where: "initiativeId", is: $0.id.json)
        }
        context.show(.array(zip(shown, tasks).map(json))) {
            var table = Table(
                context.language,
                "ID",
                "STATE",
                "TITLE",
                "NEEDS",
                "TASKS",
                "BEHIND IT"
            )
            for (initiative, tasks) in zip(shown, tasks) {
                table.add(
                    initiative.id.description,
                    initiative.state,
                    initiative.row["title"]?.text ?? "",
                    "\(initiative.needs.count)",
                    tasks.compactMap { $0["title"]?.text }.joined(separator: ", "),
                    "\(3 - initiative.missingOwners.count)/3"
                )
            }
            return table.isEmpty ? NeedList.nothing(context) : table.text
        }
        return .ok
    }

    private static func json(_ initiative: InitiativeView, _ tasks: [RowState]) -> JSONValue {
        var out: JSONObject = [
            "id": initiative.id.json, "state": .string(initiative.state),
            "needIds": .array(initiative.needs.map(\.json)),
            "tasks": .array(tasks.map(\.id.json)),
            "missingOwners": .array(initiative.missingOwners.map { .string($0) }),
        ]
        for field in [
            "title", "centreId", "problemBy", "solutionBy", "executedBy", "designAxis",
            "deliveryAxis", "politicalOwnerId", "adminOwnerId", "facilitatorId",
        ] { out[field] = initiative.row[field] }
        return .object(out)
    }
}
