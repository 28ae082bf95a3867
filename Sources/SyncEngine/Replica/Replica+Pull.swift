import Storage
import SyncCore

/// What taking in one page of a pull came to.
package enum PullResult: Sendable, Equatable {
    /// The page is kept; pull again from `pullCursor`, with `pullRepair`.
    case more
    /// The replica is at a complete state of the hub; so many rows came and went.
    ///
    /// `requeued` answered operations are not at the hub any more, since it was restored from a backup; they
    /// wait to be sent again.
    case complete(rows: Int, left: Int, outcomes: Int, requeued: Int)
    /// The sums differ from the hub's, and asking for what differs did not help: the cursor is gone, and the
    /// next pull starts afresh.
    case diverged
}

extension Replica {
    /// Takes in one page of a pull.
    ///
    /// A page may be one line that says that nothing is new.
    /// Pages are kept aside until the last; then rows, leaves, outcomes, cursor and the rest of the outbox
    /// on top become visible in one transaction. A page without its end line throws `pull.cut`, and nothing
    /// of it is kept.
    package func take(_ page: [UInt8]) throws -> PullResult {
        let (lines, rest) = Lines.split(page)
        // The page was made for what this store held before that.
        guard try endScopes() == nil else { return .more }
        guard rest.isEmpty, let final = try lines.last.map({ try PullLine($0) }) else {
            throw Self.cut
        }
        if lines.count == 1, case .same(let hubNow, let durable) = final {
            return try stay(hubNow: hubNow, durableThrough: durable)
        }
        guard case .end(let end) = final else { throw Self.cut }
        if let first = lines.first, case .head(let head) = try PullLine(first) {
            try requireSupported(hubSchema: head.schema)
        }
        guard end.cursor.isComplete else {
            try stage(lines.dropLast(), end)
            return .more
        }
        do { return try attempt(lines, end) } catch {
            guard Self.isDamage(error) else { throw error }
            // What the store holds cannot be read or written over: it comes again with its bucket.
            try store.transaction { try ReplicaMend(replica: self).run() }
            return try attempt(lines, end)
        }
    }

    private static let cut = SyncError(
        "pull.cut",
        "The hub's answer was cut; it is asked for again."
    )

    /// Notes that the hub was asked and has nothing new; what is held is complete, and its cursor counts on.
    private func stay(hubNow: Int64, durableThrough: Int64) throws -> PullResult {
        guard try cursor?.isComplete == true, try meta["stagedCursor"] == nil else {
            throw SyncError(
                "pull.malformed",
                "The hub has nothing new for a store that is not whole."
            )
        }
        try store.transaction {
            try meta.set("pulledAt", String(environment.now()))
            try meta.set("hubNow", String(hubNow))
            let before = try meta["durableThrough"].flatMap { Int64($0) } ?? 0
            try meta.set("durableThrough", String(durableThrough))
            try prune(through: before)
        }
        owesWord = false
        try settleOwed()
        return .complete(rows: 0, left: 0, outcomes: 0, requeued: 0)
    }

    private func attempt(_ lines: [[UInt8]], _ end: PullEnd) throws -> PullResult {
        do {
            let result = try store.transaction { try apply(lines, end) }
            try settleOwed()
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

    /// Does what an erasure asks for beside the rows: what was erased is not to stay in the log or in a file put aside.
    ///
    /// What cannot be done now is tried at every pull; until then the hub is not told that the store has followed.
    private func settleOwed() throws {
        if owesEmptyLog { owesEmptyLog = !(try store.emptyLogNow()) }
        try removeAside()
        if owesEmptyLog || !aside.stuck.isEmpty { owesWord = false }
    }

    /// Whether an error may come from what is stored here, rather than from what the hub sent.
    private static func isDamage(_ error: any Error) -> Bool {
        switch error {
        case is JSONError: true
        case let error as WireError: !error.code.hasPrefix("pull.")
        case let error as StorageError: error.code == .constraint
        default: false
        }
    }

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
            try store.run("DELETE FROM suspect")
            try meta.clear("repairs")
        }
    }

