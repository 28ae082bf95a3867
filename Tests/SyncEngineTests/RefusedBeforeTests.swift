import Foundation
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
        let alice = try told(try Bench())
        #expect(try alice.untell(1..<10) == 2)
        #expect(try alice.refusedBefore() == [1: Self.earlier])
    }

    /// A device with three notes, of which one was told as refused and one as done, and no pull has come since.
    private func told(_ bench: Bench) throws -> Replica {
        let alice = try waiting(bench, 3)
        try alice.store.run("UPDATE outbox SET refused = NULL")
        let applied = Outcome(number: 2, verdict: .applied, seq: 41)
        for (number, outcome) in [(1, Self.earlier), (2, applied)] {
            try alice.store.run(
                "UPDATE outbox SET outcome = ?2 WHERE number = ?1",
                number,
                outcome.json.bytes()
            )
        }
        return alice
    }

    /// What the hub answers to one that takes the place of the device that `told` gives.
    private func expectKept(_ bench: Bench, _ again: Replica) throws {
        #expect(try again.refusedBefore() == [1: Self.earlier])
        #expect(try again.waitingCount() == 3)
        #expect(try bench.sync(again).map(\.verdict) == [.refused, .applied, .applied])
    }

    @Test func `an answer that no pull has followed stays a refusal in a new life`() throws {
        let bench = try Bench()
        let alice = try told(bench)
        try alice.store.transaction { try alice.beginLife(at: 1) }
        try expectKept(bench, alice)
    }

    @Test(arguments: [false, true])
    func `an answer that no pull has followed stays a refusal when the device joins anew`(
        isSame: Bool
    ) throws {
        let bench = try Bench()
        let alice = try told(bench)
        if isSame { try bench.hub.revoke(alice.identity.device, isLost: true) }
        try expectKept(bench, try bench.rejoin(alice, isSame: isSame).replica)
    }

    @Test(arguments: [false, true])
    func `an answer that no pull has followed stays a refusal in what is saved`(
        isSame: Bool
    ) throws {
        let bench = try Bench()
        let alice = try told(bench)
        let path = FileManager.default.temporaryDirectory
            .appending(path: "dugnad-saved-\(UUID().uuidString).db").path
        defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
        try backup(from: alice.store, to: path)
        let salvage = try ReplicaSalvage(path: path, catalogue: bench.domain.catalogue)
        if isSame { try bench.hub.revoke(alice.identity.device, isLost: true) }
        let (enrolled, incarnation) = try bench.enrolAgain(alice, isSame: isSame)
        let again = try salvage.rejoin(
            try Connection(path: ":memory:", mode: .create),
            hubURL: "http://hub.example",
            enrolled: enrolled,
            incarnation: incarnation,
            catalogue: bench.domain.catalogue,
            environment: bench.environment
        )
        try expectKept(bench, again)
    }

    @Test(arguments: ["refused", "outcome"])
    func `an answer that cannot be read is damage`(column: String) throws {
        let bench = try Bench()
        let alice = try told(bench)
        try alice.requireWholeOutbox()
        let bad: [UInt8] = Array("{".utf8)
        if column == "refused" {
            try alice.store.run("UPDATE outbox SET refused = ?1 WHERE number = 3", bad)
        } else {
            try alice.store.run("UPDATE outbox SET outcome = ?1 WHERE number = 3", bad)
        }
        let error = #expect(throws: StorageError.self) { try alice.requireWholeOutbox() }
        #expect(error?.code == .corrupt)
    }
}
