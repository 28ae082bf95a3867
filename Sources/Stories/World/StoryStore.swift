import Storage
import SyncCore
import SyncEngine

/// Where a store of a story lives: in memory, or in a file that survives its process.
struct StoryStore {
    let path: String
    let kind: StoreKind

    var isFile: Bool { path != ":memory:" }

    var folder: String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    func open() throws -> Connection {
        var options = Connection.Options(durability: .none, cacheKibibytes: 1024)
        options.applicationID = kind.applicationID
        return try Connection(path: path, mode: .create, options: options)
    }
}

/// The hub of a story, on one connection for writing and reading.
final class StoryHub {
    let clock: StoryClock
    private var place: StoryStore
    private var restores = 0
    private let environment: Environment
    private var domain: StoryDomain
    private(set) var hub: Hub
    private(set) var reader: HubReader

    init(_ place: StoryStore, clock: StoryClock, random: StoryRandom, domain: StoryDomain) throws {
        self.place = place
        self.clock = clock
        self.domain = domain
        environment = Environment(now: { clock.now }, random: { random.bytes($0) })
        let store = try place.open()
        hub = try Hub.found(
            store,
            centre: "Frivilligsentralen",
            municipality: "4205",
            domain: domain,
            environment: environment
        )
        reader = try HubReader(store, domain: domain, environment: environment)
        if place.isFile { try hub.keepLedger(besideStore: place.path) }
    }

    /// Opens the store again, as a new process would.
    func restart() throws {
        let store = try place.open()
        hub = try Hub(store, domain: domain, environment: environment)
        reader = try HubReader(store, domain: domain, environment: environment)
        if place.isFile { try hub.keepLedger(besideStore: place.path) }
    }

    /// Goes on with another version of the program.
    func upgrade(to catalogue: Catalogue) throws {
        let store = hub.store
        domain = domain.with(catalogue)
        hub = try Hub(store, domain: domain, environment: environment)
        reader = try HubReader(store, domain: domain, environment: environment)
        if place.isFile { try hub.keepLedger(besideStore: place.path) }
    }

    /// Forgets all that may be forgotten; says whether there was anything.
    func compact() throws -> Bool {
        var sum = CompactionReport()
        var isFirst = true
        while true {
            let afresh = isFirst
            isFirst = false
            let step = try write { try $0.compactStep(afresh: afresh) }
            sum += step.report
            if step.isDone { return sum != CompactionReport() }
        }
    }

    /// Copies the store, as `dugnad backup` does.
    func backup(as name: String) throws {
        let copied = try StoreBackup.take(from: place.path, to: backup(name))
        _ = try write { try $0.noteDurable(through: copied.seq) }
    }

    /// Goes on with a copy, as after `dugnad restore` with the latest ledger.
    func restore(from name: String) throws {
        restores += 1
        let path = place.folder + "/hub-\(restores).db"
        _ = try StoreBackup.restore(
            from: backup(name),
            to: path,
            ledger: .file(place.path + ".ledger"),
            domain: domain,
            environment: environment
        )
        place = StoryStore(path: path, kind: .hub)
        try restart()
    }

    private func backup(_ name: String) -> String { "\(place.folder)/\(name).backup" }

    /// How many operations had each verdict; the hub's own are left out.
    func verdicts() throws -> [Verdict: Int] {
        let outcomes = try hub.store.all("SELECT outcome FROM operation WHERE origin <> 0") {
            $0.bytes(0)
        }
        var counts: [Verdict: Int] = [:]
        for bytes in outcomes {
            counts[try Outcome(try JSONValue.parse(bytes)).verdict, default: 0] += 1
        }
        return counts
    }

    /// Runs a job in a transaction, as the writer does.
    func write<R>(_ job: (Hub) throws -> R) throws -> R {
        let value: R
        do {
            value = try hub.store.transaction { try job(hub) }
        } catch {
            hub.undone()
            throw error
        }
        try hub.afterCommit()
        return value
    }
}
