import Coordination
import SyncCore
import SyncEngine

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
        Visible.line(plain(value, type))
    }

    private static func plain(_ value: JSONValue?, _ type: FieldType?) -> String {
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
        if let own = usual[entity.name] { return own }
        let known = telling.filter { entity.fields[$0] != nil }
        guard known.isEmpty else { return Array(known.prefix(5)) }
        return Array(entity.orderedFields.map(\.name).prefix(3))
    }

    /// The fields chosen by `--field`, else the usual ones.
    static func columns(of entity: EntitySpec, _ arguments: Arguments) throws -> [String] {
        let chosen = arguments.options("--field")
        for name in chosen where entity.fields[name] == nil {
            let hint = Suggestion.text(for: name, among: Array(entity.fields.keys))
            throw Failure("field.unknown", "\(entity.name) has no field '\(name)'\(hint).")
        }
        return chosen.isEmpty ? columns(entity) : chosen
    }

    /// All that a row says, a line for each field.
    static func sheet(_ row: RowState, _ entity: EntitySpec, note: String) -> String {
        var lines = ["\(entity.name) \(row.id)" + note]
        let filled = entity.orderedFields.filter { row[$0.name] != nil }
        let width = filled.map(\.name.count).max() ?? 0
        for field in filled {
            let space = String(repeating: " ", count: width - field.name.count)
            lines.append("  \(field.name)\(space)  \(text(row[field.name], field.type))")
        }
        // What a newer version knows is kept, and shown as it came.
        for name in row.fields.keys.sorted() where entity.fields[name] == nil {
            lines.append("  \(Visible.line(name))  \(text(row[name], nil))")
        }
        return lines.joined(separator: "\n")
    }

    /// Where what tells rows apart is a parent's name, or a field of this entity alone.
    private static let usual: [EntityName: [String]] = [
        .contactPoint: ["personId", "kind", "valueNormalised", "ownedBy"],
        .segment: ["zoneId", "name", "position", "state", "lengthM"],
        .shift: ["taskId", "name", "startsAt", "endsAt", "slots"],
        .signup: ["shiftId", "personId", "wish", "placement", "queueSeq"],
        .claim: ["segmentId", "byName", "state", "fromAt", "expiresAt"],
        .task: ["title", "kind", "state", "zoneId", "startsAt"],
        .personPrivate: ["givenName", "familyName", "birthOn", "postalPlace", "personId"],
        .centreMembership: ["personId", "centreId", "sinceOn", "untilOn", "source"],
        .consent: ["personId", "purpose", "choice", "givenAt", "withdrawnAt"],
        .roleGrant: ["personId", "role", "fromAt", "untilAt"],
        .litterReport: ["zoneId", "segmentId", "amount", "state", "hazards", "seenAt"],
        .cleanupReport: ["zoneId", "bagsFull", "bagsHalf", "weightG", "adults", "reportedAt"],
        .wasteDeposit: ["pickup", "bagsFull", "bagsHalf", "point", "depositedAt"],
        .reviewItem: ["kind", "subjectEntity", "subjectId", "unit", "state", "decision"],
        .contribution: ["taskId", "kind", "outcome", "broughtAt"],
        .equipmentDepot: ["name", "openingHours", "stock", "isOversold", "isDoubleBooked"],
        .lotteryDraw: ["season", "prizes", "drawnAt", "ticketCount"],
        .segmentAdoption: ["segmentId", "byName", "fromOn", "untilOn"],
        .enquiry: ["subject", "state", "receivedAt", "ownerPersonId", "overdueSince"],
        .need: ["text", "state", "statedAt", "helperId", "effect"],
        .initiative: ["title", "state", "needIds", "facilitatorId"],
        .stockReservation: ["depotId", "item", "count", "fromOn", "untilOn"],
        .notice: ["code", "detail", "at", "readAt"],
    ]

    /// The field that is a row's name where others refer to it.
    static func name(of row: RowState) -> String? {
        let fields = ["name", "title", "displayName", "byName"]
        return fields.lazy.compactMap { row[$0]?.text }.first { !$0.isEmpty }.map(Visible.line)
    }

    private static let telling = [
        "name", "title", "displayName", "byName", "givenName", "familyName", "code", "purpose",
        "kind", "role", "mode", "state", "status", "placement", "wish", "amount", "pickup",
        "choice", "position", "lengthM", "slots", "startsAt", "expiresAt", "bagsFull", "seenAt",
        "reportedAt", "at", "shiftId", "personId", "note",
    ]
}
