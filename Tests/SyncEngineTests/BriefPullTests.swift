import Storage
import SyncCore
import SyncEngine
import Testing

/// A pull that finds nothing new may be answered in one line.
@Suite struct BriefPullTests {
    private let bench: Bench
    private let alice: Replica

    init() throws {
        bench = try Bench()
        alice = try bench.join("alice")
        _ = try alice.make([bench.newNote("own").1])
        try bench.sync(alice)
    }

    private func isOneLine(_ page: PullPage) throws -> Bool {
        let lines = Lines.split(page.bytes).lines
        guard lines.count == 1, let line = lines.first, case .same = try PullLine(line) else {
            return false
        }
        return true
    }

    @Test func `nothing new is one short line, and the cursor goes on counting`() throws {
        let cursor = try alice.pullCursor
        bench.clock.advance(60_000)
        let page = try bench.page(alice, isBrief: true)
        #expect(try isOneLine(page))
        #expect(page.isNothingNew && page.isComplete)
        #expect(page.bytes.count < 64)
        #expect(
            try alice.take(page.bytes) == .complete(rows: 0, left: 0, outcomes: 0, requeued: 0)
        )
        #expect(try alice.pullCursor == cursor)
        #expect(try alice.lastContact == bench.clock.now)
        #expect(try alice.hubTime == bench.clock.now)
    }

    @Test func `told again it tells the time of each asking, which never goes back`() throws {
        let start = bench.clock.now
        let idle = try #require(try bench.page(alice, isBrief: true).idle)
        func told(at now: Int64) throws -> PullLine? {
            try Lines.split(idle.bytes(at: now)).lines.first.map { try PullLine($0) }
        }
        #expect(try told(at: start + 5) == .same(hubNow: start + 5, durableThrough: 0))
        #expect(try told(at: start - 5) == .same(hubNow: start, durableThrough: 0))
    }

    @Test func `who does not ask for it gets a whole page`() throws {
        let page = try bench.page(alice)
        #expect(page.isNothingNew)
        #expect(try !isOneLine(page))
    }

    @Test func `what a backup has come to hold is told in it, too`() throws {
        try bench.hubStore.transaction {
            try bench.hubStore.run(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('durableThrough', '1')"
            )
        }
        let page = try bench.page(alice, isBrief: true)
        let lines = try Lines.split(page.bytes).lines.map { try PullLine($0) }
        #expect(lines == [.same(hubNow: bench.clock.now, durableThrough: 1)])
    }

    @Test func `a client of another version hears which the hub has`() throws {
        let page = try bench.reader().pull(
            try bench.device(alice),
            incarnation: try alice.incarnation,
            cursor: try alice.pullCursor,
            brief: bench.domain.catalogue.schemaVersion + 1
        )
        #expect(try !isOneLine(page))
    }

    @Test func `news come in a whole page`() throws {
        _ = try bench.office(bench.newNote("news").1)
        let page = try bench.page(alice, isBrief: true)
        #expect(try !isOneLine(page))
        guard case .complete(rows: 1, left: 0, _, _) = try alice.take(page.bytes) else {
            Issue.record("the row did not come")
            return
        }
    }

    @Test func `others' work moves the cursor, so a whole page tells of it`() throws {
        let elsewhere = try bench.newClub("Naboen")
        var note = bench.newNote("elsewhere").1
        note.set["clubId"] = elsewhere.json
        _ = try bench.office(note)
        let page = try bench.page(alice, isBrief: true)
        #expect(page.isNothingNew)
        #expect(try !isOneLine(page))
        _ = try alice.take(page.bytes)
        #expect(try isOneLine(try bench.page(alice, isBrief: true)))
    }

    @Test func `a store that is not whole does not take it`() throws {
        let fresh = try bench.join("fresh")
        #expect(throws: SyncError.self) {
            try fresh.take(PullLine.same(hubNow: 1, durableThrough: 0).line)
        }
        #expect(try fresh.pullCursor == nil)
    }

    @Test func `it stands alone`() throws {
        let page = try bench.page(alice)
        #expect(throws: SyncError.self) {
            try alice.take(PullLine.same(hubNow: 1, durableThrough: 0).line + page.bytes)
        }
        #expect(throws: SyncError.self) {
            try alice.take(page.bytes + PullLine.same(hubNow: 1, durableThrough: 0).line)
        }
    }
}
