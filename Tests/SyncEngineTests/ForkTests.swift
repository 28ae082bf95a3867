import Storage
import SyncCore
import SyncEngine
import Testing

@Suite struct `Copied and restored stores` {
    private let bench: Bench
    private let alice: Replica

    init() throws {
        bench = try Bench()
        alice = try bench.join("alice")
        try bench.pull(alice)
        try note("first")
        try bench.sync(alice)
    }

    private func note(_ title: String, on replica: Replica? = nil) throws {
        bench.clock.advance(1000)
        _ = try (replica ?? alice).make([bench.newNote(title).1])
    }

    private func expectAllEqual(_ replicas: Replica...) throws {
        for replica in replicas {
            try bench.sync(replica)
            #expect(try replica.waitingCount() == 0)
        }
        for replica in replicas {
            try bench.pull(replica)
            for (scope, sum) in try replica.sums() {
                #expect(try bench.reader().sum(of: scope) == sum)
            }
        }
    }

    @Test func `two copies that are both used lose nothing and double nothing`() throws {
        let copy = try bench.copy(alice)
        for round in 1...3 {
            try note("a\(round)")
            try note("b\(round)", on: copy)
            try bench.sync(alice)
            try bench.sync(copy)
        }
        #expect(try bench.titles() == ["a1", "a2", "a3", "b1", "b2", "b3", "first"])
        #expect(try copy.incarnation != alice.incarnation)
        try expectAllEqual(alice, copy)
    }

    @Test func `a copy renumbers only from the first operation that differs`() throws {
        try note("both")
        let copy = try bench.copy(alice)
        try note("a")
        try note("b", on: copy)
        let sent = try bench.sync(alice)
        let answers = try bench.sync(copy)
        // What both had made before is one operation, with one answer.
        #expect(answers.first == sent.first)
        #expect(try bench.titles() == ["a", "b", "both", "first"])
        let own = try copy.answered().map(\.number)
        #expect(own == [3, 2, 1])
        try expectAllEqual(alice, copy)
    }

    @Test func `a store put back to before its work was answered asks for the answers`() throws {
        try note("waits")
        let old = try bench.copy(alice)
        try note("later")
        try bench.sync(alice)
        let incarnation = try old.incarnation
        #expect(try bench.sync(old).map(\.verdict) == [.applied])
        #expect(try old.waitingCount() == 0)
        #expect(try old.answered().count == 2)
        #expect(try old.rows("note").count == 3)
        // The hub has more of it than the store knows of: what it makes next is of a new life.
        #expect(try old.incarnation != incarnation)
        try note("after", on: old)
        #expect(try bench.sync(old).map(\.verdict) == [.applied])
        #expect(try bench.titles() == ["after", "first", "later", "waits"])
        try expectAllEqual(old)
    }

    @Test func `a pull alone finds out that a store is an old one`() throws {
        let old = try bench.copy(alice)
        try note("later")
        try bench.sync(alice)
        try bench.pull(old)
        #expect(try old.incarnation != alice.incarnation)
        try note("b", on: old)
        let request = try #require(try old.nextPush())
        #expect(request.first == 1)
        #expect(try bench.sync(old).map(\.verdict) == [.applied])
        try expectAllEqual(alice, old)
    }

    @Test func `another copy's answers settle nothing in this one`() throws {
        let copy = try bench.copy(alice)
        try note("a")
        try bench.sync(alice)
        try note("b", on: copy)
        // Pulled before it pushed: the answer to number 2 is that of the other store's.
        try bench.pull(copy)
        #expect(try copy.waitingCount() == 1)
        #expect(try copy.rows("note").count == 3)
        try bench.sync(copy)
        #expect(try bench.titles() == ["a", "b", "first"])
        try expectAllEqual(alice, copy)
    }

    @Test func `a crash between the new life and its first push changes nothing`() throws {
        let copy = try bench.copy(alice)
        try note("a")
        try bench.sync(alice)
        try note("b", on: copy)
        let request = try #require(try copy.nextPush())
        let answer = try bench.deliver(request, from: try bench.device(copy))
        #expect(answer.forkedFrom == 2)
        _ = try copy.take(answer, to: request)
        let again = try bench.copy(copy)
        #expect(try again.incarnation == copy.incarnation)
        try bench.sync(again)
        #expect(try bench.titles() == ["a", "b", "first"])
        try expectAllEqual(alice, again)
    }

