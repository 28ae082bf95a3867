import CSQLite

/// How far a backup has come.
package struct BackupProgress: Sendable, Equatable {
    /// Pages (of 4,096 bytes) copied so far.
    package let pagesDone: Int
    /// Pages in all.
    package let pages: Int
}

/// Copies a store to a file while others go on reading and writing it.
///
/// The copy is the state at the start. It is written beside its place, checked in full, flushed, and only
/// then given its name, so that a file of that name is always a whole backup; an older one is replaced.
/// The source's log cannot be folded back meanwhile, so a long backup makes it grow.
///
/// - Parameters:
///   - source: A connection of its own, without an open transaction, such as a read-only one.
///   - progress: Called after every step; throwing stops the backup and leaves nothing behind.
/// - Throws: `store.full`, `store.io`, `store.read_only`, `store.missing`, and `store.corrupt` when the copy
///   is damaged, which mostly means that the source is.
package func backup(
    from source: Connection,
    to path: String,
    pagesPerStep: Int = 1_024,
    progress: (BackupProgress) throws -> Void = { _ in }
) throws {
    guard !source.isInTransaction else {
        throw StorageError(.failed, "Finish the transaction before the backup.")
    }
    let files = source.options.disk.files
    guard !files.isSame(source.path, path) else {
        throw StorageError(.failed, "A store cannot be its own backup; give another name.")
    }
    let partial = path + ".partial"
    files.removeStore(partial)
    do {
        // One snapshot over all steps: otherwise each commit would start the copy again.
        try source.snapshot {
            try copy(source, to: partial, pagesPerStep: pagesPerStep, progress: progress)
        }
        try files.flush(partial)
        try files.rename(partial, to: path)
    } catch {
        files.removeStore(partial)
        throw error
    }
}

private func copy(
    _ source: Connection,
    to path: String,
    pagesPerStep: Int,
    progress: (BackupProgress) throws -> Void
) throws {
    // Flushed once at the end and read before it is named: a journal would only write all twice.
    let target = try Connection(
        path: path,
        mode: .create,
        options: .init(durability: .none, usesLog: false, disk: source.options.disk)
    )
    try copyPages(source, target, pagesPerStep: pagesPerStep, progress: progress)
    // The copied header asks for a log; a backup is one file, readable from a write-protected disk.
    try target.execute("PRAGMA journal_mode = DELETE")
    let problems = try target.integrityProblems(limit: 3)
    guard problems.isEmpty else {
        throw StorageError(
            .corrupt,
            "The copy is damaged; check the store itself. \(problems.joined(separator: "; "))"
        )
    }
}

private func copyPages(
    _ source: Connection,
    _ target: Connection,
    pagesPerStep: Int,
    progress: (BackupProgress) throws -> Void
) throws {
    guard let job = sqlite3_backup_init(target.handle, "main", source.handle, "main") else {
        throw StorageError(result: sqlite3_errcode(target.handle), handle: target.handle)
    }
    defer { sqlite3_backup_finish(job) }
    var result = SQLITE_OK
    while result == SQLITE_OK {
        result = sqlite3_backup_step(job, Int32(pagesPerStep))
        guard result == SQLITE_OK || result == SQLITE_DONE else {
            throw StorageError(result: result, handle: nil)
        }
        let pages = Int(sqlite3_backup_pagecount(job))
        try progress(
            .init(pagesDone: pages - Int(sqlite3_backup_remaining(job)), pages: pages)
        )
    }
}
