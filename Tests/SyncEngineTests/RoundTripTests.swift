import Storage
import SyncCore
import SyncEngine
import Testing

@Suite struct `Hub and replicas` {
    @Test func `work done offline reaches the hub and every other replica`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        try bench.pull(alice)
        let (id, edit) = bench.newNote("Rydd stranda")
        _ = try alice.make([edit])
        #expect(try alice.row(id)?["title"]?.text == "Rydd stranda")
        #expect(try alice.waitingCount() == 1)
        let outcomes = try bench.sync(alice)
        #expect(outcomes.map(\.verdict) == [.applied])
        #expect(try alice.waitingCount() == 0)
        try bench.sync(bob)
        #expect(try bob.row(id)?["title"]?.text == "Rydd stranda")
        try expectEqual(bench, alice, bob)
    }

    @Test func `the hub's follow-up shares the operation's sequence number`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        let (id, edit) = bench.newNote("n")
        _ = try alice.make([edit])
        _ = try alice.make([
            Edit("line", bench.environment.newID(), set: ["noteId": id.json, "text": "one"])
        ])
        let outcomes = try bench.sync(alice)
        #expect(try alice.row(id)?["lines"] == 1)
        #expect(try alice.row(id)?.stamps["lines"]?.seq == outcomes.last?.seq)
    }

    @Test func `a bootstrap in pages becomes visible only as a whole`() throws {
        let bench = try Bench()
        for number in 0..<25 {
            _ = try bench.office(bench.newNote("note \(number)").1)
        }
        let alice = try bench.join("alice")
        var pages = 0
        while try alice.take(try bench.page(alice, rows: 4).bytes) == .more {
            pages += 1
            #expect(try alice.rows("note").isEmpty)
            if pages == 2 { _ = try bench.office(bench.newNote("while paging").1) }
        }
        #expect(pages >= 5)
        #expect(try alice.rows("note").count == 26)
        try expectEqual(bench, alice)
    }

    @Test func `a pull that was cut leaves the replica as it was`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        _ = try bench.office(bench.newNote("n").1)
        let bytes = try bench.page(alice).bytes
        for length in [0, 10, bytes.count / 2, bytes.count - 1] {
            #expect(throws: (any Error).self) { try alice.take(Array(bytes.prefix(length))) }
            #expect(try alice.rows("note").isEmpty)
        }
        #expect(try alice.take(bytes) == .complete(rows: 2, left: 0, outcomes: 0, requeued: 0))
    }

    @Test func `a push sent twice gets the first answer and changes nothing`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        _ = try alice.make([bench.newNote("n").1])
        let first = try bench.push(alice)
        let head = try bench.hub.head()
        #expect(try bench.push(alice) == first)
        #expect(try bench.hub.head() == head)
    }

    @Test func `a gap stores nothing and says where to go on`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        for title in ["a", "b", "c"] { _ = try alice.make([bench.newNote(title).1]) }
        let late = try #require(try alice.nextPush(from: 3))
        let device = try bench.device(alice)
        let answer = try bench.hubStore.transaction { try bench.hub.push(late, from: device) }
        #expect(answer.stopped == "push.gap")
        #expect(answer.expected == 1)
        #expect(try bench.sync(alice).map(\.verdict) == [.applied, .applied, .applied])
    }

    @Test func `other bytes under a used number are a fork`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        _ = try alice.make([bench.newNote("a").1])
        let request = try #require(try alice.nextPush())
        try bench.push(alice)
        let other = Operation(
            incarnation: request.incarnation,
            number: 1,
            schema: 1,
            at: 0,
            base: nil,
            edits: [bench.newNote("b").1]
        )
        let forged = PushRequest(
            incarnation: request.incarnation,
            first: 1,
            deviceNow: 0,
            operations: [other.json.bytes()]
        )
        let device = try bench.device(alice)
        let answer = try bench.hubStore.transaction { try bench.hub.push(forged, from: device) }
        #expect(answer.stopped == "device.forked")
        #expect(answer.outcomes.isEmpty)
    }

    @Test func `one bad operation does not block the ones behind it`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        _ = try alice.make([bench.newNote("forbidden").1])
        _ = try alice.make([bench.newNote("fine").1])
        let outcomes = try bench.sync(alice)
        #expect(outcomes.map(\.verdict) == [.refused, .applied])
        #expect(outcomes[0].findings.map(\.code) == ["access.denied"])
        #expect(try alice.rows("note").count == 1)
        #expect(try alice.answered().count == 2)
    }

    @Test func `what took effect and a backup holds is forgotten, and nothing before`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        let (id, edit) = bench.newNote("first")
        _ = try alice.make([edit])
        _ = try alice.make([Edit("note", id, set: ["title": "second"])])
        try bench.sync(alice)
        func kept() throws -> [Bool] { try alice.answered().map { $0.operation != nil } }
        #expect(try kept() == [true, true])
        let first = try #require(try alice.answered().last?.outcome?.seq)
        try bench.hub.noteDurable(through: first)
        // The pull that tells of the backup comes to know it; the next one goes by it.
        try bench.pull(alice)
        try bench.pull(alice)
        #expect(try kept() == [true, false])
        #expect(try alice.answered().map { $0.outcome?.verdict } == [.applied, .applied])
    }

    @Test func `a replica whose rows were damaged heals itself`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        let (id, edit) = bench.newNote("n")
        _ = try bench.office(edit)
        try bench.pull(alice)
        try alice.store.execute("UPDATE scope_sum SET sum = sum + 1")
        _ = try bench.office(Edit("note", id, set: ["title": "m"]))
        #expect(
            try alice.take(try bench.page(alice).bytes)
                == .complete(rows: 1, left: 0, outcomes: 0, requeued: 0)
        )
        #expect(try alice.row(id)?["title"]?.text == "m")
        try expectEqual(bench, alice)
    }
}

/// Hub and replicas at one cursor have equal sums in every scope the replica holds.
func expectEqual(
    _ bench: Bench,
    _ replicas: Replica...,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let reader = try bench.reader()
    for replica in replicas {
        let sums = try replica.sums()
        #expect(!sums.isEmpty, sourceLocation: sourceLocation)
        for (scope, sum) in sums {
            #expect(try reader.sum(of: scope) == sum, "\(scope)", sourceLocation: sourceLocation)
        }
    }
}
