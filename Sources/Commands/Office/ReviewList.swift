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
        let text = ReviewText(reader: reader, language: context.language)
        let subjects = try items.map(text.subject)
        context.show(.array(items.map(OfficeRows.json))) {
            guard !items.isEmpty else { return "Nothing waits." }
            var table = Table("ID", "STATE", "SINCE", "ROW", "WHAT")
            for (item, subject) in zip(items, subjects) {
                let since = item["openedAt"]?.integer.map(TimeText.oslo) ?? ""
                table.add(
                    item.id.description,
                    item["state"]?.text ?? "",
                    since,
                    subject,
                    text.sentence(item)
                )
            }
            return table.text
        }
        return items.contains { $0["state"]?.text == "open" } ? .warnings : .ok
    }
}
