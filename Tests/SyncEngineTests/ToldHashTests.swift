import Foundation
import Storage
import SyncCore
import Testing

@testable import SyncEngine

/// What was answered has hashes of what the hub said and of the bytes kept with it.
@Suite struct ToldHashTests {
    /// A device of which the hub has answered two notes, and one waits.
    private func answered(_ bench: Bench) throws -> Replica {
        let alice = try bench.join("alice")
        try bench.pull(alice)
        for title in ["one", "two"] { _ = try alice.make([bench.newNote(title).1]) }
        try bench.sync(alice)
        _ = try alice.make([bench.newNote("waits").1])
        return alice
    }

    /// Puts a word in the place of another in what is kept of the first answered operation.
    private func spoil(_ column: String, _ word: String, _ other: String, of alice: Replica) throws
    {
        let kept = try alice.store.first(
            "SELECT CAST(\(column) AS TEXT) FROM answered WHERE number = 1"
        ) { $0.text(0) }
        let spoilt = try #require(kept).replacingOccurrences(of: word, with: other)
        try #require(spoilt != kept)
        try alice.store.run(
            "UPDATE answered SET \(column) = ?1 WHERE number = 1",
            Array(spoilt.utf8)
        )
    }

    private func salvage<R>(_ bench: Bench, _ alice: Replica, _ body: (ReplicaSalvage) throws -> R)
        throws -> R
    {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "dugnad-told-\(UUID().uuidString).db").path
        defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
        try backup(from: alice.store, to: path)
        return try body(try ReplicaSalvage(path: path, catalogue: bench.domain.catalogue))
    }

    private func expectDamage(_ alice: Replica) {
        let error = #expect(throws: StorageError.self) { try alice.requireWholeAnswers() }
        #expect(error?.code == .corrupt)
    }

    @Test func `what is whole is found whole, also after all that changes it`() throws {
        let bench = try Bench()
        let alice = try answered(bench)
        try alice.requireWholeAnswers()
        let outcome = Outcome(
            number: 1,
            verdict: .applied,
            seq: 90,
            findings: [Finding("schema.ahead")]
        )
        try alice.store.run("UPDATE answered SET is_ahead = 1, told_hash = NULL WHERE number = 1")
        #expect(try alice.takeFollowUp(outcome, of: 1))
        try alice.requireWholeAnswers()
        try alice.prune(through: .max)
        try alice.wipe()
        try alice.requireWholeAnswers()
    }

    @Test(arguments: [
        ("outcome", #""applied""#, #""refused""#), ("bytes", "one", "eno"),
        ("outcome", "{", "<"), ("bytes", "{", "<"),
    ])
    func `a changed letter is damage`(column: String, word: String, other: String) throws {
        let bench = try Bench()
        let alice = try answered(bench)
        try spoil(column, word, other, of: alice)
        expectDamage(alice)
    }

    @Test(arguments: ["outcome", "bytes"])
    func `rows from before hashes were kept are read instead`(column: String) throws {
        let bench = try Bench()
        let alice = try answered(bench)
        try alice.store.run("UPDATE answered SET hash = NULL, told_hash = NULL")
        try alice.requireWholeAnswers()
        try spoil(column, "{", "<", of: alice)
        expectDamage(alice)
    }

    @Test func `what was said of something that waits has a hash, too`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        _ = try alice.make([bench.newNote("told").1])
        try bench.push(alice)
        try alice.requireWholeOutbox()
        try alice.store.run(
            """
            UPDATE outbox
            SET outcome = CAST(replace(CAST(outcome AS TEXT), 'applied', 'merged') AS BLOB)
            """
        )
        let error = #expect(throws: StorageError.self) { try alice.requireWholeOutbox() }
        #expect(error?.code == .corrupt)
        try salvage(bench, alice) { saved in
            #expect(saved.waiting.count == 1)
            #expect(saved.waiting.values.first?.outcome == nil)
        }
    }

    @Test func `spoilt bytes are not sent to a hub that has lost them`() throws {
        let bench = try Bench()
        let alice = try answered(bench)
        try spoil("bytes", "one", "eno", of: alice)
        let error = #expect(throws: StorageError.self) {
            try alice.store.transaction { try alice.putBack(1..<10) }
        }
        #expect(error?.code == .corrupt)
        #expect(try alice.waitingCount() == 1)
    }

    @Test func `bytes that go take their hash along`() throws {
        let bench = try Bench()
        let alice = try answered(bench)
        try alice.wipe()
        try alice.prune(through: .max)
        let left = try alice.store.first(
            "SELECT count(*) FROM answered WHERE bytes IS NULL AND hash IS NOT NULL"
        ) { $0.int(0) }
        #expect(left == 0)
    }

    @Test func `an operation of which the answer is bad waits again and hears the same`() throws {
        let bench = try Bench()
        let alice = try answered(bench)
        try spoil("outcome", #""applied""#, #""merged""#, of: alice)
        try salvage(bench, alice) { saved in
            #expect(saved.lost == 0 && saved.answeredCount == 1)
            #expect(saved.waiting.keys.sorted() == [1, 3])
            let store = try Connection(path: ":memory:", mode: .create)
            let again = try saved.restore(
                to: store,
                catalogue: bench.domain.catalogue,
                environment: bench.environment
            )
            #expect(try bench.sync(again).map(\.verdict) == [.applied, .applied])
            try again.requireWholeAnswers()
        }
        #expect(try bench.titles().sorted() == ["one", "two", "waits"])
    }

    @Test func `one that was refused stays so, whatever became of the reasons`() throws {
        let bench = try Bench()
        let alice = try answered(bench)
        let refused = Outcome(
            number: 1,
            verdict: .refused,
            seq: 5,
            findings: [Finding("field.lost", entity: "note", field: "title")]
        )
        let bytes = try alice.store.first("SELECT bytes FROM answered WHERE number = 1") {
            $0.bytes(0)
        }
        try alice.answeredRows.put(1, refused, bytes, isAhead: false)
        try alice.requireWholeAnswers()
        try spoil("outcome", "field.lost", "field.lust", of: alice)
        expectDamage(alice)
        try salvage(bench, alice) { saved in
            let own = try #require(saved.waiting[1])
            let kept = try #require(own.refused)
            #expect(try Outcome(stored: kept).verdict == .refused)
        }
    }

    @Test func `where the bytes are bad the answer is kept, and they are counted`() throws {
        let bench = try Bench()
        let alice = try answered(bench)
        try spoil("bytes", "one", "eno", of: alice)
        try salvage(bench, alice) { saved in
            #expect(saved.lost == 1 && saved.answeredCount == 2)
            let store = try Connection(path: ":memory:", mode: .create)
            let again = try saved.restore(
                to: store,
                catalogue: bench.domain.catalogue,
                environment: bench.environment
            )
            let own = try #require(try again.answered().last)
            #expect(own.operation == nil && own.outcome?.verdict == .applied)
            try again.requireWholeAnswers()
            // It is not counted as lost once more.
            try salvage(bench, again) { #expect($0.lost == 0) }
        }
    }
}
