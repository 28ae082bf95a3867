import FieldClient
import SyncCore
import SyncEngine

/// `dugnad field move`: the hub has another address.
enum FieldMove: Command {
    static let spec = CommandSpec(
        "field move",
        "Turns to the hub at another address, once it is known to be the same hub.",
        details: """
            For a hub with a new name, or on a new machine after a restore. The hub there is asked whether it has this
            device, or was restored from the hub that had; the device's token is not sent for that. Then the
            address is kept, and everything else stays: 'field sync' goes on. Where another hub answers, nothing is
            changed.
            """,
        arguments: [ArgumentSpec("URL", "the hub's new address, https://hub.example.no")],
        options: [.replica, .flag("--dry-run", "only ask, and keep the address as it is"), .json],
        exits: [
            .warnings: "the address is kept, and the hub there does not serve this device as it is",
            .refused: "what answers there is another hub; nothing was changed",
            .unreadable: "nothing answers there, or the store cannot be read",
        ],
        example: "dugnad field move http://127.0.0.1:8080 --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let url = try context.hubAddress()
        let isDry = context.arguments.flag("--dry-run")
        let replica = try context.replica()
        let before = replica.identity.hubURL
        let known = try context.environment.connect(url, nil)
            .knows(
                StoreQuestion(
                    device: replica.identity.device,
                    cursor: try replica.pullCursor,
                    timeline: replica.identity.timeline
                )
            )
        let text = MoveText(
            context,
            device: replica.identity.device,
            file: try context.arguments.required("--replica")
        )
        guard known.isOurs else { throw Failure("hub.other", text.other) }
        if !isDry { try replica.move(to: url) }
        context.show(
            [
                "hub": .string(url), "before": .string(before), "dryRun": .bool(isDry),
                "device": .string(known.standing.rawValue), "timeline": known.timeline.json,
            ]
        ) { text.moved(to: url, isDry: isDry, known.standing) }
        guard let warning = text.warning(known.standing) else { return .ok }
        context.console.warn(warning)
        return .warnings
    }
}
