import Storage
import SyncCore

extension Hub {
    /// What has to be done between a commit and the answers that depend on it.
    ///
    /// Throws what writing the ledger's file throws: the facts are stored then, and told to nobody.
    package func afterCommit() throws {
        if ledger.hasNews {
            try ledgerFile?.tell(store)
            ledger.isTold(ledgerFile?.lines)
        }
        emptyLog()
    }

    /// Ties the hub to the ledger's file beside its store; throws what comparing the two throws.
    package func keepLedger(besideStore path: String) throws {
        let file = try LedgerFile(storePath: path, store, on: environment.disk)
        ledgerFile = file
        ledger.isTold(file.lines)
        owesEmptyLog = try store.first("SELECT 1 FROM erased LIMIT 1") { _ in true } ?? false
        emptyLog()
    }

    /// Empties the log after an erasure, so that nothing of it is left there.
    ///
    /// Readers end soon; while one does not, it is tried again after every commit.
    private func emptyLog() {
        guard owesEmptyLog, (try? store.emptyLogNow()) == true else { return }
        owesEmptyLog = false
        // Where this cannot be noted the certificate goes on saying that it was not done.
        try? store.transaction { try Meta(store: store).set(Self.logEmptied, String(try head())) }
    }
}
