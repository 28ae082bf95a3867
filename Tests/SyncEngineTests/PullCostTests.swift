import CSQLite
@testable import Storage
import SyncCore
import SyncEngine
import Testing

/// What a pull with nothing new costs: a few look-ups by index, the same whatever the store holds.
@Suite struct PullCostTests {
    /// What the statements of a connection have done since they were last looked at.
    private struct Cost: Equatable {
        var statements = 0
        var steps = 0
        /// Steps through a table without an index, and indexes made for one question.
        var scans = 0

        init(of store: Connection) {
            var next = sqlite3_next_stmt(store.handle, nil)
            while let statement = next {
                statements += Self.take(SQLITE_STMTSTATUS_RUN, statement)
                steps += Self.take(SQLITE_STMTSTATUS_VM_STEP, statement)
                scans += Self.take(SQLITE_STMTSTATUS_FULLSCAN_STEP, statement)
                scans += Self.take(SQLITE_STMTSTATUS_AUTOINDEX, statement)
                next = sqlite3_next_stmt(store.handle, statement)
            }
        }

        /// Reads a counter and sets it to zero.
        private static func take(_ counter: Int32, _ statement: OpaquePointer) -> Int {
            Int(sqlite3_stmt_status(statement, counter, 1))
        }
    }

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

    private func costOfNothingNew() throws -> Cost {
        let (device, reader) = (try bench.device(alice), try bench.reader())
        func pull() throws -> PullPage {
            try reader.pull(
                device,
                incarnation: try alice.incarnation,
                cursor: try alice.pullCursor
            )
        }
        #expect(try pull().isNothingNew)
        _ = Cost(of: bench.hubStore)
        _ = try pull()
        return Cost(of: bench.hubStore)
    }

    @Test func `nothing new costs five look-ups, whatever the store holds`() throws {
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
        func costOfOneRow() throws -> Cost {
            let (device, reader) = (try bench.device(alice), try bench.reader())
            _ = try bench.office(bench.newNote("news").1)
            let cursor = try alice.pullCursor
            func page() throws -> PullPage {
                try reader.pull(device, incarnation: try alice.incarnation, cursor: cursor)
            }
            _ = try page()
            _ = Cost(of: bench.hubStore)
            let page = try page()
            let cost = Cost(of: bench.hubStore)
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
