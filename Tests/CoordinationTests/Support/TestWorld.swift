import SyncCore
import SyncEngine

/// The hub's rows in memory, in the order they were made.
final class TestWorld: ScannedWorld {
    var now: Int64
    var seq: Int64 = 0
    var isWaived = false
    var isOffice = false
    /// The entities all rows of which were asked for.
    var fullReads: [EntityName] = []
    private(set) var states: [RowID: RowState] = [:]
    private var order: [RowID] = []
    private var made: UInt64 = 0

    init(now: Int64) { self.now = now }

    func row(_ id: RowID) -> RowState? { states[id].flatMap { $0.isErased ? nil : $0 } }

    func rows(_ entity: EntityName, where field: String, is value: JSONValue) -> [RowState] {
        live(entity).filter { row in
            // A list is found by each of its elements, as in the store.
            row[field] == value || row[field]?.array?.contains(value) ?? false
        }
    }

    func rows(_ entity: EntityName) -> [RowState] {
        fullReads.append(entity)
        return live(entity)
    }

    private func live(_ entity: EntityName) -> [RowState] {
        order.compactMap { states[$0] }
            .filter { $0.entity == entity && !$0.isRemoved && !$0.isErased }
    }

    /// Rows the author had been shown.
    var seen: Set<RowID> = []

    func wasSeen(_ id: RowID) -> Bool { seen.contains(id) }

    /// The origin of whoever writes, and of whoever made each row, where that is known.
    var author: Int64 = 0
    var makers: [RowID: Int64] = [:]

    func wasMade(_ id: RowID) -> Bool { makers[id].map { $0 == author } ?? true }

    /// Lives of stores, by the store.
    var stores: [Int64: Int64] = [:]

    func areOneStore(_ origin: Int64, _ other: Int64) -> Bool {
        stores[origin, default: origin] == stores[other, default: other]
    }

    func newID() -> RowID {
        made += 1
        return RowID(high: 0xFFFF, low: made)
    }

    func put(_ row: RowState) {
        if states[row.id] == nil { order.append(row.id) }
        states[row.id] = row
    }

    /// Everything a refused operation has to leave as it was.
    var snapshot: (states: [RowID: RowState], order: [RowID]) {
        get { (states, order) }
        set { (states, order) = newValue }
    }
}
