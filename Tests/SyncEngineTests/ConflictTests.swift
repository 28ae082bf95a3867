import Storage
import SyncCore
import SyncEngine
import Testing

@Suite struct `Edits that did not see each other` {
    private func note(_ bench: Bench, _ replicas: Replica...) throws -> RowID {
        let (id, edit) = bench.newNote("start")
        _ = try bench.office(edit)
        for replica in replicas { try bench.pull(replica) }
        return id
    }

    @Test func `the later of two titles stays, whoever syncs first`() throws {
        for isAliceFirst in [true, false] {
            let bench = try Bench()
            let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
            let id = try note(bench, alice, bob)
            bench.clock.advance(1000)
            _ = try alice.make([Edit("note", id, set: ["title": "earlier"])])
            bench.clock.advance(1000)
            _ = try bob.make([Edit("note", id, set: ["title": "later"])])
            bench.clock.advance(1000)
            for replica in isAliceFirst ? [alice, bob, alice] : [bob, alice, bob] {
                try bench.sync(replica)
            }
            #expect(try alice.row(id)?["title"]?.text == "later")
            #expect(try bob.row(id)?["title"]?.text == "later")
            try expectEqual(bench, alice, bob)
        }
    }

    @Test func `two chiefs are asked about, and the answer reaches everybody`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let id = try note(bench, alice, bob)
        _ = try alice.make([Edit("note", id, set: ["chief": "Ada"])])
        _ = try bob.make([Edit("note", id, set: ["chief": "Bo"])])
        #expect(try bench.sync(alice).map(\.verdict) == [.applied])
        let outcome = try #require(try bench.sync(bob).first)
        #expect(outcome.verdict == .merged)
        #expect(outcome.findings.map(\.code) == ["field.review"])
        let item = try #require(try bob.rows(.reviewItem).first)
        let sides = try bob.rows(.reviewSide)
        #expect(sides.count == 2)
        let taken = try #require(sides.first { $0["values"]?["chief"]?.text == "Bo" })
        _ = try bob.make([
            Edit(.reviewItem, item.id, set: ["decision": "take", "side": taken.id.json])
        ])
        #expect(try bench.sync(bob).map(\.verdict) == [.applied])
        try bench.sync(alice)
        #expect(try alice.row(id)?["chief"]?.text == "Bo")
        #expect(try alice.row(item.id)?["state"]?.text == "decided")
        try expectEqual(bench, alice, bob)
    }

    @Test func `held work waits for a person and runs as its author's`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob", role: "chief"))
        let (id, edit) = bench.newNote("ask first")
        _ = try alice.make([edit])
        _ = try alice.make([
            Edit("line", bench.environment.newID(), set: ["noteId": id.json, "text": "on it"])
        ])
        let outcomes = try bench.sync(alice)
        #expect(outcomes.map(\.verdict) == [.held, .held])
        #expect(outcomes[1].findings.map(\.code) == ["depends.held"])
        #expect(try alice.row(id) == nil)
        try bench.sync(bob)
        let item = try #require(
            try bob.rows(.reviewItem).first { $0["kind"]?.text == "access.proposed" }
        )
        _ = try bob.make([Edit(.reviewItem, item.id, set: ["decision": "accept"])])
        #expect(try bench.sync(bob).map(\.verdict) == [.applied])
        try bench.sync(alice)
        #expect(try alice.row(id)?["title"]?.text == "ask first")
        try expectEqual(bench, alice, bob)
    }

    @Test func `of two decisions the first counts and the second reopens`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob", role: "chief"))
        let (id, edit) = bench.newNote("ask first")
        _ = try alice.make([edit])
        try bench.sync(alice)
        try bench.sync(bob)
        let item = try #require(try bob.rows(.reviewItem).first)
        _ = try bob.make([Edit(.reviewItem, item.id, set: ["decision": "accept"])])
        _ = try alice.make([Edit(.reviewItem, item.id, set: ["decision": "reject"])])
        try bench.sync(bob)
        let second = try #require(try bench.sync(alice).first)
        #expect(second.verdict == .merged)
        #expect(second.findings.map(\.code).contains("review.reopened"))
        try bench.sync(bob)
        #expect(try bob.row(id) != nil)
        #expect(try bob.row(item.id)?["state"]?.text == "open")
        try expectEqual(bench, alice, bob)
    }

    @Test func `an edit brings back a row that was removed unseen`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let id = try note(bench, alice, bob)
        _ = try alice.make([Edit("note", id, mark: .removed)])
        #expect(try alice.row(id) == nil)
        _ = try bob.make([Edit("note", id, set: ["title": "still needed"])])
        try bench.sync(alice)
        let outcome = try #require(try bench.sync(bob).first)
        #expect(outcome.findings.map(\.code) == ["row.brought_back"])
        try bench.sync(alice)
        #expect(try alice.row(id)?["title"]?.text == "still needed")
        #expect(try alice.rows(.reviewItem).count == 1)
        try expectEqual(bench, alice, bob)
    }

    @Test func `an erased person leaves a tombstone that no old device fills again`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let person = bench.environment.newID()
        _ = try bench.office(
            Edit("human", person, set: ["clubId": bench.club.json, "name": "Kari Eksempel"])
        )
        let (id, edit) = bench.newNote("about her")
        var about = edit
        about.set["personId"] = person.json
        _ = try bench.office(about)
        try bench.pull(alice)
        try bench.pull(bob)
        _ = try bob.make([Edit("human", person, set: ["name": "Kari E."])])
        _ = try alice.make([Edit("human", person, set: ["gone": true])])
        try bench.sync(alice)
        let late = try #require(try bench.sync(bob).first)
        #expect(late.findings.map(\.code) == ["person.erased"])
        for replica in [alice, bob] {
            try bench.sync(replica)
            #expect(try replica.row(person) == nil)
            #expect(try replica.row(id)?["personId"] == nil)
            #expect(try replica.row(id)?["title"] == nil)
        }
        let kept = try bench.hubStore.first(
            "SELECT count(*) FROM operation WHERE instr(bytes, 'Kari') > 0"
        ) { $0.int(0) }
        #expect(kept == 0)
        try expectEqual(bench, alice, bob)
    }

    @Test func `a row that moves to another centre leaves the first one's devices`() throws {
        let bench = try Bench()
        let other = bench.environment.newID()
        _ = try bench.office(Edit("club", other, set: ["name": "Naboen"]))
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob", centre: other))
        let id = try note(bench, alice, bob)
        let line = bench.environment.newID()
        _ = try bench.office(Edit("line", line, set: ["noteId": id.json, "text": "child"]))
        try bench.sync(alice)
        try bench.sync(bob)
        #expect(try alice.row(line) != nil)
        #expect(try bob.row(id) == nil)
        _ = try bench.office(Edit("note", id, set: ["clubId": other.json]))
        try bench.sync(alice)
        try bench.sync(bob)
        #expect(try alice.row(id) == nil)
        #expect(try alice.row(line) == nil)
        #expect(try bob.row(line) != nil)
        try expectEqual(bench, alice, bob)
    }
}
