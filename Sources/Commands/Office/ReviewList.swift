import Coordination
import SyncCore
import SyncEngine

/// `dugnad review list`: what waits for a person to decide.
enum ReviewList: Command {
    static let spec = CommandSpec(
        "review list",
        "Lists what waits for a person to decide, the oldest first.",
        options: [.db, .flag("--all", "also what was decided"), .json],
        exits: [.warnings: "something waits"],
        example: "dugnad review list --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let isAll = context.arguments.flag("--all")
        let items = try reader.rows(.reviewItem).filter {
            isAll || $0["state"]?.text == "open"
        }
        context.show(.array(items.map(OfficeRows.json))) {
            guard !items.isEmpty else { return "Nothing waits." }
            var table = Table("ID", "STATE", "WHAT", "ROW", "FIELD", "SINCE")
            for item in items {
                let since = item["openedAt"]?.integer.map(TimeText.oslo) ?? ""
                let entity = item["subjectEntity"]?.text ?? ""
                table.add(
                    item.id.description,
                    item["state"]?.text ?? "",
                    item["kind"]?.text ?? "",
                    "\(entity) \(item["subjectId"]?.text ?? "")",
                    item["unit"]?.text ?? "",
                    since
                )
            }
            return table.text
        }
        return items.contains { $0["state"]?.text == "open" } ? .warnings : .ok
    }
}
