package import SyncCore
package import SyncEngine

/// A hub's store as rules see it, for readers that ask the same questions outside an operation.
package final class ReaderWorld: World {
    private let reader: HubReader
    package let now: Int64
    package let seq: Int64
    package let isWaived = false
    package let isOffice = true

    package init(_ reader: HubReader, at now: Int64) throws {
        self.reader = reader
        self.now = now
        seq = try reader.head()
    }

    package func row(_ id: RowID) throws -> RowState? {
        try reader.row(id).flatMap { $0.isErased ? nil : $0 }
    }

    package func rows(
        _ entity: EntityName,
        where field: String,
        is value: JSONValue
    ) throws -> [RowState] {
        try reader.rows(entity, where: field, is: value)
    }

    package func rows(
        _ entity: EntityName,
        by key: RowKey,
        having filter: RowFilter?
    ) throws -> [RowState] {
        try reader.rows(entity, by: key, having: filter)
    }

    package func rows(_ entity: EntityName) throws -> [RowState] { try reader.rows(entity) }

    /// Nothing is written by a reader; what it would write has no id of its own.
    package func newID() -> RowID { RowID(high: 0, low: 0) }

    package func wasSeen(_ id: RowID) -> Bool { true }
    package func wasMade(_ id: RowID) -> Bool { true }
    package func areOneStore(_ origin: Int64, _ other: Int64) -> Bool { origin == other }
}
