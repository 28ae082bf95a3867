import Coordination
import SyncCore
import SyncEngine

/// `dugnad review list`: what waits for a person to decide.
enum ReviewList: Command {
    static let spec = CommandSpec(
        "review list",
        "Lists what waits for a person to decide, the oldest first.",
        options: [
            .db, .flag("--all", "also what was decided"),
            .value("--cause", "CODE", "only items of this kind, such as field.review"),
            .value("--subject-entity", "ENTITY", "only items about rows of this entity"),
            .value("--older-than", "SPAN", "only items that wait longer: 14d, 12h"), .json,
        ],
        exits: [.warnings: "something waits"],
        example: "dugnad review list --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let isAll = context.arguments.flag("--all")
        let choice = try ReviewFilter(context.arguments)
        let reviews = try reader.reviews(isOpen: !isAll).filter(choice.fits)
        let text = ReviewText(reader: reader, language: context.language)
        let lines = try reviews.map { review in
            [
                review.item.id.description, review.item["state"]?.text ?? "",
                TimeText.age(review.age), try text.owner(review.item),
                try text.author(of: review), try text.subject(review.item),
                text.sentence(review.item),
            ]
        }
        context.show(.array(reviews.map(Self.json))) {
            guard !reviews.isEmpty else {
                return PhraseBook.told("Nothing waits.", in: context.language)
            }
            var table = Table(context.language, "ID", "STATE", "AGE", "FOR", "BY", "ROW", "WHAT")
            for line in lines { table.add(line) }
            return table.text
        }
        return reviews.contains { $0.item["state"]?.text == "open" } ? .warnings : .ok
    }

    private static func json(_ review: ReviewCase) -> JSONValue {
        var members = OfficeRows.json(review.item).object ?? [:]
        members["age"] = .integer(review.age)
        members["choices"] = .array(review.choices.map { .string($0) })
        return .object(members)
    }
}
