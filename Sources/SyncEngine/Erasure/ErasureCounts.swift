package import SyncCore

/// What an erasure takes away, in numbers.
package struct ErasureCounts: Sendable, Equatable {
    /// Rows of which a tombstone is left, by entity.
    package var tombstones: NameMap<Int> = [:]
    /// Rows that stay, such as reports, without what was personal in them, by entity.
    package var emptied: NameMap<Int> = [:]
    /// Values in the history of rows.
    package var history = 0
    /// Operations of which the bytes were kept.
    package var operations = 0
    /// Held work among them.
    package var held = 0
    /// Sides of reviews.
    package var sides = 0
    /// Devices of hers, which lose their names.
    package var devices = 0
    /// Enrolment codes made for her.
    package var codes = 0

    package var json: JSONValue {
        func numbers(_ counts: NameMap<Int>) -> JSONValue {
            .object(JSONObject(counts.mapValues { .integer(Int64($0)) }))
        }
        return [
            "tombstones": numbers(tombstones), "emptied": numbers(emptied),
            "history": .integer(Int64(history)), "operations": .integer(Int64(operations)),
            "held": .integer(Int64(held)), "sides": .integer(Int64(sides)),
            "devices": .integer(Int64(devices)), "codes": .integer(Int64(codes)),
        ]
    }

    init() {}

    init(_ json: JSONValue) {
        func numbers(_ name: String) -> NameMap<Int> {
            (json[name]?.object ?? [:]).compactMapValues { $0.integer.map { Int(clamping: $0) } }
        }
        func number(_ name: String) -> Int { Int(clamping: json[name]?.integer ?? 0) }
        tombstones = numbers("tombstones")
        emptied = numbers("emptied")
        history = number("history")
        operations = number("operations")
        held = number("held")
        sides = number("sides")
        devices = number("devices")
        codes = number("codes")
    }
}
