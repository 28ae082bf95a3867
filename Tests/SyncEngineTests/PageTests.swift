import Storage
import SyncCore
import SyncEngine
import Testing

@Suite struct `Pages of a pull` {
    private let day: Int64 = 86_400_000

    private func pages(
        _ bench: Bench,
        _ replica: Replica,
        rows: Int = HubReader.rowsPerPage,
        bytes: Int = HubReader.bytesPerPage
    ) throws -> [[PullLine]] {
        var pages: [[PullLine]] = []
        while pages.count < 500 {
            let page = try bench.reader().pull(
                try bench.device(replica),
                incarnation: try replica.incarnation,
                cursor: try replica.pullCursor,
                rows: rows,
                bytes: bytes
            )
            pages.append(try Lines.split(page.bytes).lines.map { try PullLine($0) })
            guard case .more = try replica.take(page.bytes) else { return pages }
        }
        return pages
    }

    private func note(_ bench: Bench, _ title: String) throws -> Edit { bench.newNote(title).1 }

    @Test func `a page ends with the operation at hand when its bytes are enough`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        let text = String(repeating: "x", count: 100)
        for _ in 0..<80 {
            _ = try bench.office(try note(bench, text), try note(bench, text))
        }
        let pages = try pages(bench, alice, bytes: 10_000)
        #expect(pages.count > 4)
        for page in pages {
            #expect(page.reduce(0) { $0 + $1.line.count } < 14_000)
        }
        #expect(try alice.rows("note").count == 160)
        for (scope, sum) in try alice.sums() {
            #expect(try bench.reader().sum(of: scope) == sum)
        }
    }

    @Test func `answers to own work count against a page`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        for number in 0..<40 { _ = try alice.make([try note(bench, "forbidden \(number)")]) }
        for _ in 0..<40 { _ = try alice.make([try note(bench, "fine")]) }
        try bench.push(alice)
        let pages = try pages(bench, alice, rows: 10)
        for page in pages {
            // A page may hold one operation more than its room, and its head and end.
            #expect(page.count <= 10 + 10 + 2)
        }
        let outcomes = pages.joined().filter { if case .outcome = $0 { true } else { false } }
        #expect(outcomes.count == 80)
        #expect(try alice.waitingCount() == 0)
        #expect(try alice.answered().count == 80)
    }

    @Test func `exactly 180 days after the first thing missed only what changed comes`() throws {
        for (away, rows) in [(180 * day, 1), (180 * day + 1, 32)] {
            let bench = try Bench()
            let alice = try bench.join("alice")
            for number in 0..<30 { _ = try bench.office(try note(bench, "note \(number)")) }
            try bench.pull(alice)
            // Nothing happens for a while: that is no absence.
            bench.clock.advance(300 * day)
            _ = try bench.office(try note(bench, "missed"))
            let (id, edit) = bench.newNote("made while away")
            _ = try alice.make([edit])
            bench.clock.advance(away)
            let page = try bench.page(alice).bytes
            let lines = try Lines.split(page).lines.map { try PullLine($0) }
            #expect(lines.filter { if case .row = $0 { true } else { false } }.count == rows)
            guard case .complete = try alice.take(page) else {
                Issue.record("the pull did not come to its end")
                return
            }
            // The outbox is kept and shown on top, and goes out after it.
            #expect(try alice.row(id)?["title"]?.text == "made while away")
            #expect(try bench.sync(alice).map(\.verdict) == [.applied])
            #expect(try alice.rows("note").count == 32)
        }
    }

    @Test func `a first state in pages comes to its end on an old hub`() throws {
        let bench = try Bench()
        for number in 0..<30 { _ = try bench.office(try note(bench, "note \(number)")) }
        bench.clock.advance(400 * day)
        let alice = try bench.join("alice")
        let pages = try pages(bench, alice, rows: 5)
        #expect(pages.count < 12)
        #expect(try alice.rows("note").count == 30)
    }

    @Test func `a first state that was cut goes on where it was`() throws {
        let bench = try Bench()
        for number in 0..<30 { _ = try bench.office(try note(bench, "note \(number)")) }
        let alice = try bench.join("alice")
        for _ in 0..<3 { _ = try alice.take(try bench.page(alice, rows: 5).bytes) }
        let again = try bench.copy(alice)
        #expect(try again.rows("note").isEmpty)
        let rest = try pages(bench, again, rows: 5).joined()
        #expect(rest.filter { if case .row = $0 { true } else { false } }.count < 20)
        #expect(try again.rows("note").count == 30)
    }
}
