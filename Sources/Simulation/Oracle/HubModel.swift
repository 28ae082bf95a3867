import SyncCore
import SyncEngine

/// The hub as the oracle knows it: each row as it was last written, and what was said about each field.
///
/// A value, so that what a backup held can be taken up again when the hub is restored from it.
struct HubModel {
    struct Row {
        var state: RowState
        var wire: [UInt8]
        var seq: Int64
    }

    var rows: [RowID: Row] = [:]
    /// Where the tombstones of erased rows are seen.
    var graves: [RowID: Set<String>] = [:]
    var operations: [Int64: RecordedOperation] = [:]
    var lastSeq: Int64 = 0
    var lastReceived: Int64 = .min
    var lastNumbers: [Int64: Int64] = [:]
    var words = WordBook()
    /// Persons of whom the hub has accepted that they are erased.
    var erased: Set<RowID> = []
    /// Numbers of devices that are taken.
    var taken: Set<OperationBook.Key> = []
    /// What each device may see and do.
    var grants: [RowID: Grant] = [:]
    /// Edits of the operations that were held, by their sequence number.
    var held: [Int64: [Edit]] = [:]

    func rows(_ entity: EntityName) -> [RowState] {
        rows.values.map(\.state).filter { $0.entity == entity && !$0.isRemoved && !$0.isErased }
    }
}

/// A place in one of the hub's timelines.
struct Fork {
    let timeline: RowID
    /// The last sequence number of the timeline that the next one has, too.
    let end: Int64
}
