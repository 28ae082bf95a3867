import Hashing
import Storage
import SyncCore

/// The hub's rows as the domain's rules see them inside one operation.
final class HubWorld: World {
    let now: Int64
    let seq: Int64
    var isWaived: Bool
    /// On whose behalf the edits in hand are written; nil between them.
    var author: Authorship?
    private let states: StateStore
    private let seed: [UInt8]
    private var made: UInt64 = 0

    /// - `seed`: makes new ids differ between stores and operations, and repeat within one.
    init(_ states: StateStore, now: Int64, seq: Int64, isWaived: Bool = false, seed: [UInt8]) {
        self.states = states
        self.now = now
        self.seq = seq
        self.isWaived = isWaived
        self.seed = seed
    }

    func row(_ id: RowID) throws -> RowState? {
        guard let state = try states.find(id)?.state, !state.isErased else { return nil }
        return state
    }

    func rows(_ entity: EntityName, where field: String, is value: JSONValue) throws -> [RowState] {
        try states.all(entity, where: field, is: value).map(\.state).filter(Self.isLive)
    }

    func rows(_ entity: EntityName, by key: RowKey, having filter: RowFilter?) throws -> [RowState]
    {
        try states.all(entity, by: key, having: filter).map(\.state).filter(Self.isLive)
    }

    func rows(_ entity: EntityName) throws -> [RowState] {
        try states.all(entity).map(\.state).filter(Self.isLive)
    }

    var isOffice: Bool { author?.isOffice ?? false }

    func wasSeen(_ id: RowID) throws -> Bool { try author?.saw(id) ?? false }

    /// The maker may write by another life of her store now, or by the device that brings a lost one's outbox.
    func wasMade(_ id: RowID) throws -> Bool {
        guard let author, let maker = try maker(of: id) else { return false }
        return try isLife(maker, ofStoreOf: author.origin)
    }

    func areOneStore(_ origin: Int64, _ other: Int64) throws -> Bool {
        try origin == other || isLife(other, ofStoreOf: origin) || isLife(origin, ofStoreOf: other)
    }

    private func isLife(_ earlier: Int64, ofStoreOf origin: Int64) throws -> Bool {
        try states.store.first(
            """
            WITH RECURSIVE own (device) AS (
                SELECT device FROM incarnation WHERE origin = ?1
                UNION SELECT d.admits FROM device d JOIN own ON own.device = d.device
                WHERE d.admits IS NOT NULL
            )
            SELECT 1 FROM incarnation i JOIN own ON own.device = i.device WHERE i.origin = ?2
            """,
            origin,
            earlier
        ) { _ in true } ?? false
    }

    /// The origin of the row's first entries; nil where there is no such row.
    ///
    /// What the hub's rules wrote along with them, with origin 0, tells the maker only where nothing else does.
    /// Where the first entries were compacted, the operation that wrote them still says whose it was.
    private func maker(of id: RowID) throws -> Int64? {
        let first = try states.store.first(
            """
            SELECT CASE h.decision WHEN 'compacted' THEN o.origin ELSE h.origin END
            FROM state s JOIN history h ON h.row = s.row
            LEFT JOIN let_in l ON l.seq = h.seq AND h.part BETWEEN l.first_part AND l.last_part
            LEFT JOIN operation o ON o.seq = ifnull(l.held, h.seq)
            WHERE s.id = ?1
            ORDER BY h.seq, h.origin = 0, h.decision <> 'compacted', h.part LIMIT 1
            """,
            id
        ) { $0.optionalInt64(0) }
        return first ?? nil
    }

    func newID() -> RowID {
        made += 1
        let text = Array("\(seq)/\(made)".utf8)
        return RowID.version7(
            milliseconds: now,
            random: (
                Digest.blake2b64(parts: seed, text, [0]), Digest.blake2b64(parts: seed, text, [1])
            )
        )
    }

    private static func isLive(_ state: RowState) -> Bool { !state.isRemoved && !state.isErased }
}
