import Coordination
import SyncCore
import SyncEngine

/// `dugnad review show`: one item with its sides.
enum ReviewShow: Command {
    static let spec = CommandSpec(
        "review show",
        "Shows what has to be decided: each side, what both had seen, and which side is in force.",
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
        let review = try reader.review(item)
        let seats = try PromisedSeats(review, reader)
        let text = try ReviewText(reader: reader, language: context.language)
            .lines(review, choosingFrom: seats.lines(context.language)).joined(separator: "\n")
        context.show(
            [
                "item": OfficeRows.json(item),
                "sides": .array(review.sides.map(OfficeRows.json)),
                "base": review.base ?? .null, "age": .integer(review.age),
                "choices": .array(review.choices.map { .string($0) }), "seats": seats.json,
            ]
        ) {
            text
        }
        return .ok
    }
}
