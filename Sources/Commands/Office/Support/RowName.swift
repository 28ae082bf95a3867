import SyncCore
import SyncEngine

/// What a row is called where a person reads of it.
enum RowName {
    private static let fields = ["displayName", "name", "title", "valueNormalised"]
    private static let parents = ["personId", "zoneId", "segmentId", "taskId", "shiftId"]

    /// The row's own name, or that of what it belongs to; nil where neither has one.
    static func of(_ row: RowState, _ reader: HubReader) throws -> String? {
        if let own = own(row) { return own }
        for field in parents {
            guard let id = row[field]?.text.flatMap({ RowID($0) }), let parent = try reader.row(id)
            else { continue }
            if let name = try of(parent, reader) { return name }
        }
        return nil
    }

    private static func own(_ row: RowState) -> String? {
        let whole = [row["givenName"]?.text, row["familyName"]?.text].compactMap(\.self)
        if !whole.isEmpty { return whole.joined(separator: " ") }
        return fields.lazy.compactMap { row[$0]?.text }.first { !$0.isEmpty }
    }
}
