import SyncCore

/// A row as it has to stand at the end, on the hub and on every device that sees it.
package struct ExpectedRow: Sendable {
    enum Presence: String, Sendable {
        case live, removed, erased, absent
    }

    let entity: EntityName
    /// Its symbolic name; nil: exactly one live row of the entity has these fields.
    let row: String?
    let presence: Presence
    /// The fields looked at; `null` is an empty one.
    let fields: JSONObject
    /// Exactly the devices that see it; nil: not looked at.
    let seenBy: Set<String>?
}

/// A condition on the hub's rows, with the sentence it stands for.
package struct StoryCondition: Sendable {
    enum Measure: Sendable, Hashable {
        /// How many live rows there are.
        case count
        /// The sum of a whole-number field over the live rows.
        case sum(field: String)
    }

    package let sentence: String
    let measure: Measure
    let entity: EntityName
    let filter: JSONObject
    let range: ClosedRange<Int64>
    /// Whether it has to hold after every step, not only at the end.
    let isThroughout: Bool
}
