import FieldClient
import SyncCore
import SyncEngine

/// `dugnad field sync`: sends what waits, fetches what changed.
enum FieldSync: Command {
    static let spec = CommandSpec(
        "field sync",
        "Sends what waits to the hub and fetches what changed.",
        details: """
            May be cut at any moment and run again: nothing is sent twice for good, and nothing is lost. Held
            and refused work is told with its reason; 'dugnad field outbox' tells it again. A hub that has another
            address now: 'field move'. A damaged store: 'field rescue'.
            """,
        options: [
            .replica, .flag("--watch", "go on until stopped, fetching changes as they come"), .json,
        ],
        exits: [
            .warnings:
                "the hub was not reached, or something was held or refused; all work is kept",
            .refused:
                """
            the hub refuses this device, or its version is too far from this one; a retired device gets nothing more
            """,
            .unreadable:
                "what answers is no hub, not to be trusted, or makes no sense; all work is kept",
        ],
        example: "dugnad field sync --replica ane.db"
    )

    /// How long one wait for changes lasts; own work made meanwhile goes out after it.
    private static let waitSeconds = 5

    static func run(_ context: CommandContext) throws -> ExitCode {
        let replica = try context.replica()
        let identity = replica.identity
        let hub = try context.environment.connect(identity.hubURL, identity.token)
        guard context.arguments.flag("--watch") else {
            return try sync(replica, hub, context)
        }
        var last = try sync(replica, hub, context)
        while !context.environment.isStopping(), last != .refused {
            last = try sync(replica, hub, context, waitSeconds: waitSeconds)
        }
        return last
    }

    private static func sync(
        _ replica: Replica,
        _ hub: any HubConnection,
        _ context: CommandContext,
        waitSeconds: Int = 0
    ) throws -> ExitCode {
        context.console.progress("Syncing…")
        defer { context.console.endProgress() }
        let text = SyncText(context: context)
        do {
            let report = try SyncSession.run(
                replica: replica,
                client: hub,
                waitSeconds: waitSeconds
            )
            text.show(report, isQuiet: waitSeconds > 0)
            guard !report.isRetired else { return .refused }
            let isBad = report.answered.contains {
                $0.outcome?.verdict == .held || $0.outcome?.verdict == .refused
            }
            return isBad || report.waiting > 0 ? .warnings : .ok
        } catch let error as NetworkError where error.isPassing {
            text.show(error, waiting: try replica.waitingCount())
            if waitSeconds > 0 { pause(context) }
            return .warnings
        } catch  where Self.isSenseless(error) {
            throw text.senseless(error, waiting: try replica.waitingCount())
        }
    }

    /// Whether what the hub answered is malformed, cut for good, of a version with other words, or at odds with what
    /// the store has; a refusal of the hub has its status.
    private static func isSenseless(_ error: any Error) -> Bool {
        switch error {
        case is WireError, is JSONError: true
        case let error as SyncError: ["pull", "push"].contains(error.code.prefix { $0 != "." })
        default: false
        }
    }

    /// A hub that is away is asked again after a moment, not at once.
    private static func pause(_ context: CommandContext) {
        for _ in 0..<(waitSeconds * 10) where !context.environment.isStopping() { Pause.short() }
    }
}
