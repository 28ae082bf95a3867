import Storage
import SyncCore
import SyncEngine

/// `dugnad backup`: a checked copy of a store in use.
enum BackupCommand: Command {
    static let spec = CommandSpec(
        "backup",
        "Copies a hub's store while it is in use, and checks the copy in full.",
        details: """
            Devices forget what was answered once a backup has it; while another process serves the store that
            is not noted, and they keep it longer.
            """,
        arguments: [ArgumentSpec("OUT", "the file to write; an older backup there is replaced")],
        options: [.db, .json],
        exits: [
            .warnings: "copied, but not noted in the store",
            .unreadable: "the store cannot be read or the copy not written",
        ],
        example: "dugnad backup /mnt/disk/hub-2026-05-01.db --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let out = try context.arguments.text("OUT")
        let path = try context.arguments.required("--db")
        let copied = try copy(path, to: out, context)
        context.console.endProgress()
        context.show(
            [
                "file": .string(out), "seq": .integer(copied.seq), "timeline": copied.timeline.json,
                "noted": .bool(copied.isNoted),
            ]
        ) {
            let note =
                copied.isNoted ? "" : "\nThe hub is running: that it is covered is not noted."
            return "\(out) holds everything up to #\(copied.seq).\(note)"
        }
        return copied.isNoted ? .ok : .warnings
    }

    private static func copy(
        _ path: String,
        to out: String,
        _ context: CommandContext
    ) throws -> StoreBackup.Copied {
        let progress: (BackupProgress) -> Void = { progress in
            context.console.progress("\(progress.pagesDone) of \(progress.pages) pages")
        }
        // Nothing may be made where there is no store.
        _ = try HubService.connection(path, .readOnly)
        do {
            let service = try context.hub()
            defer { service.close() }
            return try service.backup(to: out, progress: progress)
        } catch let error as StorageError where error.code == .locked {
            return try StoreBackup.take(from: path, to: out, progress: progress)
        }
    }
}
