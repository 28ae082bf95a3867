import FieldClient
import Foundation
import Glibc
import SyncCore
import SyncEngine
import Testing

/// Erasure, compaction and restore that are killed half-way are run again, and nothing has to be mended by hand.
@Suite struct MaintenanceKillTests {
    /// A centre with people about whom one device has written much.
    private struct Records {
        let centre: Centre
        let replica: String
        /// Where the replica knows its hub.
        let port: Int
        var people: [String] = []

        /// What is written about the person at this place, and about nobody else.
        static func secret(_ place: Int) -> String { "Hemmelig-\(place)-kjennetegn" }

        init(people count: Int, notes: Int) throws {
            centre = try Centre()
            let hub = try HubProcess(store: centre.store)
            defer { hub.stop() }
            port = hub.port
            replica = try centre.join("ane", "coordinator", hub)
            let incarnation = Environment.system.newID()
            let writer = try HubClient(url: hub.url, token: nil).enrol(
                code: try centre.code("coordinator"),
                name: "writer",
                incarnation: incarnation
            )
            var operations: [[UInt8]] = []
            func write(_ edits: [Edit]) {
                let operation = Operation(
                    incarnation: incarnation,
                    number: Int64(operations.count + 1),
                    schema: 1,
                    at: Environment.system.now(),
                    base: nil,
                    edits: edits
                )
                operations.append(operation.json.bytes())
            }
            for place in 0..<count {
                let (person, record) = (Environment.system.newID(), Environment.system.newID())
                people.append(person.description)
                write(Self.founding(person, record, writer.centre, place))
                for number in 0..<notes {
                    let note = JSONValue.string("\(Self.secret(place)) nr. \(number)")
                    write([Edit("personPrivate", record, set: ["note": note])])
                }
            }
            try Self.push(operations, of: incarnation, to: hub, as: writer)
            try #require(try Program.run("field", "sync", "--replica", replica).status == 0)
        }

        private static func founding(
            _ person: RowID,
            _ record: RowID,
            _ centre: RowID,
            _ place: Int
        ) -> [Edit] {
            [
                Edit("person", person, set: ["displayName": .string("Navn \(place)")]),
                Edit(
                    "centreMembership",
                    Environment.system.newID(),
                    set: ["personId": person.json, "centreId": centre.json, "source": "self"]
                ),
                Edit(
                    "personPrivate",
                    record,
                    set: [
                        "personId": person.json, "centreId": centre.json,
                        "note": .string(secret(place)),
                    ]
                ),
            ]
        }

        private static func push(
            _ operations: [[UInt8]],
            of incarnation: RowID,
            to hub: HubProcess,
            as writer: Enrolled
        ) throws {
            let client = try HubClient(url: hub.url, token: writer.token)
            for start in stride(from: 0, to: operations.count, by: 200) {
                let answer = try client.push(
                    PushRequest(
                        incarnation: incarnation,
                        first: Int64(start + 1),
                        deviceNow: Environment.system.now(),
                        operations: Array(operations.dropFirst(start).prefix(200))
                    )
                )
                try #require(answer.outcomes.allSatisfy { $0.verdict == .applied })
            }
        }

        /// What the store says of itself.
        func expectSound(at place: String? = nil) throws {
            let doctor = try Program.run("doctor", "--db", place ?? centre.store, "--json")
            #expect(doctor.status == 0, "\(doctor.output) \(doctor.errors)")
        }

        /// The files of the folder in which a text stands.
        func files(with text: String) throws -> [String] {
            let wanted = Data(text.utf8)
            return try FileManager.default.contentsOfDirectory(atPath: centre.folder.path)
                .filter { name in
                    let bytes = try Data(contentsOf: URL(filePath: centre.folder.file(name)))
                    return bytes.range(of: wanted) != nil
                }
        }
    }

