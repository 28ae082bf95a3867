import Storage
import SyncCore

/// Where a backup is to be written; nothing but an older backup of the same store may lie there.
struct BackupPlace {
    private let path: String
    private let disk: Disk

    init(_ path: String, on disk: Disk) {
        self.path = path
        self.disk = disk
    }

    /// Throws `file.exists` unless the place is free or holds an older backup of this timeline.
    func check(for timeline: RowID, from source: Connection) throws {
        // What an earlier store left unfinished there would be read into the copy.
        for suffix in ["-wal", "-journal"] where disk.files.kind(path + suffix) != nil {
            throw taken
        }
        guard let kind = disk.files.kind(path) else {
            // A ledger alone says that there was a store, and which.
            guard try LedgerCopy.isOurs(path, source, disk) else { throw taken }
            return
        }
        // A device or a link would be replaced by a file, and somebody needs it as it is.
        guard kind != .other else { throw taken }
        let head = try source.first("SELECT max(seq) FROM operation") { $0.int64(0) } ?? 0
        guard try isBackup(of: timeline, upTo: head), try LedgerCopy.isOurs(path, source, disk)
        else {
            throw taken
        }
    }

    /// A store in use keeps a log (WAL), a backup never does.
    private func isBackup(of timeline: RowID, upTo head: Int64) throws -> Bool {
        guard let made = try? HubService.connection(path, .readOnly, on: disk),
            let identity = try? HubIdentity(made), identity.timeline == timeline,
            let journal = try? made.first("PRAGMA journal_mode", map: { $0.text(0) }),
            let last = try? made.first("SELECT max(seq) FROM operation", map: { $0.int64(0) })
        else { return false }
        return journal != "wal" && last <= head
    }

    private var taken: SyncError {
        SyncError(
            "file.exists",
            "At OUT there is something that is no older backup of this store; choose another name."
        )
    }
}
