import Storage
import SyncCore
import SyncEngine
import Testing

@Suite struct `Grants that change` {
    /// A club with notes for all and memos for its clerks.
    private static func filled(_ bench: Bench, club: RowID? = nil, count: Int = 5) throws {
        for number in 0..<count {
            let id = (club ?? bench.club).json
            let title: JSONValue = .string("n\(number)")
            _ = try bench.hubStore.transaction {
                let run = bench.environment
                return try bench.hub.submitAsHub([
                    Edit("note", run.newID(), set: ["clubId": id, "title": title]),
                    Edit("memo", run.newID(), set: ["clubId": id, "title": title]),
                ])
            }
        }
    }

    @Test func `a new scope comes, a lost one goes, and nothing else is sent again`() throws {
        let bench = try Bench()
        try Self.filled(bench)
        let alice = try bench.join("alice")
        try bench.pull(alice)
        #expect(try alice.rows("memo").isEmpty)
        let gained = try bench.grant(alice, role: "clerk")
        #expect(gained.gained == [.centre(bench.club, "desk")] && gained.lost.isEmpty)
        #expect(try bench.pull(alice) == .complete(rows: 5, left: 0, outcomes: 0, requeued: 0))
        #expect(try alice.rows("memo").count == 5)
        let lost = try bench.grant(alice)
        #expect(lost.lost == [.centre(bench.club, "desk")] && lost.gained.isEmpty)
        #expect(try bench.pull(alice) == .complete(rows: 0, left: 5, outcomes: 0, requeued: 0))
        #expect(try alice.rows("note").count == 5)
        #expect(try alice.rows("memo").isEmpty)
        _ = try bench.requireEqual(alice)
    }

    @Test func `the same grant again changes nothing, and a dry run writes nothing`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        let head = try bench.hub.head()
        #expect(try bench.grant(alice).isUnchanged)
        let dry = try bench.hubStore.transaction {
            try bench.hub.changeGrant(
                of: alice.identity.device,
                to: Grant(role: Role(rawValue: "clerk"), centre: bench.club),
                isDry: true
            )
        }
        #expect(dry.gained.count == 1)
        #expect(try bench.hub.head() == head)
        #expect(try bench.device(alice).grant.role == Role(rawValue: "member"))
    }

    @Test func `a device that moves to another club holds that one's rows only`() throws {
        let bench = try Bench()
        let north = try bench.newClub("Nord")
        try Self.filled(bench)
        try Self.filled(bench, club: north, count: 3)
        let alice = try bench.join("alice", role: "clerk")
        try bench.pull(alice)
        try bench.grant(alice, role: "clerk", centre: north)
        try bench.pull(alice)
        #expect(try alice.rows("note").count == 3)
        #expect(try bench.requireEqual(alice).count == 2)
    }

    @Test(arguments: [1, 2, 3, 7])
    func `grants that change between any two pages come out right`(rows: Int) throws {
        // Every number of pages before the change, and every number before the one after it.
        for first in 0..<6 {
            for second in 0..<4 {
                let bench = try Bench()
                let north = try bench.newClub("Nord")
                try Self.filled(bench)
                try Self.filled(bench, club: north, count: 4)
                let alice = try bench.join("alice")
                try bench.pull(alice)
                try bench.grant(alice, role: "clerk")
                try Self.takePages(first, rows, alice, bench)
                try Self.change(bench, "desk", alice)
                try bench.grant(alice, role: "clerk", centre: north)
                try Self.takePages(second, rows, alice, bench)
                try Self.change(bench, "field", alice)
                try bench.grant(alice, role: "clerk")
                try Self.requireNoReset(alice, rows, bench)
                #expect(try alice.rows("note").count == bench.reader().rows("note").count - 4)
                _ = try bench.requireEqual(alice)
            }
        }
    }

    @Test func `a scope lost and regained between two pulls is right, also in what left it`() throws
    {
        let bench = try Bench()
        let north = try bench.newClub("Nord")
        try Self.filled(bench)
        let alice = try bench.join("alice", role: "clerk")
        try bench.pull(alice)
        let memo = try #require(try alice.rows("memo").first)
        try bench.grant(alice)
        _ = try bench.hubStore.transaction {
            try bench.hub.submitAsHub([Edit("memo", memo.id, set: ["clubId": north.json])])
        }
        try bench.grant(alice, role: "clerk")
        try Self.requireNoReset(alice, 2, bench)
        #expect(try alice.row(memo.id) == nil)
        #expect(try alice.rows("memo").count == 4)
        _ = try bench.requireEqual(alice)
    }

    @Test func `unsent work and answered work outlive a change of grants`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        let (_, edit) = bench.newNote("unsent")
        _ = try alice.make([edit])
        try bench.grant(alice, role: "clerk")
        try bench.pull(alice)
        #expect(try alice.waitingCount() == 1)
        #expect(try bench.sync(alice).map(\.verdict) == [.applied])
    }

    @Test func `the office, a retired device and an unknown one have no grant to change`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.hub.retire(alice.identity.device)
        let grant = Grant(role: Role(rawValue: "clerk"), centre: bench.club)
        for (id, code) in [
            (try bench.hub.office().id, "device.office"), (alice.identity.device, "device.ended"),
            (bench.environment.newID(), "device.unknown"),
        ] {
            let error = #expect(throws: SyncError.self) {
                try bench.hubStore.transaction { try bench.hub.changeGrant(of: id, to: grant) }
            }
            #expect(error?.code == code)
        }
    }

    private static func takePages(_ count: Int, _ rows: Int, _ replica: Replica, _ bench: Bench)
        throws
    {
        for _ in 0..<count { _ = try replica.take(try bench.page(replica, rows: rows).bytes) }
    }

    /// Somebody else writes, moves a row between the club's scopes and makes a new one.
    private static func change(_ bench: Bench, _ word: String, _ replica: Replica) throws {
        bench.clock.advance(1000)
        let notes = try bench.reader().rows("note")
        guard let note = notes.first(where: { $0["clubId"] == bench.club.json }) else { return }
        _ = try bench.office(Edit("note", note.id, set: ["title": .string("changed \(word)")]))
        _ = try bench.office(bench.newNote("new \(word)").1)
    }

    /// Pulls to the end, and fails if the state is ever begun afresh.
    private static func requireNoReset(_ replica: Replica, _ rows: Int, _ bench: Bench) throws {
        for _ in 0..<200 {
            let page = try bench.page(replica, rows: rows).bytes
            #expect(!String(decoding: page, as: UTF8.self).contains("\"fresh\":true"))
            let result = try replica.take(page)
            #expect(result != .diverged)
            guard result == .more else { return }
        }
        Issue.record("The pull does not end.")
    }
}
