import Storage
import SyncCore
import SyncEngine
import Testing

/// What a pull with nothing new costs: a few look-ups by index, the same whatever the store holds.
@Suite struct PullCostTests {
    private let bench: Bench
    private let alice: Replica

    init() throws {
        bench = try Bench()
        alice = try bench.join("alice")
        for number in 1...5 { _ = try alice.make([bench.newNote("own \(number)").1]) }
        try bench.sync(alice)
    }

    /// Brings the hub to so many rows, many in one operation so that it is quick, and the replica up to date.
    private func fill(from start: Int, to count: Int) throws {
        for begin in stride(from: start, to: count, by: 500) {
            let edits = (begin..<min(begin + 500, count)).map { bench.newNote("note \($0)").1 }
            _ = try bench.hubStore.transaction { try bench.hub.submit(edits) }
        }
        try bench.pull(alice)
    }

    private func costOfNothingNew() throws -> StatementCost {
        let (device, reader) = (try bench.device(alice), try bench.reader())
        let (incarnation, cursor) = (try alice.incarnation, try alice.pullCursor)
        func cost() throws -> StatementCost {
            _ = bench.hubStore.takeCost()
            let page = try reader.pull(device, incarnation: incarnation, cursor: cursor)
            #expect(page.isNothingNew)
            return bench.hubStore.takeCost()
        }
        // The statements are prepared by the first.
        _ = try cost()
        return try cost()
    }

    // Asked again while nobody writes it costs none: `IdlePullTests`.
    @Test func `nothing new costs five look-ups in a store of any size`() throws {
        try fill(from: 0, to: 1_000)
        let small = try costOfNothingNew()
        try fill(from: 1_000, to: 20_000)
        let large = try costOfNothingNew()
        #expect(small == large)
        // Five, and the three that a snapshot is made of.
        #expect(small.statements == 8)
        #expect(small.steps < 300)
        #expect(small.scans == 0)
    }

    @Test func `one row that changed costs as much in a large store as in a small one`() throws {
        func costOfOneRow() throws -> StatementCost {
            let (device, reader) = (try bench.device(alice), try bench.reader())
            _ = try bench.office(bench.newNote("news").1)
            let cursor = try alice.pullCursor
            func page() throws -> PullPage {
                try reader.pull(device, incarnation: try alice.incarnation, cursor: cursor)
            }
            _ = try page()
            _ = bench.hubStore.takeCost()
            let page = try page()
            let cost = bench.hubStore.takeCost()
            _ = try alice.take(page.bytes)
            return cost
        }
        try fill(from: 0, to: 1_000)
        let small = try costOfOneRow()
        try fill(from: 1_000, to: 10_000)
        let large = try costOfOneRow()
        // The sums that prove both sides equal are kept in 256 buckets a scope, of which a small store fills fewer.
        #expect(large.steps < small.steps * 2)
        #expect(large.statements == small.statements)
        #expect(large.scans == 0)
    }
}
