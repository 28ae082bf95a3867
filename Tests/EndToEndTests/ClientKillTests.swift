import Foundation
import Glibc
import Schema
import Storage
import SyncCore
import SyncEngine
import Testing

/// A field client that is killed in the middle of its syncs sends all its work, and sends it once.
@Suite struct ClientKillTests {
    static let reports = 600

    /// Work made offline, in the replica's own process.
    private func work(_ replica: String) throws {
        var options = Connection.Options()
        options.applicationID = StoreKind.replica.applicationID
        let client = try Replica(
            try Connection(path: replica, mode: .readWrite, options: options),
            catalogue: try Catalogue(Schema.catalogue),
            environment: .system
        )
        for number in 1...Self.reports {
            _ = try client.make([
                Edit(
                    EntityName(rawValue: "litterReport"),
                    Environment.system.newID(),
                    set: [
                        "centreId": client.identity.centre.json, "amount": "bagful",
                        "seenAt": .integer(Environment.system.now()),
                        "note": .string("Nr. \(number)"),
                    ]
                )
            ])
        }
    }

    @Test(arguments: Seeded.seeds)
    func `a field client killed in its syncs loses nothing and sends nothing twice`(
        seed: UInt64
    ) throws {
        var random = Seeded(state: seed)
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let replica = try centre.join("ane", "coordinator", hub)
        try work(replica)
        var killed = 0
        for _ in 0..<6 {
            let delay = UInt32.random(in: 10_000...400_000, using: &random)
            let wasKilled = try Program.runKilled(
                ["field", "sync", "--replica", replica],
                afterMicroseconds: delay
            )
            if wasKilled { killed += 1 }
        }
        #expect(killed > 0, "no sync was cut; the delays do not fit this machine any more")
        let last = try Program.run("field", "sync", "--replica", replica)
        #expect(last.status == 0, "\(last.errors)")
        let status = try Program.run("field", "status", "--replica", replica, "--json").json
        #expect(status["waiting"].integer == 0)
        let rows = try Program.run("field", "list", "litterReport", "--replica", replica, "--json")
        let notes = try rows.json.elements.compactMap { $0["fields"]["note"].text }
        #expect(notes.count == Self.reports)
        #expect(Set(notes).count == notes.count, "an operation was stored twice")
        let sums = try Centre.sums(of: replica)
        #expect(try centre.sums().filter { sums[$0.key] != nil } == sums)
    }
}
