import SyncCore
import SyncEngine

/// `dugnad field outbox`: what waits, and what became of the rest.
enum FieldOutbox: Command {
    static let spec = CommandSpec(
        "field outbox",
        "Lists the device's own work: what waits, and what the hub answered.",
        details: """
            What the hub kept for a person is told with her decision, once there is one. Of a damaged store what can
            still be read is listed, and 'field rescue' saves it.
            """,
        options: [
            .replica, .value("--limit", "N", "at most so many answers, the newest first; else 20"),
            .json,
        ],
        exits: [.unreadable: "the store is not there, or damaged: what can be read is listed"],
        example: "dugnad field outbox --replica ane.db --language nn"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let limit = Int(try context.arguments.integer("--limit", in: 1...10_000) ?? 20)
        switch try FieldStore.open(context) {
        case .damaged(let salvage): return try show(salvage, limit, context)
        case .well(let replica):
            let decisions = try HeldDecisions(replica)
            let waiting = try replica.outbox().map { OwnWork($0) }
            let answered: [OwnWork]
            do {
                answered = try replica.answered(limit: limit).map { OwnWork($0, decisions) }
            } catch  where FieldStore.isDamage(error) {
                return try show(try FieldStore.salvage(context), limit, context)
            }
            context.show(.object(json(waiting, answered, context))) {
                text(waiting, answered, context)
            }
            return .ok
        }
    }

    /// What can still be read, and that it is not all.
    private static func show(
        _ salvage: ReplicaSalvage,
        _ limit: Int,
        _ context: CommandContext
    ) throws -> ExitCode {
        let waiting = salvage.outbox.map { OwnWork($0) }
        let answered = salvage.answered(limit: limit, try context.catalogue()).map { OwnWork($0) }
        let failure = DamageText(context, salvage).failure
        var members = json(waiting, answered, context)
        members["lost"] = .integer(Int64(salvage.lost))
        members["error"] = failure.json["error"]
        context.show(.object(members)) { text(waiting, answered, context) }
        context.console.warn("\(spec.name): \(failure.message) [\(failure.code)]")
        return failure.exit
    }

    private static func json(
        _ waiting: [OwnWork],
        _ answered: [OwnWork],
        _ context: CommandContext
    ) -> JSONObject {
        [
            "waiting": .array(waiting.map { $0.json(context.language) }),
            "answered": .array(answered.map { $0.json(context.language) }),
        ]
    }

    private static func text(
        _ waiting: [OwnWork],
        _ answered: [OwnWork],
        _ context: CommandContext
    ) -> String {
        var lines = [waiting.isEmpty ? "Nothing waits." : "Waiting:"]
        lines += waiting.map { $0.text(context.language) }
        lines.append(answered.isEmpty ? "Nothing was answered yet." : "Answered:")
        lines += answered.map { $0.text(context.language) }
        return lines.joined(separator: "\n")
    }
}
