import SyncCore

/// One life of a store: a restored or copied store begins another, so that no number is used for two things.
///
/// The store numbers its operations on through all lives; the hub counts each life's from 1.
struct Life {
    /// The store's own number of the life's first operation.
    let first: Int64
    let incarnation: RowID

    /// The number at the hub of the operation that is `number` in the store.
    func sent(_ number: Int64) -> Int64 { number - first + 1 }

    /// The number in the store of the operation that is `sent` at the hub.
    func own(_ sent: Int64) -> Int64 { first + sent - 1 }
}
