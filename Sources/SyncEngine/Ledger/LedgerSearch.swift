import Storage
import SyncCore

/// Which ledger a restore goes by.
package enum LedgerSource: Sendable, Equatable {
    /// What lies beside the new store's place and beside the backup.
    case beside
    /// This file as well.
    case file(String)
    /// Only what the backup itself holds: who was erased since may come back.
    case none
}

/// Looks for ledgers where a restore finds them.
struct LedgerSearch {
    /// The backup, and the place of the store to be made.
    let backup: String
    let target: String
    let disk: Disk

    /// All ledgers there are; throws `ledger.needed` where there is none and none was renounced.
    func find(_ source: LedgerSource) throws -> [LedgerChain] {
        guard source != .none else { return [] }
        // First what lies where the store will: of two equally long ones it is the one that is added to.
        var paths = [LedgerFile.path(ofStore: target), LedgerFile.path(ofStore: backup)]
        if case .file(let path) = source { paths.insert(path, at: 1) }
        var found: [LedgerChain] = []
        for path in paths {
            if let chain = try read(path) {
                found.append(chain)
            } else if source == .file(path) {
                throw SyncError("ledger.missing", "The ledger that was named is not there.")
            }
        }
        guard !found.isEmpty else { throw Self.needed }
        return found
    }

    private func read(_ path: String) throws -> LedgerChain? {
        guard let bytes = try LineFile(path, on: disk).read() else { return nil }
        let chain = try LedgerChain(bytes)
        return chain.entries.isEmpty ? nil : chain
    }

    private static let needed = SyncError(
        "ledger.needed",
        """
        No ledger lies beside the backup or the new store's place. Give the latest with --ledger: it says who \
        was erased and which devices were shut out since. Without it they may come back (--without-ledger).
        """
    )
}
