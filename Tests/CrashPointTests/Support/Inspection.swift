import Coordination
import FaultDisk
import Storage
import SyncCore
@testable import SyncEngine
import Testing

/// What two worlds have to have in common to count as the same.
struct Fingerprint: Equatable {
    var sums: [String] = []
    var outcomes: [String] = []
    var history: [String] = []
    var replicas: [String] = []

    /// What only one of the two has; sums, numbers and codes, no values.
    func difference(from other: Fingerprint) -> String {
        let (mine, theirs) = (Set(lines), Set(other.lines))
        let lost = theirs.subtracting(mine).sorted().map { "- \($0)" }
        let gained = mine.subtracting(theirs).sorted().map { "+ \($0)" }
        return (lost + gained).prefix(20).joined(separator: "\n")
    }

    private var lines: [String] { sums + outcomes + history + replicas }
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

    /// What has to be the same however often a scenario was cut.
    func fingerprint(of scenario: Scenario) throws -> Fingerprint {
        try scenario.mayJoinTwice
            ? valuePrint(scenario.devices) : fingerprint(scenario.devices)
    }

    /// The same where devices may have other numbers at the hub.
    ///
    /// Values by row, and outcomes by the names of devices. That each replica's sums are the hub's is found out here
    /// instead.
    private func valuePrint(_ replicas: [String]) throws -> Fingerprint {
        var print = Fingerprint()
        let reader = try HubService.reader(
            path: hubPath,
            domain: domain,
            environment: environment(hub, "hub")
        )
        print.sums = try domain.catalogue.ordered.flatMap { spec in
            try reader.rows(spec.name).map { Self.values($0) }
        }
        print.outcomes = try reader.store.all(
            """
            SELECT coalesce(d.name, 'hub'), o.number, o.outcome FROM operation o
            LEFT JOIN incarnation i USING (origin) LEFT JOIN device d USING (device) ORDER BY o.seq
            """
        ) { row in
            "\(row.text(0))/\(row.int64(1)): \(String(decoding: row.bytes(2), as: UTF8.self))"
        }
        let sums = try reader.sums().map { "\($0.scope) \($0.sum)" }
        for name in replicas {
            let replica = try replica(name)
            print.replicas.append("\(name) \(try replica.waitingCount()) waiting")
            for sum in try replica.sums() where sum.sum != ScopeIndex.text(0) {
                #expect(sums.contains("\(sum.scope) \(sum.sum)"), "\(name) differs from the hub")
            }
            for spec in domain.catalogue.ordered {
                print.replicas += try replica.rows(spec.name).map { "\(name) \(Self.values($0))" }
            }
        }
        return print
    }

    private static func values(_ row: RowState) -> String {
        let names = Set(row.fields.keys).union(row.sets.keys).sorted()
        let values = names.compactMap { name in
            row[name].map { "\(name)=\(String(decoding: $0.bytes(), as: UTF8.self))" }
        }
        return "\(row.entity) \(row.id) \(values.joined(separator: " "))"
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
        print.history = try reader.store.all(
            """
            SELECT row, unit, seq, part, origin, decision, coalesce(folded, 1) FROM history
            ORDER BY row, unit, seq, part
            """
        ) { row in
            let place = "row \(row.int64(0)) \(row.text(1)) at \(row.int64(2))/\(row.int64(3))"
            return "\(place): \(row.text(5)) by \(row.int64(4)), \(row.int64(6)) in all"
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
