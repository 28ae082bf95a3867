import Glibc
package import Storage
package import SyncCore
import Synchronization

/// A hub's store in use: its lock, its one writer and its readers.
///
/// One process at a time has one of these for a store. What it gives out is told only after the commit.
package final class HubService: Sendable {
    /// Numbers of scopes that a commit changed.
    package typealias Listener = @Sendable (Set<Int64>) -> Void

    package let path: String
    package let domain: any Domain
    package let environment: Environment
    private let lock: StoreLock
    private let writer: Writer<Hub>
    private let readers: ReaderPool<HubReader>
    private let hearing = Mutex(Hearing())
    private let counter: CommitCounter
    /// What pulls found that found nothing new.
    package let idlePulls = IdlePulls()

    // A struct around it: a closure that is read out of a generic box by itself is wrapped once more at each
    // reading, so that a call goes deeper after every commit until the stack is used up.
    private struct Hearing {
        var listener: Listener?
    }

    /// Opens the store at `path`, taking its lock.
    ///
    /// Throws `store.locked` when another process has it, `store.not_founded`, `ledger.ahead` and the other
    /// faults of the ledger beside the store, and all that opening a store can throw.
    package init(
        path: String,
        domain: any Domain,
        environment: Environment,
        readers: Int = 2,
        limits: WriterLimits = .init()
    ) throws {
        self.path = path
        self.domain = domain
        self.environment = environment
        // Recognised first: beside a file that is no store of ours no lock is left.
        let disk = environment.disk
        _ = try Self.connection(path, .readOnly, on: disk)
        lock = try StoreLock(storePath: path)
        let counter = CommitCounter()
        self.counter = counter
        writer = try Writer(
            limits: limits,
            undone: { $0.undone() },
            committed: {
                // First of all, and whatever comes of the rest: the store has moved.
                counter.add()
                try $0.afterCommit()
            }
        ) {
            let store = try Self.connection(path, .readWrite, on: disk)
            let hub = try Hub(store, domain: domain, environment: environment)
            try hub.keepLedger(besideStore: path)
            try hub.note(in: try InHand(path: InHand.path(beside: path)))
            return (store, hub)
        }
        self.readers = try ReaderPool(count: readers) {
            try Self.reader(path: path, domain: domain, environment: environment)
        }
    }

    /// Makes a new store for a centre at `path` and returns the centre's id.
    ///
    /// Throws `store.founded` when there is a hub already, and `ledger.exists` where the ledger of another
    /// one lies; they are left as they are.
    package static func found(
        path: String,
        centre: String,
        municipality: String?,
        domain: any Domain,
        environment: Environment
    ) throws -> RowID {
        try prepare(path, environment.disk)
        let lock = try StoreLock(storePath: path)
        return try withExtendedLifetime(lock) {
            let store = try connection(path, .create, on: environment.disk)
            try requireNoLedger(path, store, environment.disk)
            let hub = try Hub.found(
                store,
                centre: centre,
                municipality: municipality,
                domain: domain,
                environment: environment
            )
            try hub.keepLedger(besideStore: path)
            return hub.identity.centre
        }
    }

    /// A ledger without its store says that there was one, which is not to be replaced by an empty one.
    private static func requireNoLedger(
        _ path: String,
        _ store: Connection,
        _ disk: Disk
    ) throws {
        try StoreKind.hub.migrator.migrate(store)
        let isFounded = try store.first("SELECT 1 FROM timeline LIMIT 1") { _ in true } ?? false
        guard !isFounded, disk.files.kind(LedgerFile.path(ofStore: path)) != nil else { return }
        throw SyncError(
            "ledger.exists",
            """
            There is the ledger of an earlier store at that place. Bring that store back with 'dugnad restore', \
            or move the ledger away.
            """
        )
    }

    /// Leaves a file alone that is no store, before a lock is made beside it; an empty one becomes
    /// its owner's alone, as a new one would be.
    private static func prepare(_ path: String, _ disk: Disk) throws {
        var about = stat()
        // A link is followed, as SQLite will.
        guard disk.vfs == nil, stat(path, &about) == 0 else { return }
        guard about.st_mode & S_IFMT == S_IFREG, about.st_size == 0 else {
            _ = try connection(path, .readOnly, on: disk)
            return
        }
        guard chmod(path, 0o600) == 0 else {
            throw SyncError("store.io", "The file there belongs to somebody else; choose another.")
        }
    }

    /// A read-only view of a store, also while another process serves it.
    package static func reader(
        path: String,
        domain: any Domain,
        environment: Environment
    ) throws -> HubReader {
        try HubReader(
            try connection(path, .readOnly, on: environment.disk),
            domain: domain,
            environment: environment
        )
    }

    /// Opens the file as a hub's store, and as nothing else.
    package static func connection(
        _ path: String,
        _ mode: Connection.Mode,
        on disk: Disk = .system
    ) throws -> Connection {
        var options = Connection.Options()
        options.disk = disk
        options.applicationID = StoreKind.hub.applicationID
        return try Connection(path: path, mode: mode, options: options)
    }

    /// Is told, after each commit and on the writer's thread, which scopes changed.
    package func listen(_ body: @escaping Listener) { hearing.withLock { $0.listener = body } }

    /// Runs a job on the hub and waits until it is committed.
    package func write<R: Sendable>(_ job: @escaping @Sendable (Hub) throws -> R) throws -> R {
        let (value, scopes) = try writer.perform { hub in
            (try job(hub), hub.takeChangedScopes())
        }
        tell(scopes)
        return value
    }

    /// Runs a job on the hub; the completion follows the commit, on the writer's thread.
    package func submit<R: Sendable>(
        _ job: @escaping @Sendable (Hub) throws -> R,
        completion: @escaping @Sendable (Result<R, any Error>) -> Void
    ) {
        writer.submit({ hub in (try job(hub), hub.takeChangedScopes()) }) { result in
            completion(result.map(\.0))
            if case .success(let (_, scopes)) = result { self.tell(scopes) }
        }
    }

    /// Writes edits as one operation of the office and waits for its outcome.
    package func submit(_ edits: [Edit]) throws -> Outcome {
        try write { try $0.submit(edits) }
    }

    /// How many commits there have been: each counts before anybody is told that it came about.
    ///
    /// Who reads the store and finds as many afterwards as before has read what is so now.
    package var commits: Int { counter.count }

    package func read<R: Sendable>(_ body: (HubReader) throws -> R) throws -> R {
        try readers.read(body)
    }

    /// Stores what waits, closes the store and lets its lock go: another may open it, also while this lives.
    package func close() {
        // The last connection to close moves the log into the store, and a reader may not.
        readers.close()
        writer.stop()
        lock.release()
    }

    private func tell(_ scopes: Set<Int64>) {
        guard !scopes.isEmpty else { return }
        hearing.withLock { $0.listener }?(scopes)
    }
}

/// Counts the commits of one writer.
private final class CommitCounter: Sendable {
    private let number = Atomic(0)

    var count: Int { number.load(ordering: .acquiring) }

    func add() { number.add(1, ordering: .acquiringAndReleasing) }
}
