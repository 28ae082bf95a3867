import SyncCore
import SyncEngine
import Testing

/// What a hub remembers of pulls that found nothing new holds until somebody writes or something ends.
@Suite struct IdlePullTests {
    private let bench: Bench
    private let alice: Replica
    private let memory = IdlePulls()

    init() throws {
        bench = try Bench()
        alice = try bench.join("alice", role: "clerk")
        try bench.sync(alice)
    }

    private func question(
        token: String = "one",
        incarnation: RowID? = nil,
        brief: Int? = 1
    ) throws -> IdlePulls.Question {
        IdlePulls.Question(
            token: token,
            incarnation: try incarnation ?? alice.incarnation,
            cursor: try #require(try alice.pullCursor),
            brief: brief
        )
    }

    private func find() throws -> IdlePulls.Found {
        IdlePulls.Found(
            device: try bench.device(alice),
            scopes: [1, 2],
            answer: try #require(try bench.page(alice).idle)
        )
    }

    private func isKnown(_ question: IdlePulls.Question, after commits: Int) -> Bool {
        memory.found(question, after: commits, now: bench.clock.now) != nil
    }

    @Test func `the same question is answered as long as nobody writes`() throws {
        memory.note(try find(), to: try question(), after: 7)
        let found = memory.found(try question(), after: 7, now: bench.clock.now)
        #expect(found?.scopes == [1, 2])
        #expect(found?.answer.bytes(at: bench.clock.now) == (try bench.page(alice).bytes))
        #expect(try !isKnown(question(), after: 8))
        #expect(try !isKnown(question(), after: 6))
    }

    @Test func `another question is not answered by it`() throws {
        memory.note(try find(), to: try question(), after: 7)
        #expect(try !isKnown(question(token: "two"), after: 7))
        #expect(try !isKnown(question(incarnation: bench.environment.newID()), after: 7))
        #expect(try !isKnown(question(brief: nil), after: 7))
    }

    @Test func `a reader that was slow takes nothing from what is known since`() throws {
        memory.note(try find(), to: try question(), after: 8)
        memory.note(try find(), to: try question(token: "two"), after: 7)
        #expect(try isKnown(question(), after: 8))
        #expect(try !isKnown(question(token: "two"), after: 7))
    }

    @Test func `it ends when a grant does`() throws {
        try bench.grant(alice, role: "clerk", ends: bench.clock.now + 1000)
        try bench.pull(alice)
        memory.note(try find(), to: try question(), after: 7)
        bench.clock.advance(999)
        #expect(try isKnown(question(), after: 7))
        bench.clock.advance(1)
        #expect(try !isKnown(question(), after: 7))
    }

    @Test func `it begins anew when it is full`() throws {
        let found = try find()
        for number in 0..<IdlePulls.maximum {
            memory.note(found, to: try question(token: "\(number)"), after: 7)
        }
        #expect(try isKnown(question(token: "0"), after: 7))
        memory.note(found, to: try question(token: "one more"), after: 7)
        #expect(try isKnown(question(token: "one more"), after: 7))
        #expect(try !isKnown(question(token: "0"), after: 7))
    }
}
