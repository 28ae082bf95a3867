import SyncCore
import SyncEngine

/// The hub's own writes, reduced to what is new.
enum Write {
    /// An edit of the fields whose value differs from the row's; nil when the row already says it all.
    static func edit(_ row: RowState, set wanted: JSONObject) -> Edit? {
        let news = wanted.filter { row[$0.key] ?? .null != $0.value }
        return news.isEmpty ? nil : Edit(row.entity, row.id, set: news)
    }

    /// The edits with those of one row put together, in the order the rows came first.
    static func merged(_ edits: [Edit]) -> [Edit] {
        var order: [RowID] = []
        var byRow: [RowID: Edit] = [:]
        for edit in edits {
            guard var earlier = byRow[edit.id] else {
                order.append(edit.id)
                byRow[edit.id] = edit
                continue
            }
            earlier.set.merge(edit.set) { _, later in later }
            byRow[edit.id] = earlier
        }
        return order.compactMap { byRow[$0] }
    }
}

extension [RowID] {
    /// The ids as a list value; empty lists empty the field.
    var json: JSONValue { isEmpty ? .null : .array(map(\.json)) }
}
