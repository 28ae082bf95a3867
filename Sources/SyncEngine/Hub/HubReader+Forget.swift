import Storage
import SyncCore

extension HubReader {
    /// The device's own operations about persons erased after `seq`, or since it last confirmed to have followed.
    ///
    /// It may never have seen their rows, and holds what it sent all the same. All its incarnations are asked
    /// for: a store that was copied or restored keeps what its earlier lives sent. Two copies are one device, so
    /// that what one confirmed says nothing of the other; `seq` is what the pulling store itself has heard of.
    func forgotten(
        by device: Device,
        _ incarnation: RowID,
        after seq: Int64
    ) throws -> PullForget {
        var forget = PullForget()
        // Asked first, as there is seldom anything and this is part of every pull.
        let waiting = try store.first(
            """
            SELECT since FROM (SELECT min(?1, coalesce(confirmed_seq, 0)) AS since FROM device
                WHERE device = ?2) WHERE EXISTS (SELECT 1 FROM erasure WHERE seq > since)
            """,
            seq,
            device.number
        ) { $0.int64(0) }
        guard let since = waiting else { return forget }
        try store.query(
            """
            SELECT DISTINCT i.id, o.number FROM erasure e JOIN about a ON a.person = e.person
            JOIN operation o ON o.seq = a.seq JOIN incarnation i ON i.origin = o.origin
            WHERE e.seq > ?1 AND i.device = ?2 AND o.number > 0 ORDER BY i.origin, o.number
            """,
            since,
            device.number
        ) { row in
            guard let id = row.id(0) else { return }
            if id == incarnation {
                forget.present.append(row.int64(1))
            } else {
                forget.others[id, default: []].append(row.int64(1))
            }
        }
        return forget
    }
}
