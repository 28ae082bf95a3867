import Storage
import SyncCore
import Testing

@testable import SyncEngine

/// Old and new live together, where a story cannot look (DESIGN.md 3.10).
@Suite struct VersionTests {
    /// The notes' catalogue in a later version, with one field more, or with `title` looked up.
    private static func catalogue(_ version: Int, indexed: Bool = false) throws -> Catalogue {
        var text = NotesDomain.json.replacing(
            "\"schemaVersion\": 1",
            with: "\"schemaVersion\": \(version)"
        )
        if version > 1 {
            text = text.replacing(
                "{\"name\": \"chief\"",
                with: """
                    {"name": "mood", "type": "text", "policy": "latest", "since": 2},
                    {"name": "chief"
                    """
            )
        }
        if indexed {
            text = text.replacing(
                "\"title\", \"type\": \"text\"",
                with: "\"title\", \"indexed\": true, \"type\": \"text\""
            )
        }
        return try Catalogue(Array(text.utf8))
    }

    private func push(_ bench: Bench, _ replica: Replica, _ operation: Operation) throws
        -> PushAnswer
    {
        let request = PushRequest(
            incarnation: replica.identity.incarnation,
            first: operation.number,
            deviceNow: bench.clock.now,
            operations: [operation.json.bytes()]
        )
        let device = try bench.device(replica)
        return try bench.hubStore.transaction {
            try bench.hub.push(try PushRequest(request.bytes), from: device)
        }
    }

    private func operation(_ replica: Replica, schema: Int, _ edits: Edit...) throws -> Operation {
        Operation(
            incarnation: replica.identity.incarnation,
            number: 1,
            schema: schema,
            at: 1,
            base: try replica.cursor,
            edits: edits
        )
    }

    @Test func `a name that came after the operation's own version is refused`() throws {
        let bench = try Bench(catalogue: Self.catalogue(3))
        let device = try bench.join("one")
        var (_, note) = bench.newNote("A")
        note.set["mood"] = "fine"
        let answer = try push(bench, device, operation(device, schema: 1, note))
        #expect(answer.outcomes.first?.verdict == .refused)
        #expect(answer.outcomes.first?.findings.map(\.code) == ["field.unknown"])
        #expect(answer.schema == 3)
    }

    @Test(arguments: [(1, 5, true), (1, 6, false), (5, 3, true), (6, 3, false)])
    func `four behind and two ahead are understood, and beyond that nothing is stored`(
        client: Int,
        hub: Int,
        isUnderstood: Bool
    ) throws {
        let bench = try Bench(catalogue: Self.catalogue(hub))
        let device = try bench.join("one")
        let head = try bench.hub.head()
        let answer = try push(
            bench,
            device,
            operation(device, schema: client, bench.newNote("A").1)
        )
        #expect(answer.stopped == (isUnderstood ? nil : "schema.unsupported"))
        #expect(answer.expected == (isUnderstood ? 2 : 1))
        #expect(try bench.hub.head() == head + (isUnderstood ? 1 : 0))
        #expect(SchemaSpan.allows(client: client, hub: hub) == isUnderstood)
    }

    @Test func `a field that is looked up from now on is found in old rows`() throws {
        let bench = try Bench()
        let (id, note) = bench.newNote("A")
        _ = try bench.office(note)
        let device = try bench.join("one")
        try bench.pull(device)
        let newer = NotesDomain(try Self.catalogue(2, indexed: true))
        #expect(throws: SyncError.self) {
            try HubReader(bench.hubStore, domain: newer, environment: bench.environment)
        }
        _ = try Hub(bench.hubStore, domain: newer, environment: bench.environment)
        let reader = try HubReader(bench.hubStore, domain: newer, environment: bench.environment)
        #expect(try reader.rows("note", where: "title", is: "A").map(\.id) == [id])
        let replica = try Replica(
            device.store,
            catalogue: newer.catalogue,
            environment: bench.environment
        )
        #expect(try replica.states.all("note", where: "title", is: "A").map(\.state.id) == [id])
    }

    @Test func `bytes that a version does not know come back as they were sent`() throws {
        let bench = try Bench(catalogue: Self.catalogue(2))
        let (id, note) = bench.newNote("A")
        _ = try bench.office(note)
        _ = try bench.office(Edit("note", id, set: ["mood": "Æ \u{1F30A} 1.0"]))
        let device = try bench.join("old", catalogue: Self.catalogue(1))
        try bench.pull(device)
        func wire(_ store: Connection) throws -> [UInt8]? {
            try store.first("SELECT wire FROM state WHERE id = ?1", id.bytes) { $0.bytes(0) }
        }
        #expect(try wire(device.store) == wire(bench.hubStore))
        _ = try device.make([Edit("note", id, set: ["title": "B"])])
        #expect(try device.row(id)?["mood"] == "Æ \u{1F30A} 1.0")
        try bench.sync(device)
        #expect(try bench.reader().row(id)?["mood"] == "Æ \u{1F30A} 1.0")
        #expect(try wire(device.store) == wire(bench.hubStore))
    }

    @Test func `what waits is told to its author as a follow-up, once`() throws {
        let bench = try Bench()
        let device = try bench.join("new", catalogue: Self.catalogue(2))
        var (id, note) = bench.newNote("A")
        note.set["mood"] = "fine"
        _ = try device.make([note])
        try bench.sync(device)
        #expect(try device.rowsAhead() == [id])
        #expect(try device.row(id)?["mood"] == "fine")
        #expect(try bench.reader().row(id)?["mood"] == nil)
        let newer = NotesDomain(try Self.catalogue(2))
        for _ in 0..<2 {
            _ = try Hub(bench.hubStore, domain: newer, environment: bench.environment)
        }
        let reader = try HubReader(bench.hubStore, domain: newer, environment: bench.environment)
        #expect(try reader.row(id)?["mood"] == "fine")
        let page = try reader.pull(
            bench.device(device),
            incarnation: device.identity.incarnation,
            cursor: device.cursor
        )
        #expect(
            try device.take(page.bytes) == .complete(rows: 1, left: 0, outcomes: 1, requeued: 0)
        )
        let own = try #require(try device.answered().first)
        #expect(own.outcome?.verdict == .merged)
        #expect(own.followUp?.verdict == .applied)
        #expect(own.followUp?.seq == (try reader.head()))
        #expect(try device.rowsAhead().isEmpty)
        let entry = try #require(try reader.explain(id, unit: "mood")?.entries.last)
        #expect(entry.author.device == "new" && entry.decision == "written")
    }

    @Test func `an erased person is cut out of what waits`() throws {
        let bench = try Bench()
        let device = try bench.join("new", catalogue: Self.catalogue(2))
        let human = bench.environment.newID()
        _ = try bench.office(
            Edit("human", human, set: ["clubId": bench.club.json, "name": "Kari"])
        )
        try bench.pull(device)
        var (_, note) = bench.newNote("A")
        note.set["mood"] = "Kari is fine"
        note.set["personId"] = human.json
        _ = try device.make([note])
        try bench.sync(device)
        _ = try bench.office(Edit("human", human, set: ["gone": true]))
        let waiting = try bench.hubStore.all("SELECT bytes FROM ahead") { $0.bytes(0) }
        #expect(waiting.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("Kari") })
    }
}
