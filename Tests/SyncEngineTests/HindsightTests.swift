import Storage
import SyncCore
import Testing

@testable import SyncEngine

@Suite struct `What was right when it was made` {
    private func start() throws -> (bench: Bench, alice: Replica, note: RowID, north: RowID) {
        let bench = try Bench()
        let north = try bench.newClub("Nord")
        let (note, edit) = bench.newNote("start")
        _ = try bench.office(edit)
        let alice = try bench.join("alice")
        try bench.pull(alice)
        return (bench, alice, note, north)
    }

    private func move(_ note: RowID, to club: RowID, _ bench: Bench) throws {
        bench.clock.advance(1000)
        _ = try bench.hubStore.transaction {
            try bench.hub.submitAsHub([Edit("note", note, set: ["clubId": club.json])])
        }
    }

    @Test func `an edit of a row that left is held for its new owner, a fact counts`() throws {
        let (bench, alice, note, north) = try start()
        let nils = try bench.join("nils", centre: north)
        _ = try alice.make([Edit("note", note, set: ["title": "mine"])])
        let line = bench.environment.newID()
        _ = try alice.make([Edit("line", line, set: ["noteId": note.json, "text": "seen"])])
        try move(note, to: north, bench)
        let outcomes = try bench.sync(alice)
        #expect(outcomes.map(\.verdict) == [.held, .applied])
        #expect(outcomes[0].findings.map(\.code) == ["scope.left"])
        #expect(try alice.row(note) == nil)
        try bench.pull(nils)
        #expect(try nils.row(line) != nil)
        #expect(try nils.rows(.reviewItem).first?["centreId"] == north.json)
    }

    @Test func `a row that went and came back was seen all the same`() throws {
        let (bench, alice, note, north) = try start()
        _ = try alice.make([Edit("note", note, set: ["title": "mine"])])
        try move(note, to: north, bench)
        try move(note, to: bench.club, bench)
        let outcomes = try bench.sync(alice)
        #expect(outcomes.map(\.verdict) == [.applied])
        #expect(outcomes[0].findings.isEmpty)
    }

    @Test func `a row that came and went between two pulls was never seen`() throws {
        let (bench, alice, _, north) = try start()
        let id = bench.environment.newID()
        bench.clock.advance(1000)
        _ = try bench.hubStore.transaction {
            try bench.hub.submitAsHub([
                Edit("note", id, set: ["clubId": bench.club.json, "title": "short"])
            ])
        }
        try move(id, to: north, bench)
        _ = try alice.make([
            Edit("note", id, set: ["clubId": north.json, "title": "guessed"])
        ])
        #expect(try bench.push(alice).map(\.verdict) == [.refused])
    }

    @Test func `what was held is let in by its new owner, with the rights it was made with`()
        throws
    {
        let (bench, alice, note, north) = try start()
        let nils = try bench.join("nils", centre: north, role: "chief")
        _ = try alice.make([Edit("note", note, set: ["title": "mine"])])
        try move(note, to: north, bench)
        try bench.sync(alice)
        try bench.pull(nils)
        let item = try #require(try nils.rows(.reviewItem).first)
        _ = try nils.make([Edit(.reviewItem, item.id, set: ["decision": "accept"])])
        #expect(try bench.sync(nils).map(\.verdict) == [.applied])
        #expect(try nils.row(note)?["title"] == "mine")
    }

    @Test func `a base from before a smaller grant judges by the grant it had`() throws {
        let (bench, alice, note, north) = try start()
        _ = try alice.make([Edit("note", note, set: ["title": "mine"])])
        try bench.grant(alice, centre: north)
        let outcomes = try bench.sync(alice)
        #expect(outcomes.map(\.verdict) == [.held])
        #expect(try bench.reader().rows(.reviewItem).first?["centreId"] == bench.club.json)
        // From now on it is another club's device.
        _ = try alice.make([Edit("note", note, set: ["clubId": bench.club.json, "title": "no"])])
        #expect(try bench.push(alice).map(\.verdict) == [.refused])
    }
}

