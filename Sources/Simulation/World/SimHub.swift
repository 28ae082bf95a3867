import Coordination
import Glibc
import Schema
import Storage
import SyncCore
import SyncEngine

/// The hub of a world, on one connection for writing and reading.
final class SimHub {
    let clock: SimClock
    let probe: HubProbe
    let environment: Environment
    /// The domain the hub runs, with faults put in; and without, for the oracle.
    let domain: SimDomain
    private(set) var hub: Hub
    private(set) var reader: HubReader
    /// What a running process remembers of pulls that found nothing new.
    private(set) var idlePulls = IdlePulls()
    private(set) var commits = 0
    private let folder: String?
    private var generation = 0
    /// What stood in the file beside the store when the process died.
    private var lastWords: [UInt8] = []
    /// Called when a transaction has been committed, and when one was undone.
    var committed: () throws -> Void = {}
    var undone: () -> Void = {}
    /// Called with the operation that was in hand when the process died.
    var diedAt: (OperationBook.Key) -> Void = { _ in }

    // Read once: every world makes a hub and devices, and a sweep thousands of worlds.
    private static let standard = Result { try Catalogue(Schema.catalogue) }

    static func catalogue() throws -> Catalogue { try standard.get() }

    init(
        _ scenario: Scenario,
        folder: String?,
        clock: SimClock,
        probe: HubProbe
    ) throws {
        self.folder = folder
        self.clock = clock
        self.probe = probe
        let random = SimRandom("hub", seed: scenario.seed)
        environment = Environment(now: { clock.now }, random: { random.bytes($0) })
        domain = SimDomain(
            base: VolunteerDomain(try Self.catalogue()),
            setup: scenario.setup,
            probe: probe
        )
        let store = try Self.open(folder.map { "\($0)/hub-0.db" } ?? ":memory:")
        hub = try Hub.found(
            store,
            centre: "Frivilligsentralen",
            municipality: "4205",
            domain: domain,
            environment: environment
        )
        reader = try HubReader(store, domain: domain, environment: environment)
        try refuseUnstorable()
        if folder != nil { try keepBeside(store.path) }
        probe.dies = { [unowned self] in noteLastWords() }
    }

    /// Makes one name of a zone fail in SQL, in the statement that writes it.
    private func refuseUnstorable() throws {
        for event in ["INSERT ON main.state", "UPDATE OF wire ON main.state"] {
            let name = event.prefix(6).lowercased()
            try hub.store.execute(
                """
                CREATE TEMP TRIGGER IF NOT EXISTS unstorable_\(name) BEFORE \(event)
                WHEN NEW.entity = \(domain.catalogue["cleanupZone"]?.number ?? 0)
                    AND instr(NEW.wire, CAST('"\(Plants.unstorable)"' AS BLOB)) > 0
                BEGIN SELECT RAISE(ABORT, 'unstorable'); END
                """
            )
        }
    }

    private func keepBeside(_ path: String) throws {
        try hub.keepLedger(besideStore: path)
        try hub.note(in: try InHand(path: InHand.path(beside: path)))
    }

    private static func open(_ path: String) throws -> Connection {
        var options = Connection.Options(durability: .none, cacheKibibytes: 2048)
        options.applicationID = StoreKind.hub.applicationID
        return try Connection(path: path, mode: .create, options: options)
    }

    /// Runs a job in a transaction, as the writer does.
    func write<R>(_ job: (Hub) throws -> R) throws -> R {
        let value: R
        do {
            value = try hub.store.transaction {
                let value = try job(hub)
                probe.observe()
                return value
            }
        } catch {
            hub.undone()
            undone()
            throw error
        }
        commits += 1
        try hub.afterCommit()
        try committed()
        return value
    }

    /// As `write`, but the machine stops before the commit; the value is what would have been.
    func writeInVain<R>(_ job: (Hub) throws -> R) throws -> R {
        var value: R?
        do {
            try hub.store.transaction {
                value = try job(hub)
                throw SimStop()
            }
        } catch is SimStop {}
        try restart()
        guard let value else { throw SimStop() }
        return value
    }