    private func apply(_ lines: [[UInt8]], _ end: PullEnd) throws -> PullResult {
        var intake = PullIntake(replica: self)
        scopes.gather(rememberingRows: false)
        defer { scopes.goBack(to: nil) }
        try store.query("SELECT bytes FROM staged ORDER BY line") { row in
            try intake.take(try PullLine(row.bytes(0)))
        }
        intake.isListing = true
        for line in lines.dropLast() { try intake.take(try PullLine(line)) }
        guard let head = intake.head else {
            throw SyncError("pull.cut", "The hub's answer lacks its head; it is asked for again.")
        }
        try intake.dropScopes(notIn: head.scopes)
        try scopes.write()
        try note(head)
        let differs = try compare(head, end, intake)
        let before = Before(
            cursor: try cursor,
            durableThrough: try meta["durableThrough"].flatMap { Int64($0) } ?? 0
        )
        try store.run("DELETE FROM staged")
        try meta.clear("stagedCursor")
        try meta.set("cursor", end.cursor.token)
        try meta.set("pulledAt", String(environment.now()))
        try meta.set("hubNow", String(head.hubNow))
        try meta.set("durableThrough", String(end.durableThrough))
        let requeued = try requeueLost(head, before: before, at: end.cursor)
        if before.cursor?.timeline == head.timeline { try prune(through: before.durableThrough) }
        var settled = try settle(through: end.cursor.seq)
        if let life = try life(head.incarnation) {
            for outcome in intake.told {
                if try takeFollowUp(outcome, of: life.own(outcome.number)) { settled += 1 }
            }
        }
        if try head.incarnation == incarnation {
            if head.origin >= 0 { try meta.set("origin", String(head.origin)) }
            try renewLife(heard: head.heard)
        }
        try intake.forgetErased(forgotten(end.forget, head))
        try oweAside(intake, of: head.timeline)
        try rebase()
        owesWord = intake.hasForgotten
        owesEmptyLog = owesEmptyLog || intake.hasForgotten
        carried.rows += intake.rows
        carried.left += intake.left
        carried.outcomes += settled
        carried.requeued += requeued
        guard !differs else { return .more }
        defer { carried = Carried() }
        return .complete(
            rows: carried.rows,
            left: carried.left,
            outcomes: carried.outcomes,
            requeued: carried.requeued
        )
    }

    /// What pulls have come to that were followed by a repair.
    struct Carried {
        var rows = 0
        var left = 0
        var outcomes = 0
        var requeued = 0
    }

    /// What stood in the store before a pull.
    private struct Before {
        let cursor: Cursor?
        let durableThrough: Int64

        /// Whether a page that ends at this cursor was made before what the store holds already.
        func isNewer(than end: Cursor) -> Bool {
            guard let cursor, cursor.timeline == end.timeline else { return false }
            return cursor.seq > end.seq
        }
    }

    /// Has what the hub told of and has lost since sent again; gives how many operations.
    ///
    /// A page that comes late knows nothing of what was answered after it, and nothing of that is lost.
    private func requeueLost(_ head: PullHead, before: Before, at end: Cursor) throws -> Int {
        guard !before.isNewer(than: end) else { return 0 }
        var count = 0
        let present = try life()
        if head.incarnation == present.incarnation {
            let lost = present.own(head.heard + 1)
            count += try putBack(lost..<Int64.max) + untell(lost..<Int64.max)
        }
        // What earlier lives of the store sent is told of no more: a restored hub gets all it may lack.
        if let timeline = before.cursor?.timeline, timeline != head.timeline {
            let earlier = 0..<present.first
            count += try putBack(earlier, answeredAfter: before.durableThrough, isLost: false)
            count += try untell(earlier)
        }
        return count
    }

    /// The store's own numbers of operations that the hub names by theirs, in whichever life they were made.
    private func forgotten(_ forget: PullForget, _ head: PullHead) throws -> [Int64] {
        var named = forget.others
        named[head.incarnation, default: []] += forget.present
        var numbers: [Int64] = []
        for (incarnation, sent) in named {
            guard let life = try life(incarnation) else { continue }
            // Beyond the end of a life its numbers are another copy's.
            let end = try end(of: life)
            numbers += sent.map { life.own($0) }.filter { $0 < end }
        }
        return numbers
    }

    func sums(of scopes: [String]) throws -> [String] {
        try scopes.map {
            ScopeIndex.text(try self.scopes.sum(try names.number(of: ScopeKey(rawValue: $0))))
        }
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
