import Storage
package import SyncCore

/// How one attempt to send a notice on ended.
package enum NoticeAttempt: Sendable, Hashable {
    case sent
    /// It failed with this code; once more at `next`, or never where it is nil.
    case failed(String, next: Int64?)
    /// It is not to be sent, for the reason of this code.
    case dropped(String)
}

extension Hub {
    /// How long it is kept what became of a notice that was sent or dropped, in milliseconds.
    package static let deliveriesKept: Int64 = 90 * 86_400_000

    /// Queues what was written since the last call.
    ///
    /// The first call begins: what was written before it stays. Call it in a transaction.
    package func queueNotices(_ entity: EntityName) throws {
        guard let spec = domain.catalogue[entity] else { return }
        let now = environment.now()
        let mark = NoticeMark(store)
        let last =
            try store.first("SELECT max(row) FROM state WHERE entity = ?1", spec.number) {
                $0.optionalInt64(0)
            } ?? nil
        let known = try mark.through
        if let known {
            try store.run(
                """
                INSERT INTO notice_delivery (row, notice, state, tries, next_at, at)
                SELECT row, id, 'waiting', 0, ?3, ?3 FROM state WHERE entity = ?1 AND row > ?2
                """,
                spec.number,
                known,
                now
            )
        }
        if known != last ?? 0 { try mark.set(last ?? 0) }
        try store.run(
            "DELETE FROM notice_delivery WHERE state IN ('sent', 'dropped') AND at < ?1",
            now - Self.deliveriesKept
        )
    }

    /// Notes how an attempt ended.
    ///
    /// A repeated note changes nothing once it was sent.
    package func note(_ attempt: NoticeAttempt, of id: RowID) throws {
        let now = environment.now()
        let (state, error, next): (NoticeDelivery.State, String?, Int64) =
            switch attempt {
            case .sent: (.sent, nil, now)
            case .failed(let code, let next?): (.waiting, code, next)
            case .failed(let code, nil): (.dead, code, now)
            case .dropped(let code): (.dropped, code, now)
            }
        try store.run(
            """
            UPDATE notice_delivery SET state = ?2, tries = tries + ?3, next_at = ?4, at = ?5, error = ?6
            WHERE notice = ?1 AND state <> 'sent'
            """,
            id,
            state.rawValue,
            state == .dropped ? 0 : 1,
            next,
            now,
            error
        )
    }

    /// Has those tried again at once that wait or are dead; all of them where none is named.
    ///
    /// Returns how many. Each bears a code from here on, so that it is not taken for one at its first turn.
    package func retryNotices(_ ids: [RowID]?) throws -> Int {
        let found = try store.all(
            "SELECT notice FROM notice_delivery WHERE state IN ('waiting', 'dead')"
        ) { $0.id(0) }.compactMap { $0 }
        let chosen = found.filter { ids?.contains($0) ?? true }
        let now = environment.now()
        for id in chosen {
            try store.run(
                """
                UPDATE notice_delivery SET state = 'waiting', tries = 0, next_at = ?2, at = ?2,
                    error = coalesce(error, 'notice.retried')
                WHERE notice = ?1
                """,
                id,
                now
            )
        }
        return chosen.count
    }
}
