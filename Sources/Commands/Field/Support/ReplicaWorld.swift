import SyncCore
import SyncEngine

/// A field client's rows as rules see them, with the rows of an operation that is not kept yet on top.
final class ReplicaWorld: ScannedWorld {
    private let replica: Replica
    private let laid: [RowID: RowState]
    let now: Int64
    let seq: Int64 = 0
    let isWaived = false
    let isOffice = false

    init(_ replica: Replica, with rows: [RowState], at now: Int64) {
        self.replica = replica
        self.now = now
        laid = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    func row(_ id: RowID) throws -> RowState? { try laid[id] ?? replica.row(id) }

    func rows(
        _ entity: EntityName,
        where field: String,
        is value: JSONValue
    ) throws -> [RowState] {
        try rows(entity).filter { row in
            row[field] == value || row[field]?.array?.contains(value) ?? false
        }
    }

    func rows(_ entity: EntityName) throws -> [RowState] {
        let known = try replica.rows(entity).map { laid[$0.id] ?? $0 }
        let ids = Set(known.map(\.id))
        return known + laid.values.filter { $0.entity == entity && !ids.contains($0.id) }
    }

    /// Nothing follows here; the hub writes what follows.
    func newID() -> RowID { RowID(high: 0, low: 0) }

    // Whose work a row was is the hub's to know; what is not known speaks against nobody.
    func wasSeen(_ id: RowID) -> Bool { true }
    func wasMade(_ id: RowID) -> Bool { true }
    func areOneStore(_ origin: Int64, _ other: Int64) -> Bool { true }
}