@Suite struct `Devices that ended` {
    @Test func `a lost device's store keeps its outbox and nothing else`() throws {
        let bench = try Bench()
        let (_, edit) = bench.newNote("theirs")
        _ = try bench.office(edit)
        let alice = try bench.join("alice")
        try bench.pull(alice)
        _ = try alice.make([bench.newNote("unsent").1])
        try alice.wipe()
        #expect(try alice.waitingCount() == 1)
        #expect(try alice.rows("note").isEmpty && alice.rows("club").isEmpty)
        let rows = try alice.store.first("SELECT count(*) FROM state") { $0.int(0) }
        #expect(rows == 0)
        #expect(try alice.cursor == nil)
    }

    @Test func `a code for a device in use is not given`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        let error = #expect(throws: SyncError.self) {
            try bench.hub.invite(
                role: Role(rawValue: "member"),
                centre: bench.club,
                admitting: alice.identity.device
            )
        }
        #expect(error?.code == "device.in_use")
    }

    @Test func `what the hub has is not sent again under the new incarnation`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        let (first, edit) = bench.newNote("sent, answer lost")
        _ = try alice.make([edit])
        let device = try bench.device(alice)
        let request = try #require(try alice.nextPush())
        _ = try bench.hubStore.transaction { try bench.hub.push(request, from: device) }
        _ = try bench.office(Edit("note", first, set: ["title": "the office's"]))
        let (second, later) = bench.newNote("unsent")
        _ = try alice.make([later])
        try bench.hub.revoke(alice.identity.device, isLost: true)
        try alice.wipe()
        let again = try bench.rejoin(alice).replica
        #expect(try again.waitingCount() == 1)
        #expect(try bench.sync(again).map(\.verdict) == [.applied])
        #expect(try again.row(first)?["title"] == "the office's")
        #expect(try again.row(second)?["title"] == "unsent")
    }

    @Test func `what another copy sent under the same number leaves nothing of this one's out`()
        throws
    {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.sync(alice)
        let (mine, edit) = bench.newNote("this copy's")
        _ = try alice.make([edit])
        let request = try #require(try alice.nextPush())
        let (others, other) = bench.newNote("the other copy's")
        let sent = Operation(
            incarnation: request.incarnation,
            number: request.first,
            schema: 1,
            at: bench.clock.now,
            base: nil,
            edits: [other]
        )
        let copys = PushRequest(
            incarnation: request.incarnation,
            first: request.first,
            deviceNow: bench.clock.now,
            operations: [sent.json.bytes()]
        )
        _ = try bench.deliver(copys, from: try bench.device(alice))
        try bench.hub.revoke(alice.identity.device, isLost: false)
        let (again, heard) = try bench.rejoin(alice)
        #expect(heard.last == 1)
        #expect(try again.waitingCount() == 1)
        #expect(try bench.sync(again).map(\.verdict) == [.applied])
        #expect(try again.row(mine)?["title"] == "this copy's")
        #expect(try again.row(others)?["title"] == "the other copy's")
    }

    @Test func `a retired device sends for a day, then only hears its first answers again`() throws
    {
        let bench = try Bench()
        let alice = try bench.join("alice")
        _ = try alice.make([bench.newNote("one").1])
        try bench.hub.retire(alice.identity.device)
        bench.clock.advance(40 * 86_400_000)
        let first = try bench.push(alice)
        #expect(first.map(\.verdict) == [.held])
        bench.clock.advance(Hub.lastPush)
        #expect(try bench.push(alice) == first)
        _ = try alice.make([bench.newNote("two").1])
        let error = #expect(throws: SyncError.self) { try bench.push(alice) }
        #expect(error?.code == "device.retired")
        #expect(try alice.waitingCount() == 2)
    }
}
