import Coordination
import SyncCore
import SyncEngine

/// `dugnad review stats`: how long things wait for a person.
enum ReviewStats: Command {
    static let spec = CommandSpec(
        "review stats",
        "Tells how many items wait, for whom and how long, and how fast decisions come.",
        options: [.db, .centre, .json],
        example: "dugnad review stats --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let isOne = context.arguments.option("--centre") != nil
        let centre = isOne ? try OfficeRows(reader).centre(context.arguments) : nil
        let metrics = try reader.reviewMetrics(centre: centre)
        let owners = try metrics.openByOwner.sorted { $0.key < $1.key }.map { owner, count in
            let name = try RowID(owner).flatMap { try reader.row($0)?["name"]?.text } ?? owner
            return "    \(count) for \(name)"
        }
        context.show(metrics.json) { text(metrics, owners) }
        return .ok
    }

    private static func text(_ metrics: ReviewMetrics, _ owners: [String]) -> String {
        var lines = ["\(metrics.open) items wait."]
        if metrics.open > 0 {
            lines += metrics.openByKind.sorted { $0.key < $1.key }.map { "    \($1) \($0)" }
            lines += owners
            lines.append(
                """
                The oldest waits \(TimeText.age(metrics.oldest)), half of them longer than \
                \(TimeText.age(metrics.medianAge)), one of ten longer than \
                \(TimeText.age(metrics.ninetiethAge)).
                """
            )
        }
        let weeks = metrics.decidedPerWeek.map(String.init).joined(separator: " ")
        lines.append("Decided by week, this one first: \(weeks).")
        lines.append(
            """
            Half of the decisions came within \(TimeText.age(metrics.medianToDecision)), nine of ten within \
            \(TimeText.age(metrics.ninetiethToDecision)).
            """
        )
        return lines.joined(separator: "\n")
    }
}
