/// The name of an entity of the catalogue, such as `zone`.
package struct EntityName: RawRepresentable, Sendable, Hashable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }
    package var description: String { rawValue }
}

/// One row as hub and replicas hold it: the accepted values, and where each came from.
///
/// Fields this version does not know are kept as they came (DESIGN.md 3.10).
package struct RowState: Sendable, Hashable {
    package let entity: EntityName
    package let id: RowID
    /// Accepted values by field; an empty field is absent.
    package var fields: JSONObject
    /// Where the value of each merge unit (field or group) came from.
    package var stamps: NameMap<Stamp>
    /// Elements of the `set` fields, each with its latest add.
    package var sets: NameMap<NameMap<Stamp>>
    /// Whether the row carries a removed mark; its stamp is that of `RowState.removedUnit`.
    package var isRemoved: Bool
    /// Whether only the tombstone of an erased person's row is left.
    package var isErased: Bool

    package init(entity: EntityName, id: RowID) {
        self.entity = entity
        self.id = id
        fields = [:]
        stamps = [:]
        sets = [:]
        isRemoved = false
        isErased = false
    }

    /// The merge unit under which the removed mark is stamped; no field can have this name.
    package static let removedUnit = "-removed"

    /// The value of a field; for a `set` field the array of its elements, sorted.
    package subscript(_ field: String) -> JSONValue? {
        if let value = fields[field] { return value }
        guard let elements = sets[field], !elements.isEmpty else { return nil }
        return .array(elements.keys.sorted().map { .string($0) })
    }

    /// The latest stamp of any unit; what an edit of the whole row has to have seen.
    package var latestStamp: Stamp? {
        var latest: Stamp?
        func consider(_ stamp: Stamp) {
            if let best = latest, best.seq >= stamp.seq { return }
            latest = stamp
        }
        for stamp in stamps.values { consider(stamp) }
        for elements in sets.values { for stamp in elements.values { consider(stamp) } }
        return latest
    }
}
