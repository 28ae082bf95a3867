import SyncCore

/// A value as it is typed on the command line, read by the catalogue's type of its field.
struct FieldValue {
    let entity: EntitySpec
    let field: FieldSpec
    let value: JSONValue

    /// What empties a field.
    static let nothing = "-"

    /// Reads `FIELD=VALUE`; `resolve` turns shortened ids into whole ones.
    init(
        _ text: String,
        of entity: EntitySpec,
        resolve: (String, EntityName) throws -> RowID
    ) throws {
        let (field, value) = try Self.split(text, of: entity)
        self.entity = entity
        self.field = field
        self.value = try Self.read(value, field, resolve)
        guard field.type.accepts(self.value) else { throw Self.wrong(field) }
    }

    /// Whether the row has the value: each of a set's elements; any other by the field's normaliser.
    func holds(in row: RowState) -> Bool {
        let held = row[field.name]
        if let elements = value.array {
            return elements.allSatisfy { (held?.array ?? []).contains($0) }
        }
        return field.normaliser.same(held, value)
    }

    /// The field and the text of `FIELD=VALUE`.
    static func split(
        _ text: String,
        of entity: EntitySpec
    ) throws -> (field: FieldSpec, value: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw UsageError("'\(text)' is not of the form FIELD=VALUE.")
        }
        let name = String(parts[0])
        guard let field = entity.fields[name] else {
            let hint = Suggestion.text(for: name, among: Array(entity.fields.keys))
            throw Failure(
                "field.unknown",
                "\(entity.name) has no field '\(name)'\(hint). See 'dugnad catalogue \(entity.name)'."
            )
        }
        return (field, String(parts[1]))
    }

    private static func read(
        _ text: String,
        _ field: FieldSpec,
        _ resolve: (String, EntityName) throws -> RowID
    ) throws -> JSONValue {
        if text == nothing { return .null }
        switch field.type {
        case .text, .code, .date: return .string(text)
        case .integer: return try need(Int64(text).map { .integer($0) }, field)
        case .bool: return try need(truth(text).map { .bool($0) }, field)
        case .instant:
            return try need(TimeText.milliseconds(text).map { .integer($0) }, field)
        case .reference(let entity): return try resolve(text, entity).json
        case .list: return list(text)
        case .geometry: return try PointText.point(text) ?? json(text, field)
        case .json: return try json(text, field)
        }
    }

    private static func need(_ value: JSONValue?, _ field: FieldSpec) throws -> JSONValue {
        guard let value else { throw wrong(field) }
        return value
    }

    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "ja", "1": true
        case "false", "no", "nei", "0": false
        default: nil
        }
    }

    /// A JSON array, or elements with commas between them.
    private static func list(_ text: String) -> JSONValue {
        if let json = try? JSONValue.parse(Array(text.utf8)), json.array != nil { return json }
        return .array(text.split(separator: ",").map { .string(String($0)) })
    }

    private static func json(_ text: String, _ field: FieldSpec) throws -> JSONValue {
        do { return try JSONValue.parse(Array(text.utf8)) } catch { throw wrong(field) }
    }

    /// Throws `field.type` with what the field takes for the first value of an edit that does not fit.
    static func check(_ edit: Edit, _ entity: EntitySpec) throws {
        for (name, value) in edit.set.sorted(by: { $0.key < $1.key }) where !value.isNull {
            guard let field = entity.fields[name], !field.type.accepts(value) else { continue }
            throw wrong(field)
        }
    }

    private static func wrong(_ field: FieldSpec) -> Failure {
        Failure("field.type", "'\(field.name)' takes \(expectation(field.type)).")
    }

    private static func expectation(_ type: FieldType) -> String {
        switch type {
        case .text(let maximum): "text of at most \(maximum) bytes"
        case .code(let codes): "one of \(codes.joined(separator: ", "))"
        case .integer(let range):
            "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .bool: "true or false"
        case .instant: "a time such as 2026-05-01T12:00, or Unix milliseconds"
        case .date: "a day such as 2026-05-01"
        case .reference(let entity): "the id of a row of \(entity)"
        case .list(let maximum): "at most \(maximum) words with commas between them"
        case .geometry: "LON,LAT or a GeoJSON geometry"
        case .json(let maximum): "JSON of at most \(maximum) bytes"
        }
    }
}
