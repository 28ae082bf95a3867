import Coordination
import SyncCore
import SyncEngine
import Testing

/// The inbox at the command line: many items of one cause, and how long they wait.
struct ReviewInboxTests {
    /// A store with proposals of a field client, as many as asked for.
    private func proposals(_ count: Int) throws -> CommandFolder {
        let folder = CommandFolder.withHub()
        for place in 0..<count {
            folder.run("office", "new", "cleanupZone", "name=Vik \(place)", "--db", folder.db)
        }
        let code = folder.invite()
        let text = try require(try code.json["code"]?.text)
        let hub = try HubService(
            path: folder.db,
            domain: try Coordination.domain(),
            environment: .system
        )
        defer { hub.close() }
        let incarnation = Environment.system.newID()
        let enrolled = try hub.write {
            try $0.enrol(code: text, name: "alice", incarnation: incarnation)
        }
        let zones = try hub.read { try $0.rows(.cleanupZone) }
        let operations = zones.enumerated().map { place, zone in
            Operation(
                incarnation: incarnation,
                number: Int64(place + 1),
                schema: hub.domain.catalogue.schemaVersion,
                at: Environment.system.now(),
                base: nil,
                edits: [Edit(.cleanupZone, zone.id, set: ["name": .string("Ny \(place)")])]
            ).json.bytes()
        }
        try hub.write { hub in
            let device = try require(
                try HubReader(hub.store, domain: hub.domain, environment: .system)
                    .device(token: enrolled.token)
            )
            let request = PushRequest(
                incarnation: incarnation,
                first: 1,
                deviceNow: Environment.system.now(),
                operations: operations
            )
            _ = try hub.push(request, from: device)
        }
        return folder
    }

    private let why = ["--reason", "Avtalt med Alice"]

    @Test func `all items of a cause are decided at once, and a dry run says which`() throws {
        let folder = try proposals(3)
        let db = ["--db", folder.db]
        let cause = ["review", "decide", "reject", "--cause", "access.proposed"]
        let dry = folder.run(cause + why + ["--dry-run", "--json"] + db)
        #expect(try dry.json["items"]?.array?.count == 3)
        #expect(try folder.run(["review", "list", "--json"] + db).json.array?.count == 3)
        let old = folder.run(cause + why + ["--older-than", "1d", "--json"] + db)
        #expect(try old.json["items"]?.array?.isEmpty == true)
        let done = folder.run(cause + why + ["--json"] + db)
        #expect(try done.json["outcomes"]?["applied"] == 3)
        #expect(folder.run(["review", "list"] + db).exit == 0)
        let stats = try folder.run(["review", "stats", "--json"] + db).json
        #expect(stats["open"] == 0)
        #expect(stats["decidedPerWeek"]?.array?.first == 3)
    }

    @Test func `a decision that does not fit leaves the items alone`() throws {
        let folder = try proposals(1)
        let db = ["--db", folder.db]
        let take = ["review", "decide", "take", "--cause", "access.proposed", "--json"]
        let result = folder.run(take + why + db)
        #expect(result.exit == 1)
        #expect(try result.json["left"] == 1)
        #expect(
            folder.run(["review", "decide", "--cause", "access.proposed"] + why + db).exit == 64
        )
    }

    @Test func `a rejected item is opened again and let in`() throws {
        let folder = try proposals(1)
        let db = ["--db", folder.db]
        let item = try require(
            try folder.run(["review", "list", "--json"] + db).json.array?.first?["id"]?.text
        )
        #expect(folder.run(["review", "reopen", item] + why + db).exit == 2)
        #expect(folder.run(["review", "decide", item, "reject"] + why + db).exit == 0)
        #expect(folder.run(["review", "reopen", item] + why + db).exit == 0)
        let shown = try folder.run(["review", "show", item, "--json"] + db).json
        #expect(shown["item"]?["fields"]?["state"] == "open")
        #expect(folder.run(["review", "decide", item, "accept"] + why + db).exit < 2)
        let list = folder.run(["office", "list", "cleanupZone"] + db).output
        #expect(list.contains("Ny 0"))
    }

    @Test func `a store tells its size, and compacting tells what it would forget`() throws {
        let folder = try proposals(1)
        let db = ["--db", folder.db]
        let dry = try folder.run(["store", "compact", "--dry-run", "--json"] + db).json
        #expect(dry["dryRun"] == true)
        #expect(dry["before"]?["historyEntries"]?.integer ?? 0 > 0)
        let done = try folder.run(["store", "compact", "--json"] + db).json
        #expect(done["forgotten"] == dry["forgotten"])
        #expect(folder.run(["doctor"] + db).output.contains("entries of history"))
    }
}
