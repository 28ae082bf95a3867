import SyncCore
import SyncEngine

/// `dugnad restore`: a new store from a backup.
enum RestoreCommand: Command {
    static let spec = CommandSpec(
        "restore",
        "Makes a new store from a backup; never writes over a file.",
        details: """
            The store begins a new timeline. Devices that have seen more than the backup holds are built again at
            their next contact and send what was answered since.
            """,
        arguments: [ArgumentSpec("IN", "a file of 'dugnad backup'")],
        options: [
            .value(
                "--db",
                "FILE",
                "the store to make; there must be no such file",
                isRequired: true
            ),
            .json,
        ],
        exits: [
            .refused: "there is a file at that place already",
            .unreadable: "the backup cannot be read or is damaged",
        ],
        example: "dugnad restore hub-2026-05-01.db --db hub-again.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = try context.arguments.required("--db")
        let restored: StoreBackup.Restored
        do {
            restored = try StoreBackup.restore(
                from: try context.arguments.text("IN"),
                to: path,
                environment: context.environment.engine
            )
        } catch let error as SyncError where error.code == "store.exists" {
            throw Failure(error.code, error.message, exit: .refused)
        }
        context.show(
            [
                "db": .string(path), "timeline": restored.timeline.json,
                "parent": restored.parent.json, "forkedAt": .integer(restored.forkedAt),
            ]
        ) {
            "\(path) goes on after #\(restored.forkedAt), on timeline \(restored.timeline)."
        }
        return .ok
    }
}
