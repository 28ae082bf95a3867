import Storage
package import SyncCore

extension StoreBackup {
    /// What a restored store is.
    package struct Restored: Sendable, Equatable {
        /// The new timeline, and the one it came from.
        package let timeline: RowID
        package let parent: RowID
        /// The last operation both have.
        package let forkedAt: Int64
        /// How many lines of the ledger the backup did not know; they were carried out again.
        package let applied: Int
    }

    /// Makes a new store from a backup: the same hub on a timeline of its own (DESIGN.md 3.13).
    ///
    /// What the ledger knows and the backup does not is carried out before the store has its name. Devices
    /// that have seen more than the backup holds are rebuilt at their next contact and send again what was
    /// answered after it. Nothing is ever overwritten: throws `store.exists` when there is a file at `path`,
    /// `store.corrupt` for a damaged backup, `ledger.needed` where no ledger is found, `ledger.damaged`,
    /// `ledger.other`, and what opening a store can throw.
    package static func restore(
        from copy: String,
        to path: String,
        ledger: LedgerSource = .beside,
        domain: any Domain,
        environment: Environment
    ) throws -> Restored {
        // Asked before the lock, so that none is left beside somebody's file, and again under it.
        let disk = environment.disk
        try requireFree(path, disk)
        try check(copy, disk)
        let lock = try StoreLock(storePath: path)
        return try withExtendedLifetime(lock) {
            try requireFree(path, disk)
            let known = try LedgerSearch(backup: copy, target: path, disk: disk).find(ledger)
            return try build(
                copy,
                path,
                LedgerPlan(known: known, path: LedgerFile.path(ofStore: path), disk: disk),
                domain,
                environment
            )
        }
    }

    private static func requireFree(_ path: String, _ disk: Disk) throws {
        for suffix in ["", "-wal", "-journal"] where disk.files.kind(path + suffix) != nil {
            throw SyncError(
                "store.exists",
                "There is a file at that place already; restore to a new one."
            )
        }
    }

    private static func build(
        _ copy: String,
        _ path: String,
        _ plan: LedgerPlan,
        _ domain: any Domain,
        _ environment: Environment
    ) throws -> Restored {
        let draft = path + ".restoring"
        let disk = environment.disk
        // The log of a draft that was cut off would be read into this one, whatever backup it was made of.
        disk.files.removeStore(draft)
        defer { disk.files.removeStore(draft) }
        try backup(from: try HubService.connection(copy, .readOnly, on: disk), to: draft)
        let restored = try fork(draft, plan, domain, environment)
        // Only a store that is whole and knows its timeline and its ledger ever has its name.
        try disk.files.rename(draft, to: path)
        return restored
    }

    private static func check(_ copy: String, _ disk: Disk) throws {
        let store = try HubService.connection(copy, .readOnly, on: disk)
        let problems = try store.integrityProblems(limit: 3)
        guard problems.isEmpty else {
            throw SyncError("store.corrupt", "The backup is damaged; use an older one.")
        }
    }

    private static func fork(
        _ draft: String,
        _ plan: LedgerPlan,
        _ domain: any Domain,
        _ environment: Environment
    ) throws -> Restored {
        let store = try HubService.connection(draft, .readWrite, on: environment.disk)
        try StoreKind.hub.migrator.migrate(store)
        let parent = try HubIdentity(store).timeline
        let timeline = environment.newID()
        let head = try store.first("SELECT max(seq) FROM operation") { $0.int64(0) } ?? 0
        let applied = try store.transaction {
            try begin(timeline, after: parent, at: head, in: store, environment)
            let hub = try Hub(migrated: store, domain: domain, environment: environment)
            return try plan.apply(to: hub, timeline: timeline, parent: parent, forkedAt: head)
        }
        // Before the store has its name: a ledger that is ahead is found out, one that is behind is not.
        try plan.write(from: store)
        try store.checkpoint(truncate: true)
        return Restored(timeline: timeline, parent: parent, forkedAt: head, applied: applied)
    }

    private static func begin(
        _ timeline: RowID,
        after parent: RowID,
        at head: Int64,
        in store: Connection,
        _ environment: Environment
    ) throws {
        try store.run(
            "INSERT INTO timeline (id, parent, forked_at, started) VALUES (?1, ?2, ?3, ?4)",
            timeline,
            parent,
            head,
            environment.now()
        )
        // What an earlier backup covered on the old timeline is covered still, and no more than that.
        let meta = Meta(store: store)
        let covered = try meta["durableThrough"].flatMap { Int64($0) } ?? 0
        try meta.set("durableThrough", String(min(covered, head)))
    }
}
