import SyncCore

/// Rows as the field commands show them.
enum RowText {
    /// The row's accepted values, sets as sorted lists.
    static func json(_ row: RowState, isUnsent: Bool) -> JSONValue {
        var fields = row.fields
        for name in row.sets.keys { fields[name] = row[name] }
        return [
            "entity": .string(row.entity.rawValue), "id": row.id.json, "fields": .object(fields),
            "unsent": .bool(isUnsent),
        ]
    }

    /// A value in one line; instants in Norwegian wall time.
    static func text(_ value: JSONValue?, _ type: FieldType?) -> String {
        guard let value, !value.isNull else { return "" }
        if case .instant? = type, let time = value.integer { return TimeText.oslo(time) }
        if case .geometry? = type { return geometry(value) }
        if let text = value.text { return text }
        if let elements = value.array, elements.allSatisfy({ $0.text != nil }) {
            return elements.compactMap(\.text).joined(separator: ", ")
        }
        return String(decoding: value.bytes(), as: UTF8.self)
    }

    private static func geometry(_ value: JSONValue) -> String {
        let type = value["type"]?.text ?? ""
        guard type == "Point", let place = value["coordinates"] else { return type }
        return "Point " + String(decoding: place.bytes(), as: UTF8.self)
    }

    /// The few fields by which people tell rows of an entity apart.
    static func columns(_ entity: EntitySpec) -> [String] {
        let known = telling.filter { entity.fields[$0] != nil }
        guard known.isEmpty else { return Array(known.prefix(5)) }
        return Array(entity.orderedFields.map(\.name).prefix(3))
    }

    private static let telling = [
        "name", "title", "displayName", "byName", "givenName", "familyName", "code", "purpose",
        "kind", "role", "mode", "state", "status", "placement", "wish", "amount", "pickup",
        "choice", "position", "lengthM", "slots", "startsAt", "expiresAt", "bagsFull", "seenAt",
        "reportedAt", "at", "shiftId", "personId", "note",
    ]
}
