import SyncCore

/// Rows that were read or written a moment ago, by id and by number; also that there is none.
struct KnownRows {
    /// Beyond so many rows it begins anew: one push touches fewer, and memory stays bounded.
    static let maximum = 20_000

    private var byID: [RowID: StateStore.Stored?] = [:]
    private var ids: [Int64: RowID] = [:]

    /// The row, or a sure nil where there is none; nil where nothing is known.
    subscript(id: RowID) -> StateStore.Stored?? { byID[id] }

    subscript(row: Int64) -> StateStore.Stored? { ids[row].flatMap { byID[$0] ?? nil } }

    mutating func note(_ stored: StateStore.Stored?, as id: RowID) {
        if byID.count >= Self.maximum { self = KnownRows() }
        byID[id] = .some(stored)
        if let stored { ids[stored.row] = id }
    }
}
