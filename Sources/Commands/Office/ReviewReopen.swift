import Coordination
import SyncCore
import SyncEngine

/// `dugnad review reopen`: taking a decision back.
enum ReviewReopen: Command {
    static let spec = CommandSpec(
        "review reopen",
        "Takes a decision back, so that the item can be decided again.",
        details: """
            What was taken stays until somebody decides otherwise. Work that was let in has had its effect and is
            changed by an edit.
            """,
        arguments: [ArgumentSpec("ITEM", "the item, as 'review list --all' shows it")],
        options: [
            .db, .value("--reason", "TEXT", "why, for those who ask later", isRequired: true),
            .json,
        ],
        exits: [
            .refused: "the work was let in, or is not kept any more",
            .unreadable: "there is no such item",
        ],
        example: "dugnad review reopen 0197a3c1 --reason 'Feil sak' --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let text = try context.arguments.text("ITEM")
        let reason = try context.arguments.required("--reason")
        return try Office.with(context) { office in
            let item = try office.read { try OfficeRows($0).row(text, of: .reviewItem) }
            guard item["state"]?.text == "decided" else {
                throw Failure("review.open", "The item is open; decide it with 'review decide'.")
            }
            let set: JSONObject = [
                "decision": .null, "side": .null, "decidedReason": .string(reason),
            ]
            return try office.write([Edit(.reviewItem, item.id, set: set)])
        }
    }
}
