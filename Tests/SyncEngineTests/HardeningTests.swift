import Storage
import SyncCore
import SyncEngine
import Testing

/// Faults a reviewer found once; each of these failed before it was mended.
@Suite struct `What must not happen again` {
    @Test func `an operation too large for its review is held all the same`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let text = String(repeating: "x", count: 480)
        var edits = [bench.newNote("ask first").1]
        for _ in 0..<150 {
            edits.append(bench.newNote(text).1)
        }
        _ = try alice.make(edits)
        _ = try alice.make([bench.newNote("fine").1])
        #expect(try bench.sync(alice).map(\.verdict) == [.held, .applied])
        try bench.sync(bob)
        #expect(try bob.rows("note").count == 1)
    }

    @Test func `an edit that says nothing brings no removed row back`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        let (id, edit) = bench.newNote("n")
        _ = try bench.office(edit)
        _ = try bench.office(Edit("note", id, mark: .removed))
        let operation = Operation(
            incarnation: alice.identity.incarnation,
            number: 1,
            schema: 1,
            at: 0,
            base: nil,
            edits: [Edit("note", id)]
        )
        let request = PushRequest(
            incarnation: alice.identity.incarnation,
            first: 1,
            deviceNow: 0,
            operations: [operation.json.bytes()]
        )
        let device = try bench.device(alice)
        let answer = try bench.hubStore.transaction { try bench.hub.push(request, from: device) }
        #expect(answer.outcomes.first?.findings.map(\.code) == ["op.malformed"])
        #expect(try bench.reader().row(id)?.isRemoved == true)
    }

    @Test func `a reference to a row of another kind is refused`() throws {
        let bench = try Bench()
        let (note, edit) = bench.newNote("n")
        _ = try bench.office(edit)
        let outcome = try bench.office(
            Edit("note", bench.environment.newID(), set: ["clubId": note.json])
        )
        #expect(outcome.verdict == .refused)
        #expect(outcome.findings.map(\.code) == ["field.reference"])
    }

    @Test func `a fact's empty fields stay empty`() throws {
        let bench = try Bench()
        let (note, edit) = bench.newNote("n")
        _ = try bench.office(edit)
        let line = bench.environment.newID()
        _ = try bench.office(Edit("line", line, set: ["noteId": note.json]))
        let outcome = try bench.office(Edit("line", line, set: ["text": "later"]))
        #expect(outcome.findings.map(\.code) == ["fact.immutable"])
    }

    @Test func `bytes nobody could find again by a person's id are not kept`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        let request = PushRequest(
            incarnation: alice.identity.incarnation,
            first: 1,
            deviceNow: 0,
            operations: [Array("{\"name\":\"Kari Eksempel\"}".utf8)]
        )
        let device = try bench.device(alice)
        let answer = try bench.hubStore.transaction { try bench.hub.push(request, from: device) }
        #expect(answer.outcomes.map(\.verdict) == [.refused])
        let kept = try bench.hubStore.first(
            "SELECT count(*) FROM operation WHERE bytes IS NOT NULL AND origin > 1"
        ) { $0.int(0) }
        #expect(kept == 0)
    }

    @Test func `erasing one person leaves others' held work to be let in`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob", role: "chief"))
        let (kari, ola) = (bench.environment.newID(), bench.environment.newID())
        for (id, name) in [(kari, "Kari"), (ola, "Ola")] {
            _ = try bench.office(
                Edit("human", id, set: ["clubId": bench.club.json, "name": .string(name)])
            )
        }
        try bench.pull(alice)
        try bench.hub.retire(alice.identity.device)
        _ = try alice.make([
            Edit("human", kari, set: ["name": "Kari Nordmann"]),
            Edit("human", ola, set: ["name": "Ola Nordmann"]),
        ])
        try bench.push(alice)
        _ = try bench.office(Edit("human", kari, set: ["gone": true]))
        try bench.sync(bob)
        let item = try #require(
            try bob.rows(.reviewItem).first { $0["kind"]?.text == "device.retired" }
        )
        let side = try #require(try bob.rows(.reviewSide).first)
        #expect(!String(decoding: side.wire, as: UTF8.self).contains("Kari"))
        _ = try bob.make([Edit(.reviewItem, item.id, set: ["decision": "accept"])])
        #expect(try bench.sync(bob).map(\.verdict) == [.applied])
        #expect(try bob.row(ola)?["name"]?.text == "Ola Nordmann")
        #expect(try bob.row(kari) == nil)
        try expectEqual(bench, bob)
    }

    @Test func `held work let in late does not undo what its author did since`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let (id, edit) = bench.newNote("n")
        _ = try bench.office(edit)
        try bench.pull(alice)
        _ = try alice.make([Edit("note", id, set: ["title": "ask first"])])
        _ = try alice.make([Edit("note", id, set: ["title": "decided myself"])])
        #expect(try bench.sync(alice).map(\.verdict) == [.held, .applied])
        try bench.sync(bob)
        let item = try #require(try bob.rows(.reviewItem).first)
        _ = try bob.make([Edit(.reviewItem, item.id, set: ["decision": "reject"])])
        #expect(try bench.sync(bob).map(\.verdict) == [.applied])
        #expect(try bob.row(id)?["title"]?.text == "decided myself")
    }

    @Test func `a decision does not overwrite what its maker had not seen`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let (id, edit) = bench.newNote("n")
        _ = try bench.office(edit)
        for replica in [alice, bob] { try bench.pull(replica) }
        _ = try alice.make([Edit("note", id, set: ["chief": "Ada"])])
        _ = try bob.make([Edit("note", id, set: ["chief": "Bo"])])
        for replica in [alice, bob, alice] { try bench.sync(replica) }
        let item = try #require(try bob.rows(.reviewItem).first)
        let side = try #require(
            try bob.rows(.reviewSide).first { $0["values"]?["chief"]?.text == "Bo" }
        )
        _ = try bob.make([
            Edit(.reviewItem, item.id, set: ["decision": "take", "side": side.id.json])
        ])
        _ = try alice.make([Edit("note", id, set: ["chief": "Cai"])])
        try bench.sync(alice)
        let late = try #require(try bench.sync(bob).first)
        #expect(late.findings.map(\.code) == ["review.changed_since"])
        #expect(try bob.row(id)?["chief"]?.text == "Cai")
        #expect(try bob.row(item.id)?["state"]?.text == "open")
    }

    @Test func `an author sees what became of her held work`() throws {
        let bench = try Bench()
        let other = bench.environment.newID()
        _ = try bench.office(Edit("club", other, set: ["name": "Naboen"]))
        let alice = try bench.join("alice")
        try bench.pull(alice)
        _ = try alice.make([bench.newNote("ask first").1])
        let held = try #require(try bench.sync(alice).first)
        let item = try #require(try alice.rows(.reviewItem).first)
        #expect(item["operationSeq"]?.integer == held.seq)
    }

    @Test func `a device that hears nothing for half a year because nothing happened goes on`()
        throws
    {
        let bench = try Bench()
        let alice = try bench.join("alice")
        _ = try bench.office(bench.newNote("n").1)
        try bench.pull(alice)
        bench.clock.advance(200 * 86_400_000)
        #expect(try bench.page(alice).isNothingNew)
        _ = try bench.office(bench.newNote("after the winter").1)
        #expect(
            try alice.take(try bench.page(alice).bytes)
                == .complete(rows: 1, left: 0, outcomes: 0, requeued: 0)
        )
    }

    @Test func `a device the hub no longer knows joins anew and keeps its work`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        let (known, edit) = bench.newNote("the hub has this")
        _ = try alice.make([edit])
        try bench.sync(alice)
        let (waiting, other) = bench.newNote("and not this")
        _ = try alice.make([other])
        let again = try bench.rejoin(alice, isSame: false).replica
        #expect(try again.waitingCount() == 2)
        #expect(try bench.sync(again).allSatisfy { $0.verdict != .refused })
        #expect(try again.waitingCount() == 0)
        #expect(try again.row(known) != nil)
        #expect(try again.row(waiting)?["title"]?.text == "and not this")
        #expect(try bench.reader().rows("note").count == 2)
        try expectEqual(bench, again)
    }

    @Test func `work a restored hub has lost is sent again`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        _ = try alice.make([bench.newNote("before the backup").1])
        try bench.sync(alice)
        let mark = try bench.hub.head()
        let (late, edit) = bench.newNote("after the backup")
        _ = try alice.make([edit])
        try bench.sync(alice)
        #expect(try alice.waitingCount() == 0)
        // As a restore leaves it: everything after the mark is gone, and a new timeline runs.
        try bench.loseEverything(after: mark, row: late)
        let hub = try Hub(bench.hubStore, domain: bench.domain, environment: bench.environment)
        let device = try bench.device(alice)
        let result = try alice.take(try bench.page(alice).bytes)
        guard case .complete(_, _, _, let requeued) = result else {
            Issue.record("the pull did not come to its end: \(result)")
            return
        }
        #expect(requeued == 1)
        #expect(try alice.row(late)?["title"]?.text == "after the backup")
        let request = try #require(try alice.nextPush())
        let answer = try bench.hubStore.transaction { try hub.push(request, from: device) }
        #expect(answer.outcomes.map(\.verdict) == [.applied])
        _ = try alice.take(answer, to: request)
        try bench.pull(alice)
        #expect(try bench.reader().row(late)?["title"]?.text == "after the backup")
        #expect(try alice.waitingCount() == 0)
    }
}

