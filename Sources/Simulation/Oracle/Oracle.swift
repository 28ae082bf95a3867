import Coordination
import Storage
import SyncCore
import SyncEngine

/// Watches a world from outside and says when a promise does not hold.
///
/// It knows what was made, sent, answered and stored; how hub and replicas come to what they do it does not
/// ask them. The first thing found is kept: what follows from it says nothing new.
final class Oracle {
    let catalogue: Catalogue
    /// The domain without any fault put in.
    let domain: VolunteerDomain
    private(set) var failure: SimFailure?
    var book = OperationBook()
    var model = HubModel()
    private var watch = HubWatch()
    /// The bytes that came first under each number that was free.
    private(set) var delivered: [OperationBook.Key: [UInt8]] = [:]
    private var arrivals: Set<OperationBook.Key> = []
    /// What the office's next operation is.
    var officeEdits: [Edit] = []
    /// The model as of the last backup.
    private var saved: HubModel?
    /// Timelines before the present one.
    private(set) var forks: [Fork] = []
    /// The last sequence number served to a device, by timeline.
    var served: [String: [RowID: Int64]] = [:]
    /// Devices by the incarnations' numbers; without the office.
    private(set) var devices: [Int64: RowID] = [:]
    /// How often the hub's process died with an operation in hand.
    var deaths: [OperationBook.Key: Int] = [:]
    private var placed: (seq: Int64, scopes: [RowID: Set<String>])?
    /// The hub's clock, by which what is lent comes to its end.
    var hubClock: () -> Int64 = { 0 }
    /// Names of rows, for messages.
    var nameOf: (RowID) -> String = { $0.description }

    init(_ domain: VolunteerDomain) {
        self.domain = domain
        catalogue = domain.catalogue
    }

    func fail(_ promise: Promised, _ message: String) {
        if failure == nil { failure = SimFailure(promise: promise, message: message) }
    }

    func require(_ isHeld: Bool, _ promise: Promised, _ message: @autoclosure () -> String) {
        if !isHeld { fail(promise, message()) }
    }

    // MARK: What the hub does

    func observe(_ store: Connection) {
        do { try watch.read(store) } catch {
            fail(.errors, "the hub's tables cannot be read: \(error)")
        }
    }

    /// Looks at what has been committed.
    func committed(_ store: Connection) throws {
        let news = watch.take()
        arrivals = []
        guard !news.isEmpty else { return }
        try readDevices(store)
        for observation in news { try look(at: observation) }
        officeEdits = []
    }

    func undone() {
        watch.forget(downTo: model.lastSeq)
        arrivals = []
    }

    /// Notes an operation that is brought to the hub; under a number that is taken it cannot be stored.
    func deliver(_ bytes: [UInt8], as key: OperationBook.Key) {
        guard !model.taken.contains(key), arrivals.insert(key).inserted else { return }
        delivered[key] = bytes
    }

    private func readDevices(_ store: Connection) throws {
        let known = try store.all(
            """
            SELECT i.origin, d.id FROM incarnation i JOIN device d ON d.device = i.device
            WHERE d.device > (SELECT min(device) FROM device)
            """
        ) { (origin: $0.int64(0), id: RowID(bytes: $0.bytes(1))) }
        devices = [:]
        for entry in known { devices[entry.origin] = entry.id }
    }

    private func look(at observation: Observation) throws {
        var changed: [Int64: [HubModel.Row]] = [:]
        for (seq, wire) in observation.rows {
            let state = try RowState(try JSONValue.parse(wire, limits: JSONLimits.stored))
            changed[seq, default: []].append(HubModel.Row(state: state, wire: wire, seq: seq))
        }
        for operation in observation.operations {
            check(operation, changed[operation.seq] ?? [])
        }
    }

    // MARK: Timelines

    func backedUp() { saved = model }

    /// Takes up what the backup held; what came after it is gone until it is sent again.
    func restored(_ timeline: RowID, at seq: Int64, store: Connection) throws {
        guard let saved else { return }
        forks.append(Fork(timeline: timeline, end: seq))
        let given = model.grants
        model = saved
        // What the office gave a device last stands in the ledger, which outlives the store.
        for device in saved.grants.keys {
            model.grants[device] = given[device] ?? saved.grants[device]
        }
        require(model.lastSeq == seq, .restored, "the fork is at \(seq), not \(model.lastSeq)")
        watch.forget(downTo: seq)
        placed = nil
        book.told = book.told.filter { $0.value.seq <= seq }
        try readDevices(store)
    }

    /// The last sequence number of the present timeline that a cursor stands for.
    func reach(of cursor: Cursor?) -> Int64 {
        guard let cursor else { return 0 }
        guard let place = forks.firstIndex(where: { $0.timeline == cursor.timeline }) else {
            return cursor.seq
        }
        return forks[place...].reduce(cursor.seq) { min($0, $1.end) }
    }

    // MARK: Scopes

    /// The scopes of every row as the hub stands.
    func scopes() -> [RowID: Set<String>] {
        if let placed, placed.seq == model.lastSeq { return placed.scopes }
        let scopes = ScopeWalk(catalogue, model, devices: devices).all()
        placed = (model.lastSeq, scopes)
        return scopes
    }

    var walk: ScopeWalk { ScopeWalk(catalogue, model, devices: devices) }
}

extension JSONLimits {
    /// What a store gave is read back whatever its size.
    static let stored = JSONLimits(bytes: 64 << 20, depth: 64)
}
