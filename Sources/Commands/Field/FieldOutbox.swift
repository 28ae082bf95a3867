import SyncCore
import SyncEngine

/// `dugnad field outbox`: what waits, and what became of the rest.
enum FieldOutbox: Command {
    static let spec = CommandSpec(
        "field outbox",
        "Lists the device's own work: what waits, and what the hub answered.",
        details: "What the hub kept for a person is told with her decision, once there is one.",
        options: [
            .replica, .value("--limit", "N", "at most so many answers, the newest first; else 20"),
            .json,
        ],
        example: "dugnad field outbox --replica ane.db --language nn"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let limit = try context.arguments.integer("--limit", in: 1...10_000) ?? 20
        let replica = try context.replica()
        let decisions = try HeldDecisions(replica)
        let waiting = try replica.outbox().map { OwnWork($0) }
        let answered = try replica.answered(limit: Int(limit)).map { OwnWork($0, decisions) }
        context.show(
            [
                "waiting": .array(waiting.map { $0.json(context.language) }),
                "answered": .array(answered.map { $0.json(context.language) }),
            ]
        ) {
            var lines = [waiting.isEmpty ? "Nothing waits." : "Waiting:"]
            lines += waiting.map { $0.text(context.language) }
            lines.append(answered.isEmpty ? "Nothing was answered yet." : "Answered:")
            lines += answered.map { $0.text(context.language) }
            return lines.joined(separator: "\n")
        }
        return .ok
    }
}
