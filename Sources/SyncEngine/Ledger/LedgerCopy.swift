import Glibc
import Storage
import SyncCore

/// The ledger's copy beside a backup.
struct LedgerCopy {
    private let live: LineFile
    private let copy: LineFile

    init(of store: String, beside backup: String) {
        live = LineFile(LedgerFile.path(ofStore: store))
        copy = LineFile(LedgerFile.path(ofStore: backup))
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
    static func isOurs(_ backup: String, _ store: Connection) throws -> Bool {
        guard let bytes = try LineFile(LedgerFile.path(ofStore: backup)).read() else { return true }
        guard let held = try? LedgerChain(bytes), let first = held.entries.first else {
            return bytes.isEmpty
        }
        return first.id("store")
            == (try store.first("SELECT id FROM timeline ORDER BY position LIMIT 1") {
                RowID(bytes: $0.bytes(0))
            } ?? nil)
    }
}
