import Coordination
import SyncCore
import SyncEngine

/// `dugnad review show`: one item with its sides.
enum ReviewShow: Command {
    static let spec = CommandSpec(
        "review show",
        "Shows what has to be decided: each side, and which one is in force.",
        arguments: [ArgumentSpec("ITEM", "the item, as 'review list' shows it")],
        options: [.db, .json],
        exits: [.unreadable: "there is no such item"],
        example: "dugnad review show 0197a3c1 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let item = try OfficeRows(reader).row(
            try context.arguments.text("ITEM"),
            of: .reviewItem
        )
        let sides = try reader.rows(.reviewSide, where: "itemId", is: item.id.json)
        context.show(
            ["item": OfficeRows.json(item), "sides": .array(sides.map(OfficeRows.json))]
        ) {
            let finding = Finding(
                item["kind"]?.text ?? "",
                entity: item["subjectEntity"]?.text.map(EntityName.init(rawValue:)),
                field: item["unit"]?.text.flatMap { $0.isEmpty ? nil : $0 }
            )
            let what = Messages.sentence(for: finding, verdict: nil, language: context.language)
            let subject = "\(item["subjectEntity"]?.text ?? "") \(item["subjectId"]?.text ?? "")"
            return (["\(item["state"]?.text ?? ""): \(what)", subject] + sides.map(text))
                .joined(separator: "\n")
        }
        return .ok
    }

    private static func text(_ side: RowState) -> String {
        let isInForce = side["isInForce"]?.bool == true ? "  (in force)" : ""
        let when = side["claimedAt"]?.integer.map(TimeText.oslo) ?? ""
        let values = String(decoding: (side["values"] ?? .null).bytes(), as: UTF8.self)
        return """
            side \(side.id)\(isInForce)
                by \(side["authorRole"]?.text ?? "the hub") \(when)
                \(values)
            """
    }
}