    /// Runs jobs in one transaction, each so that its failure is its own, as the writer's groups do.
    func writeGroup<R>(
        _ jobs: [(Hub) throws -> R],
        isLost: Bool = false
    ) throws -> [Result<R, SyncError>] {
        let isFaulty = probe.fault != nil
        do { return try writeTogether(jobs, isLost: isLost) } catch let error as StorageError {
            // Undone whole, as when the store is full: then each has its turn alone, as the writer does it.
            guard isFaulty, probe.fault == nil, probe.fuse == nil, error.code == .full else {
                throw error
            }
            return try jobs.flatMap { try writeTogether([$0], isLost: isLost) }
        }
    }

    private func writeTogether<R>(
        _ jobs: [(Hub) throws -> R],
        isLost: Bool
    ) throws -> [Result<R, SyncError>] {
        func run(_ hub: Hub) throws -> [Result<R, SyncError>] {
            try jobs.map { job in
                do { return .success(try hub.store.savepoint { try job(hub) }) } catch {
                    guard let error = error as? SyncError else { throw error }
                    hub.undone()
                    return .failure(error)
                }
            }
        }
        return isLost ? try writeInVain(run) : try write(run)
    }

    /// Forgets what nobody needs any more, in as many steps as it takes.
    func compact() throws {
        var isFirst = true
        while true {
            let afresh = isFirst
            isFirst = false
            if try write({ try $0.compactStep(afresh: afresh) }).isDone { return }
        }
    }

    // MARK: What is in hand when the process dies

    // Swift runs its defers where a process that died runs none: what they put down is put back.
    private func noteLastWords() {
        guard let file = fopen(InHand.path(beside: hub.store.path), "r") else { return }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 24)
        lastWords = fread(&bytes, 1, bytes.count, file) == bytes.count ? bytes : []
    }

    private func leaveLastWords() throws {
        guard !lastWords.isEmpty else { return }
        defer { lastWords = [] }
        guard let file = fopen(InHand.path(beside: hub.store.path), "r+") else { return }
        defer { fclose(file) }
        guard fwrite(lastWords, 1, lastWords.count, file) == lastWords.count else {
            throw SimStop()
        }
        let number = lastWords.suffix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        if number > 0, let incarnation = RowID(bytes: Array(lastWords.prefix(16))) {
            diedAt(OperationBook.Key(incarnation: incarnation, number: number))
        }
    }

    /// Opens the store again, as a new process would.
    func restart() throws {
        probe.fuse = nil
        let path = hub.store.path
        try leaveLastWords()
        try use(path == ":memory:" ? hub.store : try Self.open(path))
        undone()
    }

    private func use(_ store: Connection) throws {
        hub = try Hub(store, domain: domain, environment: environment)
        try refuseUnstorable()
        if store.path != ":memory:" { try keepBeside(store.path) }
        reader = try HubReader(store, domain: domain, environment: environment)
        idlePulls = IdlePulls()
    }

    private func file(_ name: String) throws -> String {
        guard let folder else { throw SimStop() }
        return "\(folder)/\(name)"
    }

    /// Copies the store as `dugnad backup` does; gives the last operation in the copy.
    func backup() throws -> Int64 {
        let copied = try StoreBackup.take(from: hub.store.path, to: try file("backup.db"))
        try write { _ = try $0.noteDurable(through: copied.seq) }
        return copied.seq
    }

    /// Puts the last backup in the place of the store, as `dugnad restore` does; gives the fork.
    func restore() throws -> Int64 {
        generation += 1
        let ledger = hub.store.path + ".ledger"
        let path = try file("hub-\(generation).db")
        let restored = try StoreBackup.restore(
            from: try file("backup.db"),
            to: path,
            ledger: .file(ledger),
            domain: domain,
            environment: environment
        )
        try use(try Self.open(path))
        return restored.forkedAt
    }
}

/// The end of something that is to end here.
struct SimStop: Error {}