    @Test func `a copy of a copy that has not been heard of yet is told apart, too`() throws {
        let copy = try bench.copy(alice)
        try note("a")
        try bench.sync(alice)
        try bench.pull(copy)
        let third = try bench.copy(copy)
        #expect(try third.incarnation == copy.incarnation)
        try note("b", on: copy)
        try note("c", on: third)
        try bench.sync(copy)
        try bench.sync(third)
        #expect(try Set([alice.incarnation, copy.incarnation, third.incarnation]).count == 3)
        #expect(try bench.titles() == ["a", "b", "c", "first"])
        try expectAllEqual(alice, copy, third)
    }

    @Test func `an answer lost after the fork is asked for again`() throws {
        let copy = try bench.copy(alice)
        try note("a")
        try bench.sync(alice)
        try note("b", on: copy)
        let request = try #require(try copy.nextPush())
        _ = try copy.take(try bench.deliver(request, from: try bench.device(copy)), to: request)
        let renewed = try #require(try copy.nextPush())
        let first = try bench.deliver(renewed, from: try bench.device(copy))
        #expect(try bench.deliver(renewed, from: try bench.device(copy)) == first)
        try expectAllEqual(copy)
        #expect(try bench.titles() == ["a", "b", "first"])
    }

    @Test func `work is shown once while its answer waits for the state that has it`() throws {
        try note("mine")
        try bench.push(alice)
        #expect(try alice.waitingCount() == 1)
        #expect(try alice.rows("note").count == 2)
        try bench.pull(alice)
        #expect(try alice.waitingCount() == 0)
        #expect(try alice.rows("note").count == 2)
    }

    @Test func `a number whose digest is not kept any more is held and not done again`() throws {
        try note("old")
        let request = try #require(try alice.nextPush())
        let device = try bench.device(alice)
        _ = try bench.deliver(request, from: device)
        let head = try bench.hub.head()
        try bench.hubStore.run("UPDATE operation SET digest = x'' WHERE number = 2")
        let answer = try bench.deliver(request, from: device)
        #expect(answer.outcomes.map(\.verdict) == [.held])
        #expect(answer.outcomes.first?.findings.map(\.code) == ["number.too_old"])
        #expect(try bench.hub.head() == head)
        _ = try alice.take(answer, to: request)
        try bench.pull(alice)
        #expect(try alice.waitingCount() == 0)
        #expect(try bench.titles() == ["first", "old"])
    }

    @Test func `a number whose row is gone is held and not done again`() throws {
        try note("old")
        let request = try #require(try alice.nextPush())
        let device = try bench.device(alice)
        _ = try bench.deliver(request, from: device)
        try note("newer")
        try bench.push(alice)
        try bench.hubStore.run("DELETE FROM operation WHERE number = 2 AND origin > 1")
        let answer = try bench.deliver(request, from: device)
        #expect(answer.outcomes.first?.findings.map(\.code) == ["number.too_old"])
        #expect(try bench.titles() == ["first", "newer", "old"])
    }

    @Test func `a number whose bytes were erased is filled`() throws {
        for title in ["erased", "kept"] { try note(title) }
        try bench.sync(alice)
        // As erasing leaves it: the bytes are nowhere, and the restored hub asks for them.
        try alice.store.run("UPDATE answered SET bytes = NULL WHERE number = 2")
        let fork = bench.environment.newID()
        try bench.hubStore.transaction {
            try bench.hubStore.run("DELETE FROM operation WHERE number >= 2 AND origin > 1")
            try bench.hubStore.run("UPDATE incarnation SET last_number = 1 WHERE origin > 1")
            try bench.hubStore.run(
                "INSERT INTO timeline (id, parent, forked_at, started) VALUES (?1, NULL, ?2, 0)",
                fork.bytes,
                try bench.hub.head()
            )
        }
        try note("new")
        // The empty one keeps the number; the others are as they were.
        #expect(try bench.sync(alice).count == 3)
        #expect(try alice.waitingCount() == 0)
        #expect(try bench.titles() == ["erased", "first", "kept", "new"])
    }
}
