import HubAPI
import Storage
import SyncCore
import SyncEngine

/// `dugnad backup`: a checked copy of a store in use.
enum BackupCommand: Command {
    static let spec = CommandSpec(
        "backup",
        "Copies a hub's store while it is in use, and checks the copy in full.",
        details: """
            Devices forget what was answered once a backup has it; a hub that serves the store notes it too.
            At OUT only an older backup of the same store is replaced. The ledger is copied to OUT.ledger; keep the
            latest one apart from the backups, so that a restore knows who was erased since.
            """,
        arguments: [ArgumentSpec("OUT", "the file to write; an older backup there is replaced")],
        options: [.db, .json],
        exits: [
            .warnings: "copied, but not noted in the store",
            .refused: "something else lies at OUT",
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
                copied.isNoted ? "" : "\nThe process that has the store could not be told."
            return "\(out) holds everything up to #\(copied.seq).\(note)"
        }
        return copied.isNoted ? .ok : .warnings
    }

    /// Has the hub that serves the store note it; the copy is whole without.
    private static func note(_ seq: Int64, _ path: String, _ context: CommandContext) -> Bool {
        let noted = try? Office.with(context) { office in
            try office.port.noteDurable(through: seq, at: path)
        }
        return noted.map { $0 >= seq } ?? false
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
        try NewFile.requireFolder(of: out)
        do {
            let service = try context.hub()
            defer { service.close() }
            return try service.backup(to: out, progress: progress)
        } catch let error as StorageError where error.code == .locked {
            var copied = try StoreBackup.take(from: path, to: out, progress: progress)
            copied.isNoted = note(copied.seq, out, context)
            return copied
        }
    }
}