    @Test(arguments: Seeded.seeds)
    func `an erasure killed half-way is finished by the next, and nothing of her is left`(
        seed: UInt64
    ) throws {
        var random = Seeded(state: seed)
        let records = try Records(people: 4, notes: 60)
        let store = records.centre.store
        // Making the plan takes about as long as carrying it out.
        let whole = try Program.duration(["person", "erase", records.people[0], "--db", store])
        var killed = 0
        for (place, person) in records.people.enumerated() {
            let plan = try Program.run("person", "erase", person, "--db", store, "--json")
            let token = try #require(try plan.json["token"].text, "\(plan.errors)")
            let words = ["person", "erase", person, "--confirm", token, "--db", store]
            if try Program.runKilled(words, within: whole, using: &random) { killed += 1 }
            let again = try Program.run("person", "erase", person, "--db", store, "--json")
            if again.errorCode != "erasure.done" {
                let token = try #require(try again.json["token"].text, "\(again.errors)")
                let last = try Program.run(
                    "person",
                    "erase",
                    person,
                    "--confirm",
                    token,
                    "--db",
                    store
                )
                #expect(last.status == 0, "\(last.errors)")
            }
            let own = try Program.run("erasure", "certificate", person, "--db", store, "--json")
            #expect(own.status <= 1, "\(own.errors)")
            let hub = try HubProcess(store: store, port: records.port)
            defer { hub.stop() }
            try #require(
                try Program.run("field", "sync", "--replica", records.replica).status == 0
            )
            hub.stop()
            let left = try records.files(with: Records.secret(place))
            #expect(left.isEmpty, "it stands in \(left)")
        }
        #expect(killed > 0, "no erasure was cut; the delays do not fit this machine any more")
        try records.expectSound()
    }

    @Test(arguments: Seeded.seeds)
    func `compacting killed half-way changes nothing that stands, and is gone on with`(
        seed: UInt64
    ) throws {
        var random = Seeded(state: seed)
        let records = try Records(people: 8, notes: 100)
        let centre = records.centre
        let copy = centre.folder.file("copy.db")
        try #require(try Program.run("backup", copy, "--db", centre.store).status == 0)
        let sums = try centre.sums()
        let whole = try Program.duration(["doctor", "--db", centre.store])
        var killed = 0
        for _ in 0..<5 {
            let words = ["store", "compact", "--db", centre.store]
            if try Program.runKilled(words, within: whole, using: &random) { killed += 1 }
            #expect(try centre.sums() == sums)
            try records.expectSound()
        }
        #expect(killed > 0, "no round was cut; the delays do not fit this machine any more")
        let last = try Program.run("store", "compact", "--db", centre.store, "--json")
        #expect(last.status == 0, "\(last.errors)")
        let more = try Program.run("store", "compact", "--db", centre.store, "--json").json
        #expect(more["forgotten"]["entries"].integer == 0)
        // A hundred notes of each of eight people, of which the rule keeps twenty.
        #expect(try #require(more["after"]["historyEntries"].integer) < 400)
        #expect(try centre.sums() == sums)
    }

    @Test(arguments: Seeded.seeds)
    func `a restore killed half-way leaves no store or a whole one`(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let records = try Records(people: 8, notes: 40)
        let centre = records.centre
        let (copy, place) = (centre.folder.file("copy.db"), centre.folder.file("again.db"))
        try #require(try Program.run("backup", copy, "--db", centre.store).status == 0)
        let elsewhere = centre.folder.file("elsewhere.db")
        let whole = try Program.duration(["restore", copy, "--db", elsewhere])
        var killed = 0
        for _ in 0..<6 {
            let words = ["restore", copy, "--db", place]
            if try Program.runKilled(words, within: whole, using: &random) { killed += 1 }
            guard FileManager.default.fileExists(atPath: place) else { continue }
            try records.expectSound(at: place)
            for suffix in ["", "-wal", "-shm", ".lock", ".ledger", ".inhand"] {
                try? FileManager.default.removeItem(atPath: place + suffix)
            }
        }
        #expect(killed > 0, "no restore was cut; the delays do not fit this machine any more")
        let last = try Program.run("restore", copy, "--db", place)
        #expect(last.status == 0, "\(last.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: centre.folder.path)
        #expect(!names.contains { $0.contains(".restoring") })
        try records.expectSound(at: place)
        let hub = try HubProcess(store: place)
        defer { hub.stop() }
        let newcomer = centre.folder.file("ola.db")
        let joined = try Program.run(
            "field",
            "join",
            hub.url,
            try centre.code("coordinator", at: place),
            "--replica",
            newcomer
        )
        #expect(joined.status == 0, "\(joined.errors)")
        #expect(try Program.run("field", "sync", "--replica", newcomer).status == 0)
        // Everything that stands at the first hub stands here, but for what the devices' own scopes have.
        let (here, there) = (try Centre.sums(of: newcomer), try centre.sums())
        #expect(here.filter { there[$0.key] != nil }.allSatisfy { there[$0.key] == $0.value })
    }
}
