import Storage
package import SyncCore

/// What became of one notice that is sent on: the row's id is what its receiver knows a repetition by.
package struct NoticeDelivery: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
        /// To be sent, or to be sent again.
        case waiting
        /// The receiver has said that it has it.
        case sent
        /// Tried as often as may be; somebody has to look.
        case dead
        /// Not sent, since it concerns nobody any more or must not be.
        case dropped
    }

    package let id: RowID
    package let state: State
    package let tries: Int
    /// When it may be tried next, Unix milliseconds.
    package let next: Int64
    /// When this state began, Unix milliseconds.
    package let at: Int64
    /// The code of what went wrong last, or why it was dropped.
    package let error: String?

    /// Whether nobody has tried it yet, nor asked for it to be tried again.
    package var isFirstTurn: Bool { state == .waiting && tries == 0 && error == nil }

    init(_ row: borrowing Row) throws {
        guard let id = row.id(0) else {
            throw SyncError("store.corrupt", "A notice that waits has no id.")
        }
        self.id = id
        state = State(rawValue: row.text(1)) ?? .dead
        tries = Int(row.int64(2))
        next = row.int64(3)
        at = row.int64(4)
        error = row.optionalText(5)
    }

    static let columns = "notice, state, tries, next_at, at, error"
}

extension HubReader {
    /// Whether notices were written that nobody has queued yet; false before sending on was begun.
    package func hasNewNotices(_ entity: EntityName) throws -> Bool {
        guard let through = try NoticeMark(store).through, let spec = domain.catalogue[entity]
        else { return false }
        return try store.first(
            "SELECT 1 FROM state WHERE entity = ?1 AND row > ?2 LIMIT 1",
            spec.number,
            through
        ) { _ in true } ?? false
    }

    /// Those that may be sent now, the one that waits longest first.
    package func dueNotices(at now: Int64, limit: Int) throws -> [NoticeDelivery] {
        try store.all(
            """
            SELECT \(NoticeDelivery.columns) FROM notice_delivery
            WHERE state = 'waiting' AND next_at <= ?1 ORDER BY next_at, row LIMIT ?2
            """,
            now,
            Int64(limit)
        ) { try NoticeDelivery($0) }
    }

    /// When the next one may be sent; nil while none waits.
    package func nextNotice() throws -> Int64? {
        try store.first(
            "SELECT min(next_at) FROM notice_delivery WHERE state = 'waiting'"
        ) { $0.optionalInt64(0) } ?? nil
    }

    /// What became of the notices, in the order they were written.
    package func noticeDeliveries(
        in states: Set<NoticeDelivery.State> = Set(NoticeDelivery.State.allCases)
    ) throws -> [NoticeDelivery] {
        try store.all(
            "SELECT \(NoticeDelivery.columns) FROM notice_delivery ORDER BY row"
        ) { try NoticeDelivery($0) }.filter { states.contains($0.state) }
    }
}

/// Up to which row notices have been queued.
struct NoticeMark {
    private let meta: Meta
    private static let name = "notices.queued_through"

    init(_ store: Connection) { meta = Meta(store: store) }

    var through: Int64? { get throws { try meta[Self.name].flatMap { Int64($0) } } }

    func set(_ row: Int64) throws { try meta.set(Self.name, "\(row)") }
}
