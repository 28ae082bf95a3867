import Coordination
import SyncCore
import SyncEngine

/// `dugnad restore`: a new store from a backup.
enum RestoreCommand: Command {
    static let spec = CommandSpec(
        "restore",
        "Makes a new store from a backup; never writes over a file.",
        details: """
            The store begins a new timeline. Devices that have seen more than the backup holds are built again at
            their next contact and send what was answered since. Who was erased, which devices were shut out and
            which consents were withdrawn since the backup is read from the ledger: the longest of --ledger, the
            one beside FILE and the one beside IN.
            """,
        arguments: [ArgumentSpec("IN", "a file of 'dugnad backup'")],
        options: [
            .value(
                "--db",
                "FILE",
                "the store to make; there must be no such file",
                isRequired: true
            ),
            .value("--ledger", "LEDGER", "the latest ledger, where it lies elsewhere"),
            .flag("--without-ledger", "go by the backup alone: who was erased since may come back"),
            .json,
        ],
        exits: [
            .refused: "there is a file at that place already, or there is no ledger",
            .unreadable: "the backup cannot be read or is damaged",
        ],
        example: "dugnad restore hub-2026-05-01.db --db hub-again.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = try context.arguments.required("--db")
        let ledger = try ledger(context.arguments)
        try NewFile.requireFolder(of: path)
        let restored: StoreBackup.Restored
        do {
            restored = try StoreBackup.restore(
                from: try context.arguments.text("IN"),
                to: path,
                ledger: ledger,
                domain: try Coordination.domain(),
                environment: context.environment.engine
            )
        } catch let error as SyncError where error.code == "store.exists" {
            throw Failure(error.code, error.message, exit: .refused)
        }
        context.show(
            [
                "db": .string(path), "timeline": restored.timeline.json,
                "parent": restored.parent.json, "forkedAt": .integer(restored.forkedAt),
                "applied": .integer(Int64(restored.applied)),
            ]
        ) {
            """
            \(path) goes on after #\(restored.forkedAt), on timeline \(restored.timeline).
            \(restored.applied) lines of the ledger were carried out that the backup did not know.
            """
        }
        return .ok
    }

    private static func ledger(_ arguments: Arguments) throws -> LedgerSource {
        let given = arguments.option("--ledger")
        guard !arguments.flag("--without-ledger") else {
            guard given == nil else {
                throw UsageError("Give --ledger or --without-ledger, not both.")
            }
            return .none
        }
        return given.map { .file($0) } ?? .beside
    }
}
