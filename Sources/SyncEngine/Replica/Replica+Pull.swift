import Storage
import SyncCore

/// What taking in one page of a pull came to.
package enum PullResult: Sendable, Equatable {
    /// The page is kept; pull again from `pullCursor`.
    case more
    /// The replica is at a complete state of the hub; so many rows came and went.
    ///
    /// `requeued` answered operations are not at the hub any more, since it was restored from a backup; they
    /// wait to be sent again.
    case complete(rows: Int, left: Int, outcomes: Int, requeued: Int)
    /// The sums differ from the hub's: the cursor is gone, and the next pull starts afresh.
    case diverged
}

extension Replica {
    /// Takes in one page of a pull.
    ///
    /// Pages are kept aside until the last; then rows, leaves, outcomes, cursor and the rest of the outbox
    /// on top become visible in one transaction. A page without its end line throws `pull.cut`, and nothing
    /// of it is kept.
    package func take(_ page: [UInt8]) throws -> PullResult {
        let (lines, rest) = Lines.split(page)
        // The page was made for what this store held before that.
        guard try endScopes() == nil else { return .more }
        guard rest.isEmpty, let last = lines.last, case .end(let end) = try PullLine(last) else {
            throw SyncError("pull.cut", "The hub's answer was cut; it is asked for again.")
        }
        if let first = lines.first, case .head(let head) = try PullLine(first) {
            try requireSupported(hubSchema: head.schema)
        }
        guard end.cursor.isComplete else {
            try stage(lines.dropLast(), end)
            return .more
        }
        do {
            let result = try store.transaction { try apply(lines, end) }
            // What was erased is not to stay in the log; the hub counts on it at the next pull.
            if owesEmptyLog { owesEmptyLog = !(try store.emptyLogNow()) }
            return result
        } catch is Divergence {
            names.rolledBack()
            try forgetCursor()
            return .diverged
        } catch {
            names.rolledBack()
            throw error
        }
    }

    private struct Divergence: Error {}

    private func stage(_ lines: ArraySlice<[UInt8]>, _ end: PullEnd) throws {
        // What cannot be read must not be kept aside, or every later pull would stumble over it.
        for line in lines { _ = try PullLine(line) }
        try store.transaction {
            for line in lines { try store.run("INSERT INTO staged (bytes) VALUES (?1)", line) }
            try meta.set("stagedCursor", end.cursor.token)
        }
    }

    /// Starts afresh at the next pull; the outbox stays.
    package func forgetCursor() throws {
        try store.transaction {
            try meta.clear("cursor")
            try meta.clear("stagedCursor")
            try store.run("DELETE FROM staged")
        }
    }

    private func apply(_ lines: [[UInt8]], _ end: PullEnd) throws -> PullResult {
        var intake = PullIntake(replica: self)
        let staged = try store.all("SELECT bytes FROM staged ORDER BY line") { $0.bytes(0) }
        for line in staged { try intake.take(try PullLine(line)) }
        for line in lines.dropLast() { try intake.take(try PullLine(line)) }
        guard let head = intake.head else {
            throw SyncError("pull.cut", "The hub's answer lacks its head; it is asked for again.")
        }
        try intake.dropScopes(notIn: head.scopes)
        try note(head)
        let isUnmoved = try end.sums.isEmpty && cursor?.seq == end.cursor.seq
        guard try isUnmoved || sums(of: head.scopes) == end.sums else { throw Divergence() }
        try store.run("DELETE FROM staged")
        try meta.clear("stagedCursor")
        try meta.set("cursor", end.cursor.token)
        try meta.set("pulledAt", String(environment.now()))
        try meta.set("hubNow", String(head.hubNow))
        try meta.set("durableThrough", String(end.durableThrough))
        if head.origin >= 0 { try meta.set("origin", String(head.origin)) }
        let requeued = try putBack(from: head.heard + 1)
        try intake.forgetErased(end.forget)
        try rebase()
        owesEmptyLog = owesEmptyLog || intake.hasForgotten
        return .complete(
            rows: intake.rows,
            left: intake.left,
            outcomes: intake.outcomes,
            requeued: requeued
        )
    }

    private func sums(of scopes: [String]) throws -> [String] {
        try scopes.map { ScopeIndex.text(try self.scopes.sum(try names.number("scope/\($0)"))) }
    }

    /// The sums of all scopes this replica holds, by scope; equal to the hub's at the same cursor.
    package func sums() throws -> [(scope: String, sum: String)] {
        let held = try store.all(
            """
            SELECT DISTINCT i.name FROM scope_sum s JOIN interned i ON i.number = s.scope
            WHERE s.rows > 0 ORDER BY i.name
            """
        ) { String($0.text(0).dropFirst(6)) }
        return zip(held, try sums(of: held)).map { (scope: $0, sum: $1) }
    }
}
