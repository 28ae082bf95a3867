import Storage
import SyncCore

/// What a restore does with the ledgers it found.
struct LedgerPlan {
    /// The ledgers found.
    let known: [LedgerChain]
    /// Where the restored store's own is to lie.
    let path: String
    let disk: Disk

    /// Carries out what the backup does not know; gives how many lines that was.
    ///
    /// Of several ledgers the longest counts, and what only another one knows is added to it.
    func apply(
        to hub: Hub,
        timeline: RowID,
        parent: RowID,
        forkedAt: Int64
    ) throws -> Int {
        try hub.ledger.begin()
        let own = try hub.ledger.chain()
        let store = own.entries.first?.id("store")
        guard known.allSatisfy({ $0.entries.first?.id("store") == store }) else {
            throw SyncError.ledgerOther
        }
        let all = [own] + known
        var whole = all.max { $0.entries.count < $1.entries.count } ?? own
        for chain in all { whole.adopt(chain) }
        let done = Set(own.entries.map(\.meaning))
        let news = whole.entries.filter { !done.contains($0.meaning) }
        try hub.store.run("DELETE FROM ledger")
        for entry in whole.entries { try hub.ledger.put(entry) }
        try LedgerReplay(hub, whole).run(news)
        try hub.ledger.note(
            .restored,
            [
                "timeline": timeline.json, "parent": parent.json, "forkedAt": .integer(forkedAt),
            ],
            at: max(hub.environment.now(), whole.entries.map(\.at).max() ?? .min)
        )
        return news.count
    }

    /// Writes the ledger beside the new store's place; one that lies there is only ever added to.
    func write(from store: Connection) throws {
        let file = LineFile(path, on: disk)
        let chain = try Ledger.chain(store)
        if let bytes = try file.read() {
            let held = try? LedgerChain(bytes)
            if held?.isBeginning(of: chain) != true { _ = try file.setAside() }
        }
        try file.create(chain.bytes)
        try store.transaction { try LedgerFile.mark(store) }
    }
}
