import Storage
package import SyncCore

/// Why a row is as it is: for each field or group the chain of what happened to it, oldest first.
package struct Explanation: Sendable {
    package let row: RowState
    package let entries: [ExplainEntry]
}

/// One thing that happened to one field or group.
package struct ExplainEntry: Sendable, Hashable {
    /// The operation's place in the hub's order, and the entry's within it.
    package let seq: Int64
    package let part: Int64
    package let row: RowID
    package let entity: EntityName
    package let unit: String
    /// `written`, `won`, `lost` or `review`; `same` where only the clock moved, `decided` where a person chose,
    /// `compacted` where older entries were.
    package let decision: String
    /// The merge policy of the field, as the catalogue has it now.
    package let policy: String
    /// Which rule decided, such as `latest.later`; nil in entries of the first day.
    package let rule: String?
    /// The sequence number of the other value, where there was one unseen.
    package let winner: Int64?
    /// What came in, also when it lost; nil when it was erased.
    package let value: JSONValue?
    package let author: ExplainAuthor
    /// The device's own clock, and the time after correction; Unix milliseconds.
    package let claimed: Int64
    package let corrected: Int64
    package let received: Int64
    /// The last sequence number its author had seen.
    package let base: Int64
    /// The held operation that was let in under this number; the times and what had been seen are its own.
    package let held: Int64?
    /// The corrected time the value was written under, Unix milliseconds; a held one keeps its own when let in.
    package let at: Int64
    /// What a `compacted` entry stands for.
    package let compacted: Compacted?

    /// Older entries that are gone: how many, and the last of them.
    package struct Compacted: Sendable, Hashable {
        package let count: Int64
        package let through: Int64
        /// When the last of them was received, Unix milliseconds.
        package let throughAt: Int64
    }
}

/// Who stands behind an entry: the hub's rules, the office or a device.
package struct ExplainAuthor: Sendable, Hashable {
    /// The hub's number for the incarnation; 0 is the hub itself.
    package let origin: Int64
    /// What the author was at the operation's base: writing is judged by that, whatever became of her since.
    package let role: Role
    /// What the device is called; nil for the hub itself.
    package let device: String?
}

extension HubReader {
    /// The history of a row, or of one field or group of it; nil where there is no such row.
    package func explain(_ id: RowID, unit: String? = nil) throws -> Explanation? {
        guard let stored = try states.find(id) else { return nil }
        let wanted =
            unit.flatMap { domain.catalogue[stored.state.entity]?.fields[$0]?.unit } ?? unit
        let entries = try history(
            "WHERE h.row = ?1 ORDER BY h.seq, h.part",
            stored.row
        ).filter { wanted == nil || $0.unit == wanted }
        return Explanation(row: stored.state, entries: entries)
    }

    /// What one operation did to every row it touched, in the order it did it.
    package func changes(inOperation seq: Int64) throws -> [ExplainEntry] {
        try history("WHERE h.seq = ?1 ORDER BY h.part", seq)
    }

    /// The rows that the authors of these operations wrote, in the order they were written first.
    package func rows(writtenBy operations: Set<Int64>) throws -> [RowID] {
        guard let first = operations.min(), let last = operations.max() else { return [] }
        var seen: Set<RowID> = []
        var rows: [RowID] = []
        // One walk through the history: it is kept in the order of rows, not of operations.
        try store.query(
            """
            SELECT h.seq, s.id FROM history h JOIN state s ON s.row = h.row
            WHERE h.seq BETWEEN ?1 AND ?2 AND h.origin != ?3 ORDER BY h.seq, h.part
            """,
            first,
            last,
            Stamp.hubOrigin
        ) { row in
            guard operations.contains(row.int64(0)), let id = row.id(1),
                seen.insert(id).inserted
            else { return }
            rows.append(id)
        }
        return rows
    }

    /// The operations that name this person, or this import, in their edits; oldest first.
    package func operations(about id: RowID) throws -> [Int64] {
        try store.all("SELECT seq FROM about WHERE person = ?1 ORDER BY seq", id) {
            $0.int64(0)
        }
    }

    /// The ids of an entity's rows that carry a removed mark.
    package func removedRows(_ entity: EntityName) throws -> Set<RowID> {
        Set(try states.all(entity).filter { $0.state.isRemoved }.map(\.state.id))
    }

    /// The role of the grant at the base of the operation `o`, for a device that `i` or `o` names.
    static let judgedRole = """
        (SELECT g.role FROM device_grant g WHERE g.device = ifnull(o.judged_as, i.device)
            AND (g.epoch = o.judged_epoch
                OR o.judged_epoch IS NULL AND (g.from_seq <= o.base OR g.epoch = 1))
            ORDER BY g.epoch DESC LIMIT 1)
        """

    private func history(_ condition: String, _ value: Int64) throws -> [ExplainEntry] {
        try store.all(
            """
            SELECT h.seq, h.part, s.id, s.entity, h.unit, h.decision, h.winner, h.value, h.origin,
                \(Self.judgedRole), d.name, o.claimed, o.corrected, o.received, o.base, h.rule, h.at,
                h.folded, l.held
            FROM history h
            JOIN state s ON s.row = h.row
            LEFT JOIN let_in l ON l.seq = h.seq AND h.part BETWEEN l.first_part AND l.last_part
                AND h.origin != 0
            JOIN operation o ON o.seq = ifnull(l.held, h.seq)
            LEFT JOIN incarnation i ON i.origin = h.origin
            LEFT JOIN device d ON d.device = i.device
            \(condition)
            """,
            value
        ) { try entry($0) }
    }

    private func entry(_ row: Row) throws -> ExplainEntry {
        let spec = domain.catalogue.entity(number: row.int(3))
        let unit = row.text(4)
        let origin = row.int64(8)
        let received = row.int64(13)
        let written = origin == Stamp.hubOrigin ? received : row.int64(12)
        let at = row.optionalInt64(16) ?? written
        return ExplainEntry(
            seq: row.int64(0),
            part: row.int64(1),
            row: row.id(2) ?? RowID(high: 0, low: 0),
            entity: spec?.name ?? "",
            unit: unit,
            decision: row.text(5),
            policy: spec?.members(of: unit).first?.policy.word ?? "removed",
            rule: row.optionalText(15),
            winner: row.optionalInt64(6),
            value: row.optionalBytes(7).flatMap {
                try? JSONValue.parse($0, limits: StateStore.storedLimits)
            },
            author: ExplainAuthor(
                origin: origin,
                role: row.optionalText(9).map(Role.init) ?? .hub,
                device: row.optionalText(10)
            ),
            claimed: row.int64(11),
            corrected: row.int64(12),
            received: received,
            base: row.int64(14),
            held: row.optionalInt64(18),
            at: at,
            compacted: row.optionalInt64(17).map {
                .init(count: $0, through: row.optionalInt64(6) ?? 0, throughAt: at)
            }
        )
    }
}
