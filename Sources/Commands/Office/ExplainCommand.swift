import SyncCore
import SyncEngine

/// `dugnad explain`: why a row is as it is.
enum ExplainCommand: Command {
    static let spec = CommandSpec(
        "explain",
        "Tells why a row is as it is: who wrote what, when, what they had seen, and what lost.",
        details: """
            Each entry names the field's merge policy and the rule that decided, such as latest.later,
            cautious.less_careful, review.take or hub.rule. Old entries are folded into one by 'store compact'.
            """,
        arguments: [
            ArgumentSpec("ENTITY", "an entity of 'dugnad catalogue'"),
            ArgumentSpec("ID", "the row's id, or at least 6 characters of its start or end"),
        ],
        options: [.db, .value("--field", "NAME", "only this field or its group"), .json],
        exits: [
            .refused: "such rows are their person's own", .unreadable: "there is no such row",
        ],
        example: "dugnad explain cleanupZone 0197a3c1 --field mode --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let entity = try reader.domain.catalogue.require(try context.arguments.text("ENTITY"))
        let field = context.arguments.option("--field")
        if let field, entity.fields[field] == nil, entity.members(of: field).isEmpty {
            let hint = Suggestion.text(for: field, among: Array(entity.fields.keys))
            throw Failure("field.unknown", "\(entity.name) has no field '\(field)'\(hint).")
        }
        let row = try OfficeRows(reader).row(try context.arguments.text("ID"), of: entity.name)
        guard let story = try reader.explain(row.id, unit: field) else {
            throw ShortID.unknown(entity.name)
        }
        context.show(story.json) { text(story) }
        return .ok
    }

    private static func text(_ story: Explanation) -> String {
        var lines = ["\(story.row.entity) \(story.row.id)"]
        var units: [String] = []
        for entry in story.entries where !units.contains(entry.unit) { units.append(entry.unit) }
        for unit in units.sorted() {
            lines.append(unit == RowState.removedUnit ? "removed" : unit)
            lines += story.entries.filter { $0.unit == unit }.map(line)
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ entry: ExplainEntry) -> String {
        if let gone = entry.compacted {
            return """
                  #\(entry.seq) to #\(gone.through): \(gone.count) older entries were forgotten, the last of \
                \(TimeText.oslo(gone.throughAt))
                """
        }
        let who = entry.author.device.map { "\(entry.author.role.rawValue) (\($0))" } ?? "the hub"
        let value = entry.value.map(shortened) ?? "erased"
        let other = entry.winner.map { entry.decision == "lost" ? " to #\($0)" : " over #\($0)" }
        let letIn = entry.held.map { " (held as #\($0) until then)" }
        return """
              #\(entry.seq) \(entry.decision)\(other ?? "") by \(who)\(letIn ?? ""), claimed \
            \(TimeText.oslo(entry.claimed)), received \(TimeText.oslo(entry.received)), \
            had seen #\(entry.base), \(entry.policy)\(rule(entry)): \(value)
            """
    }

    private static func rule(_ entry: ExplainEntry) -> String {
        entry.rule.map { " by rule \($0)" } ?? ""
    }

    /// A shape on the map would fill the screen; `--json` has all of it.
    private static func shortened(_ value: JSONValue) -> String {
        let text = String(decoding: value.bytes(), as: UTF8.self)
        return text.count <= 160 ? text : text.prefix(150) + "… (\(text.utf8.count) bytes)"
    }
}
