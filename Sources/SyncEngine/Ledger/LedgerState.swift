package import Storage
import SyncCore

/// How the ledger beside a store stands to the store.
package struct LedgerState: Sendable, Equatable {
    /// Whole lines in the file.
    package let lines: Int64
    /// Lines of the store that are not in the file yet.
    package let behind: Int64
    /// The digest of the file's last line, hexadecimal; two ledgers that end alike are alike.
    package let digest: String

    /// Reads both, also while a hub serves the store.
    ///
    /// Throws `ledger.missing`, `ledger.damaged`, `ledger.ahead` and `ledger.other`.
    package static func look(
        besideStore path: String,
        on disk: Disk = .system
    ) throws -> LedgerState {
        try look(besideStore: path, try HubService.connection(path, .readOnly, on: disk), disk)
    }

    static func look(
        besideStore path: String,
        _ store: Connection,
        _ disk: Disk
    ) throws -> LedgerState {
        // The file first: what is noted meanwhile can only be in the store then, and is no fault.
        guard let bytes = try LineFile(LedgerFile.path(ofStore: path), on: disk).read() else {
            throw SyncError.ledgerMissing
        }
        let kept = try Ledger.chain(store)
        let whole = try LedgerFile.compare(bytes, kept, flushed: try Ledger(store).flushed())
        let chain = try LedgerChain(Array(bytes.prefix(whole)))
        return LedgerState(
            lines: Int64(chain.entries.count),
            behind: Int64(kept.entries.count - chain.entries.count),
            digest: chain.entries.last?.digest ?? ""
        )
    }

    /// Writes the file anew from the store, and gives its lines and where the old file went.
    ///
    /// Throws `ledger.rebuild_refused` when the file there is whole and knows more than the store.
    package static func rebuild(
        besideStore path: String,
        on disk: Disk = .system
    ) throws -> (lines: Int64, aside: String?) {
        _ = try HubService.connection(path, .readOnly, on: disk)
        let lock = try StoreLock(storePath: path)
        return try withExtendedLifetime(lock) {
            let store = try HubService.connection(path, .readWrite, on: disk)
            try StoreKind.hub.migrator.migrate(store)
            let kept = try Ledger.chain(store)
            let file = LineFile(LedgerFile.path(ofStore: path), on: disk)
            if let bytes = try file.read(),
                let chain = try? LedgerChain(bytes), !chain.isBeginning(of: kept)
            {
                throw SyncError(
                    "ledger.rebuild_refused",
                    "The ledger is whole and knows more than the store: use 'dugnad restore'."
                )
            }
            let aside = try LedgerFile.rebuild(file, store)
            return (Int64(try Ledger.chain(store).entries.count), aside)
        }
    }
}
