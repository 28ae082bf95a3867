import FaultDisk
import Storage
import SyncCore
@testable import SyncEngine
import Testing

/// What two worlds have to have in common to count as the same.
struct Fingerprint: Equatable {
    var sums: [String] = []
    var outcomes: [String] = []
    var replicas: [String] = []

    /// What only one of the two has; sums, numbers and codes, no values.
    func difference(from other: Fingerprint) -> String {
        let (mine, theirs) = (Set(lines), Set(other.lines))
        let lost = theirs.subtracting(mine).sorted().map { "- \($0)" }
        let gained = mine.subtracting(theirs).sorted().map { "+ \($0)" }
        return (lost + gained).prefix(20).joined(separator: "\n")
    }

    private var lines: [String] { sums + outcomes + replicas }
}

extension World {
    /// Looks at the hub's store as a new process finds it: whole, sound, and with all it ever answered.
    func inspectHub(_ place: Comment) throws {
        let store = try HubService.connection(hubPath, .readOnly, on: hub.disk)
        #expect(try store.integrityProblems().isEmpty, place)
        guard try StoreKind.hub.migrator.isUpToDate(store) else { return }
        let reader = try HubReader(store, domain: domain, environment: environment(hub, "hub"))
        try store.snapshot {
            for check in try StoreAudit(reader).checks() {
                #expect(check.level == .ok, "\(place): \(check.code)")
            }
        }
        for (incarnation, outcome) in told.all {
            let stored = try self.outcome(incarnation, outcome.number, store)
            #expect(stored == outcome, "\(place): an answer that was given is not kept")
        }
        #expect(told.contradictions.isEmpty, place)
        // Whole, and neither ahead of the store nor behind it.
        #expect(try LedgerState.look(besideStore: hubPath, on: hub.disk).behind == 0, place)
    }

    private func outcome(
        _ incarnation: RowID,
        _ number: Int64,
        _ store: Connection
    ) throws -> Outcome? {
        try store.first(
            """
            SELECT outcome FROM operation o JOIN incarnation i USING (origin)
            WHERE i.id = ?1 AND o.number = ?2
            """,
            incarnation.bytes,
            number
        ) { $0.bytes(0) }.map { try Outcome(try JSONValue.parse($0)) }
    }

    /// Looks at a field client's store as a new process finds it.
    func inspectField(_ name: String, _ place: Comment) throws {
        guard field.disk.files.kind(fieldPath(name)) != nil else { return }
        let store = try fieldStore(name)
        #expect(try store.integrityProblems().isEmpty, place)
    }

    /// The hub's sums, every outcome, and what each replica shows and still has to send.
    func fingerprint(_ replicas: [String]) throws -> Fingerprint {
        var print = Fingerprint()
        let reader = try HubService.reader(
            path: hubPath,
            domain: domain,
            environment: environment(hub, "hub")
        )
        print.sums = try reader.sums().map { "\($0.scope) \($0.sum)" }
        print.outcomes = try reader.store.all(
            "SELECT origin, number, seq, verdict, outcome FROM operation ORDER BY seq"
        ) { row in
            let outcome = String(decoding: row.bytes(4), as: UTF8.self)
            return "\(row.int64(0))/\(row.int64(1)) at \(row.int64(2)): \(row.int64(3)) \(outcome)"
        }
        for name in replicas {
            let replica = try replica(name)
            let waiting = try replica.waitingCount()
            let answered = try replica.answered().map { "\($0.number)" }
            print.replicas.append("\(name) \(waiting) waiting, answered \(answered)")
            print.replicas += try replica.sums().map { "\(name) \($0.scope) \($0.sum)" }
        }
        return print
    }
}
