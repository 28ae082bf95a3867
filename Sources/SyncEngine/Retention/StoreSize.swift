import Storage
package import SyncCore

/// How large a hub's store is, and what of it is there for people rather than for sync.
package struct StoreSize: Sendable, Equatable {
    /// The file's pages, and how many bytes of them are free to be used again.
    package let fileBytes: Int64
    package let freeBytes: Int64
    package let rows: Int64
    package let operations: Int64
    /// Bytes of operations as they came.
    package let operationBytes: Int64
    package let historyEntries: Int64
    package let historyBytes: Int64
    package let leaveMarks: Int64

    package var json: JSONValue {
        [
            "fileBytes": .integer(fileBytes), "freeBytes": .integer(freeBytes),
            "rows": .integer(rows), "operations": .integer(operations),
            "operationBytes": .integer(operationBytes),
            "historyEntries": .integer(historyEntries), "historyBytes": .integer(historyBytes),
            "leaveMarks": .integer(leaveMarks),
        ]
    }
}

extension HubReader {
    /// Measures the store; reads its largest tables once.
    package func size() throws -> StoreSize {
        try store.snapshot {
            let page = try number("PRAGMA page_size")
            let operations = try pair("SELECT count(*), sum(length(bytes)) FROM operation")
            let history = try pair("SELECT count(*), sum(length(value)) FROM history")
            return StoreSize(
                fileBytes: try number("PRAGMA page_count") * page,
                freeBytes: try number("PRAGMA freelist_count") * page,
                rows: try number("SELECT count(*) FROM state"),
                operations: operations.0,
                operationBytes: operations.1,
                historyEntries: history.0,
                historyBytes: history.1,
                leaveMarks: try number("SELECT count(*) FROM scope_left")
            )
        }
    }

    private func number(_ sql: SQL) throws -> Int64 {
        try store.first(sql) { $0.int64(0) } ?? 0
    }

    private func pair(_ sql: SQL) throws -> (Int64, Int64) {
        try store.first(sql) { ($0.int64(0), $0.optionalInt64(1) ?? 0) } ?? (0, 0)
    }
}
