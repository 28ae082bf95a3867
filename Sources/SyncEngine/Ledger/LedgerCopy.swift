import Storage
import SyncCore

/// The ledger's copy beside a backup.
struct LedgerCopy {
    private let live: LineFile
    private let copy: LineFile

    init(of store: String, beside backup: String, on disk: Disk) {
        live = LineFile(LedgerFile.path(ofStore: store), on: disk)
        copy = LineFile(LedgerFile.path(ofStore: backup), on: disk)
    }

    /// Writes what the live ledger holds by now, at least what the backup itself does; never goes back.
    func make(_ backup: Connection) throws {
        guard try StoreKind.hub.migrator.isUpToDate(backup) else { return }
        var chain = try Ledger.chain(backup)
        if let bytes = try live.read(), let newer = try? LedgerChain(bytes),
            chain.isBeginning(of: newer)
        {
            chain = newer
        }
        if let bytes = try copy.read(), let held = try? LedgerChain(bytes),
            chain.isBeginning(of: held)
        {
            return
        }
        try copy.create(chain.bytes)
    }

    /// Whether the ledger beside a backup's place, if there is one, belongs to this store.
    static func isOurs(_ backup: String, _ store: Connection, _ disk: Disk) throws -> Bool {
        let file = LineFile(LedgerFile.path(ofStore: backup), on: disk)
        guard let bytes = try file.read(), !bytes.isEmpty else { return true }
        let first = try store.first("SELECT id FROM timeline ORDER BY position LIMIT 1") {
            $0.id(0)
        }
        guard let chain = try? LedgerChain(bytes), let first = first ?? nil else { return false }
        return chain.entries.first?.id("store") == first
    }
}
