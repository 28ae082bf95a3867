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
            return "    \(count) \(context.say(nb: "til", nn: "til", en: "for")) \(name)"
        }
        context.show(metrics.json) { text(metrics, owners, context) }
        return .ok
    }

    private static func text(
        _ metrics: ReviewMetrics,
        _ owners: [String],
        _ context: CommandContext
    ) -> String {
        let waiting = metrics.open == 1 ? "1 item waits." : "\(metrics.open) items wait."
        var lines = [PhraseBook.told(waiting, in: context.language)]
        if metrics.open > 0 {
            lines += metrics.openByKind.sorted { $0.key < $1.key }.map { "    \($1) \($0)" }
            lines += owners
            let oldest = TimeText.age(metrics.oldest)
            let (half, tenth) = (
                TimeText.age(metrics.medianAge), TimeText.age(metrics.ninetiethAge)
            )
            lines.append(
                context.say(
                    nb:
                        "Den eldste venter \(oldest), halvparten lenger enn \(half), én av ti lenger enn \(tenth).",
                    nn:
                        "Den eldste ventar \(oldest), halvparten lenger enn \(half), éi av ti lenger enn \(tenth).",
                    en: """
                        The oldest waits \(oldest), half of them longer than \(half), one of ten longer than \
                        \(tenth).
                        """
                )
            )
        }
        let weeks = metrics.decidedPerWeek.map(String.init).joined(separator: " ")
        let byWeek = PhraseBook.told("Decided by week, this one first:", in: context.language)
        lines.append("\(byWeek) \(weeks).")
        let half = TimeText.age(metrics.medianToDecision)
        let most = TimeText.age(metrics.ninetiethToDecision)
        lines.append(
            context.say(
                nb: "Halvparten ble avgjort innen \(half), ni av ti innen \(most).",
                nn: "Halvparten vart avgjorde innan \(half), ni av ti innan \(most).",
                en: "Half of the decisions came within \(half), nine of ten within \(most)."
            )
        )
        return lines.joined(separator: "\n")
    }
}
