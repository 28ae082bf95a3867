import Storage
import SyncCore
import Testing

@testable import SyncEngine

@Suite struct `Grants that end` {
    private static let day: Int64 = 86_400_000

    private static func filled(_ bench: Bench) throws {
        _ = try bench.hubStore.transaction {
            try bench.hub.submitAsHub(
                (0..<4).map { number in
                    Edit(
                        number < 2 ? "note" : "memo",
                        bench.environment.newID(),
                        set: ["clubId": bench.club.json, "title": .string("n\(number)")]
                    )
                }
            )
        }
    }

    @Test func `rows go from a replica at the end without contact, not before`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let alice = try bench.join("alice", role: "clerk")
        let ends = bench.clock.now + 2 * Self.day
        try bench.grant(alice, role: "clerk", ends: ends)
        try bench.pull(alice)
        bench.clock.advance(2 * Self.day - 1)
        #expect(try alice.dropEnded() == 0)
        bench.clock.advance(1)
        #expect(try alice.dropEnded() == 5)
        #expect(try alice.rows("note").isEmpty && alice.rows("memo").isEmpty)
        #expect(try alice.sums().isEmpty)
    }

    @Test func `the hub sends nothing past the end, also before its clock has acted`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let alice = try bench.join("alice", role: "clerk")
        try bench.grant(alice, role: "clerk", ends: bench.clock.now + Self.day)
        bench.clock.advance(Self.day)
        #expect(try bench.pull(alice) == .complete(rows: 0, left: 0, outcomes: 0, requeued: 0))
        #expect(try alice.rows("note").isEmpty)
        let ended = try bench.hubStore.transaction { try bench.hub.tick() }
        #expect(ended)
        let again = try bench.hubStore.transaction { try bench.hub.tick() }
        #expect(!again)
        try bench.pull(alice)
        #expect(try alice.rows("note").isEmpty)
    }

    @Test func `a device that heard of nothing new hears when its scopes are over`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let alice = try bench.join("alice", role: "clerk")
        try bench.grant(alice, role: "clerk", ends: bench.clock.now + Self.day)
        try bench.pull(alice)
        let (device, reader) = (try bench.device(alice), try bench.reader())
        let (incarnation, cursor) = (try alice.incarnation, try alice.pullCursor)
        func isNothingNew() throws -> Bool {
            try reader.pull(device, incarnation: incarnation, cursor: cursor).isNothingNew
        }
        for _ in 1...3 { #expect(try isNothingNew()) }
        bench.clock.advance(Self.day - 1)
        #expect(try isNothingNew())
        // Nobody has written; only the time is over.
        bench.clock.advance(1)
        #expect(try !isNothingNew())
    }

    @Test(arguments: [false, true])
    func `a grant prolonged after its end brings everything back`(isTicked: Bool) throws {
        let bench = try Bench()
        try Self.filled(bench)
        let alice = try bench.join("alice", role: "clerk")
        try bench.grant(alice, role: "clerk", ends: bench.clock.now + Self.day)
        try bench.pull(alice)
        bench.clock.advance(Self.day)
        if isTicked {
            let changed = try bench.hubStore.transaction { try bench.hub.tick() }
            #expect(changed)
        }
        // One device dropped the rows by itself, one was told, one knows nothing of it.
        try bench.pull(alice)
        try bench.grant(alice, role: "clerk", ends: bench.clock.now + Self.day)
        #expect(try bench.pull(alice) != .diverged)
        #expect(try alice.rows("note").count == 2 && alice.rows("memo").count == 2)
        _ = try bench.requireEqual(alice)
    }

    @Test func `a replica that dropped too early says so and has the rows again`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let alice = try bench.join("alice", role: "clerk")
        try bench.grant(alice, role: "clerk", ends: bench.clock.now + Self.day)
        try bench.pull(alice)
        // As a clock that jumps would have it.
        try alice.store.run("UPDATE scope_end SET ends = 1")
        #expect(try alice.dropEnded() == 5)
        #expect(try alice.lackedScopes.count == 2)
        for _ in 0..<20 {
            let page = try bench.page(alice, rows: 1).bytes
            #expect(!String(decoding: page, as: UTF8.self).contains("\"fresh\":true"))
            if try alice.take(page) != .more { break }
        }
        #expect(try alice.lackedScopes.isEmpty)
        #expect(try alice.rows("memo").count == 2)
        _ = try bench.requireEqual(alice)
    }

    @Test func `a page made before the end is not taken in after it`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let alice = try bench.join("alice", role: "clerk")
        try bench.grant(alice, role: "clerk", ends: bench.clock.now + Self.day)
        try bench.pull(alice)
        _ = try bench.office(bench.newNote("late").1)
        let page = try bench.page(alice).bytes
        bench.clock.advance(Self.day)
        #expect(try alice.take(page) == .more)
        #expect(try bench.pull(alice) != .diverged)
        #expect(try alice.rows("note").isEmpty)
    }

    @Test func `unsent work outlives the end, and is kept for the office`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let (alice, bob) = (try bench.join("alice", role: "clerk"), try bench.join("bob"))
        try bench.grant(alice, role: "clerk", ends: bench.clock.now + Self.day)
        try bench.pull(alice)
        let note = try #require(try alice.rows("note").first)
        _ = try alice.make([Edit("note", note.id, set: ["title": "mine"])])
        let line = bench.environment.newID()
        _ = try alice.make([Edit("line", line, set: ["noteId": note.id.json, "text": "seen"])])
        bench.clock.advance(Self.day)
        try alice.dropEnded()
        #expect(try alice.waitingCount() == 2)
        let outcomes = try bench.sync(alice)
        #expect(outcomes.map(\.verdict) == [.held, .applied])
        #expect(outcomes[0].findings.map(\.code) == ["scope.left"])
        try bench.sync(bob)
        #expect(try bob.rows(.reviewItem).map { $0["kind"]?.text } == ["scope.left"])
        _ = try alice.make([bench.newNote("too late").1])
        #expect(try bench.sync(alice).map(\.verdict) == [.refused])
    }

    @Test func `a scope lent by a row comes and goes with it, and ends by itself`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let person = bench.environment.newID()
        let alice = try bench.join("alice", person: person)
        let guest = try bench.join("guest", role: "guest", person: person)
        try bench.pull(alice)
        let (note, edit) = bench.newNote("hers")
        _ = try bench.office(edit)
        let epoch = try bench.device(alice).epoch
        _ = try bench.office(Edit("note", note, set: ["title": "still nobody's"]))
        #expect(try bench.device(alice).epoch == epoch)
        let ends = bench.clock.now + Self.day
        _ = try bench.office(
            Edit("note", note, set: ["personId": person.json, "until": .integer(ends)])
        )
        #expect(try bench.device(alice).epoch == epoch + 1)
        #expect(try bench.device(guest).epoch == 1)
        try bench.pull(alice)
        #expect(try alice.rows("memo").count == 2)
        _ = try bench.office(Edit("note", note, set: ["until": .integer(ends + Self.day)]))
        try bench.pull(alice)
        bench.clock.advance(Self.day)
        #expect(try alice.dropEnded() == 0)
        bench.clock.advance(Self.day)
        #expect(try alice.dropEnded() == 2)
        #expect(try alice.rows("note").count == 3)
        _ = try bench.hubStore.transaction { try bench.hub.tick() }
        #expect(try bench.pull(alice) != .diverged)
        _ = try bench.requireEqual(alice)
    }

    @Test func `a device enrolled later has what its person was lent before`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let person = bench.environment.newID()
        let (note, edit) = bench.newNote("hers")
        _ = try bench.office(edit)
        _ = try bench.office(Edit("note", note, set: ["personId": person.json]))
        let alice = try bench.join("alice", person: person)
        try bench.pull(alice)
        #expect(try alice.rows("memo").count == 2)
        _ = try bench.office(Edit("note", note, mark: .removed))
        try bench.pull(alice)
        #expect(try alice.rows("memo").isEmpty)
    }
}
