import Storage
import SyncCore
import Testing

@testable import SyncEngine

/// What a hub had refused before it was restored is sent again with its answer, and stays refused.
@Suite struct `Refused before a restore` {
    private static let earlier = Outcome(
        number: 1,
        verdict: .refused,
        seq: 40,
        findings: [Finding("field.lost", entity: "note", field: "title", winner: 39)]
    )

    /// A device with so many notes waiting, of which all were refused by a hub that is no more.
    private func waiting(_ bench: Bench, _ count: Int) throws -> Replica {
        let alice = try bench.join("alice")
        try bench.pull(alice)
        for _ in 0..<count { _ = try alice.make([bench.newNote("refused").1]) }
        try alice.store.run("UPDATE outbox SET refused = ?1", Self.earlier.json.bytes())
        return alice
    }

    @Test func `the refusal stands with the reasons its author was given`() throws {
        let bench = try Bench()
        let alice = try waiting(bench, 1)
        _ = try alice.make([bench.newNote("new").1])
        try alice.rebase()
        #expect(try alice.rows("note").compactMap { $0["title"]?.text } == ["new"])
        let outcomes = try bench.sync(alice)
        #expect(outcomes.map(\.verdict) == [.refused, .applied])
        #expect(outcomes[0].findings == [Finding("refused.before")])
        #expect(try bench.titles() == ["new"])
        #expect(try bench.reader().rows(.reviewItem).isEmpty)
        let told = try #require(try alice.answered().last?.outcome)
        #expect(
            told.findings == [
                Finding("refused.before"), Finding("field.lost", entity: "note", field: "title"),
            ]
        )
    }

    @Test func `a push ends before it names one number too many`() throws {
        let bench = try Bench()
        let alice = try waiting(bench, PushRequest.maximumRefused + 1)
        let push = try #require(try alice.nextPush(limit: 500))
        #expect(push.refused == Array(1...200) && push.operations.count == 200)
        #expect(try PushRequest(push.bytes).refused == push.refused)
        // Numbers as long as they come still leave the head within its limit.
        let long = PushRequest(
            incarnation: push.incarnation,
            first: 1,
            deviceNow: .max,
            schema: .max,
            refused: Array(repeating: 1_000_000_000_000_000, count: 200),
            operations: []
        )
        #expect(try PushRequest(long.bytes).refused.count == 200)
        let outcomes = try bench.sync(alice)
        #expect(outcomes.count == 201 && outcomes.allSatisfy { $0.verdict == .refused })
    }

    @Test func `an answer the hub lost is kept where it was a refusal`() throws {
        let bench = try Bench()
        let alice = try waiting(bench, 3)
        try alice.store.run("UPDATE outbox SET refused = NULL")
        let (refused, applied) = (Self.earlier, Outcome(number: 2, verdict: .applied, seq: 41))
        for (number, outcome) in [(1, refused), (2, applied)] {
            try alice.store.run(
                "UPDATE outbox SET outcome = ?2 WHERE number = ?1",
                number,
                outcome.json.bytes()
            )
        }
        #expect(try alice.untell(1..<10) == 2)
        #expect(try alice.refusedBefore() == [1: refused])
    }
}
