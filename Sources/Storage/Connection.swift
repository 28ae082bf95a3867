import CSQLite
import Glibc

/// One open SQLite store.
///
/// It is deliberately not Sendable. SQLite is opened with `SQLITE_OPEN_NOMUTEX`, which leaves out its
/// own locks (https://www.sqlite.org/threadsafe.html), so two threads must never be inside one
/// connection at once. Let a `Writer` or a `ReaderPool` own it, or keep it on the thread that made it.
///
///     let store = try Connection(path: path, mode: .create)
///     try store.run("INSERT INTO note (id, text) VALUES (?1, ?2)", id, text)
///     let texts = try store.all("SELECT text FROM note") { $0.text(0) }
package final class Connection {
    /// The file, as it was given; `:memory:` has none.
    package let path: String
    /// How it was opened.
    package let mode: Mode
    let options: Options
    let handle: OpaquePointer
    let statements: StatementCache
    /// How many of our transactions are open, inner savepoints included.
    var depth = 0

    /// Opens the store at `path`; `:memory:` makes one that lives as long as the connection.
    ///
    /// - Throws: `store.missing`, `store.not_ours`, `store.corrupt`, `store.read_only`, `store.io`,
    ///   `store.sqlite_too_old`. A file that is refused is left as it was.
    package init(
        path: String,
        mode: Mode,
        options: Options = .init()
    ) throws(StorageError) {
        try Self.requireLibrary()
        self.path = path
        self.mode = mode
        self.options = options
        self.statements = StatementCache(capacity: options.cachedStatements)
        self.handle = try Self.open(path, mode, options.disk)
        try configure()
    }

    deinit {
        statements.removeAll()
        // v2 outlives a statement that somebody still holds; plain close would leak the connection.
        sqlite3_close_v2(handle)
    }

    /// How many rows the last INSERT, UPDATE or DELETE touched, triggers not counted.
    package var changes: Int { Int(sqlite3_changes64(handle)) }

    /// How many rows all statements of this connection touched so far, also those undone since.
    package var totalChanges: Int64 { sqlite3_total_changes64(handle) }

    /// The rowid of the last row inserted on this connection.
    package var lastInsertRowID: Int64 { sqlite3_last_insert_rowid(handle) }

    /// Whether a transaction is open on this connection.
    package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    var isInMemory: Bool { path == ":memory:" }

    private static func open(
        _ path: String,
        _ mode: Mode,
        _ disk: Disk
    ) throws(StorageError) -> OpaquePointer {
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        switch mode {
        case .create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .readWrite: flags |= SQLITE_OPEN_READWRITE
        case .readOnly: flags |= SQLITE_OPEN_READONLY
        }
        let isSystem = disk.vfs == nil
        if mode == .create, isSystem { makePrivateFile(path) }
        let isProtected = mode == .readOnly && isSystem && isWriteProtected(path)
        if isProtected { flags |= SQLITE_OPEN_URI }
        let name = isProtected ? immutableName(path) : plainName(path)
        var opened: OpaquePointer?
        let result = sqlite3_open_v2(name, &opened, flags, disk.vfs)
        guard result == SQLITE_OK, let handle = opened else {
            // Even a failed open gives a handle, to read the error from and to close.
            defer { sqlite3_close_v2(opened) }
            throw openFailure(result, opened, path, mode, disk)
        }
        return handle
    }

    // SQLite would make a file that everybody may read. Only a file that nobody has open yet is touched:
    // closing any descriptor of a file drops this process's locks on it.
    // https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    private static func makePrivateFile(_ path: String) {
        guard path != ":memory:" else { return }
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    // Debian's SQLite reads names beginning with "file:" as URIs; a leading path makes them plain.
    static func plainName(_ path: String) -> String {
        path == ":memory:" || path.hasPrefix("/") ? path : "./" + path
    }

    private static func openFailure(
        _ result: Int32,
        _ handle: OpaquePointer?,
        _ path: String,
        _ mode: Mode,
        _ disk: Disk
    ) -> StorageError {
        let cannotOpen = result & 0xff == SQLITE_CANTOPEN
        guard cannotOpen, isMissing(path, disk) else {
            return StorageError(result: result, handle: handle)
        }
        let advice = mode == .create ? "make the folder it should lie in" : "check the path"
        return StorageError(.missing, "There is no store there; \(advice).", sqliteCode: result)
    }
    // A file that may not be looked at is not missing.
    private static func isMissing(_ path: String, _ disk: Disk) -> Bool {
        guard disk.vfs == nil else { return disk.files.kind(path) == nil }
        return access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)
    }
}
