package import Storage
package import SyncCore

/// Copies of a hub's store, and what is made of them.
package enum StoreBackup {
    /// What a backup holds.
    package struct Copied: Sendable, Equatable {
        /// The last operation in it.
        package let seq: Int64
        package let timeline: RowID
        /// Whether the store has noted that what its devices hold up to `seq` is covered.
        package var isNoted: Bool
    }

    /// Copies the store at `path` to `copy` while others go on using it, and checks the copy in
    /// full; the ledger is copied beside it.
    ///
    /// Throws what `Storage.backup` throws, `store.not_founded` for a store that is no hub's, and
    /// `file.exists` where something lies at `copy` that is no older backup of this store.
    package static func take(
        from path: String,
        to copy: String,
        on disk: Disk = .system,
        progress: (BackupProgress) throws -> Void = { _ in }
    ) throws -> Copied {
        let source = try HubService.connection(path, .readOnly, on: disk)
        let identity = try HubIdentity(source)
        try BackupPlace(copy, on: disk).check(for: identity.timeline, from: source)
        try backup(from: source, to: copy, progress: progress)
        // Read from the copy: the store has gone on since.
        let made = try HubService.connection(copy, .readOnly, on: disk)
        try LedgerCopy(of: path, beside: copy, on: disk).make(made)
        return Copied(
            seq: try made.first("SELECT max(seq) FROM operation") { $0.int64(0) } ?? 0,
            timeline: try HubIdentity(made).timeline,
            isNoted: false
        )
    }
}

extension HubService {
    /// As `StoreBackup.take`, of this store; devices may then forget answers that the copy holds.
    package func backup(
        to copy: String,
        progress: (BackupProgress) throws -> Void = { _ in }
    ) throws -> StoreBackup.Copied {
        var copied = try StoreBackup.take(
            from: path,
            to: copy,
            on: environment.disk,
            progress: progress
        )
        let seq = copied.seq
        _ = try write { hub in
            try hub.noteBackup(copy, through: seq)
            return try hub.noteDurable(through: seq)
        }
        copied.isNoted = true
        return copied
    }
}

extension Hub {
    /// Notes that a backup holds every operation up to `seq`, and returns what is noted now.
    ///
    /// It never goes back, nor beyond the last operation there is.
    @discardableResult package func noteDurable(through seq: Int64) throws -> Int64 {
        let meta = Meta(store: store)
        let held = try meta["durableThrough"].flatMap { Int64($0) } ?? 0
        let noted = max(held, min(seq, try head()))
        try meta.set("durableThrough", String(noted))
        return noted
    }
}