extension Bench {
    /// What a restore from a backup does to a store, by hand: rows, scopes and operations as they were.
    fileprivate func loseEverything(after seq: Int64, row: RowID) throws {
        let fork = environment.newID()
        try hubStore.transaction {
            let number = try hubStore.first("SELECT row FROM state WHERE id = ?1", row.bytes) {
                $0.int64(0)
            }
            let hash = try hubStore.first("SELECT hash FROM state WHERE id = ?1", row.bytes) {
                $0.int64(0)
            }
            try hubStore.run("DELETE FROM lookup WHERE row = ?1", number)
            try hubStore.run(
                """
                UPDATE scope_sum SET sum = sum - ?1, rows = rows - 1
                WHERE bucket = ?2 AND scope IN (SELECT scope FROM scope_row WHERE row = ?3)
                """,
                hash,
                Int64(row.low & 0xFF),
                number
            )
            try hubStore.run("DELETE FROM scope_row WHERE row = ?1", number)
            try hubStore.run("DELETE FROM state WHERE row = ?1", number)
            try hubStore.run("DELETE FROM history WHERE row = ?1", number)
            try hubStore.run("DELETE FROM operation WHERE seq > ?1", seq)
            try hubStore.run(
                "UPDATE incarnation SET last_number = last_number - 1 WHERE origin > 1"
            )
            try hubStore.run(
                "INSERT INTO timeline (id, parent, forked_at, started) VALUES (?1, NULL, ?2, 0)",
                fork.bytes,
                seq
            )
        }
    }
}
