import SyncCore

extension Catalogue {
    /// The entity of this name; throws `entity.unknown` with the nearest name.
    func require(_ name: String) throws -> EntitySpec {
        if let entity = self[EntityName(rawValue: name)] { return entity }
        let hint = Suggestion.text(for: name, among: ordered.map(\.name.rawValue))
        throw Failure(
            "entity.unknown",
            "There is no such entity\(hint.isEmpty ? "; see 'dugnad catalogue'" : hint).",
            exit: .unreadable
        )
    }
}

extension EntitySpec {
    var orderedFields: [FieldSpec] { fields.values.sorted { $0.name < $1.name } }

    var summaryJSON: JSONValue {
        [
            "entity": .string(name.rawValue), "number": .integer(Int64(number)),
            "since": .integer(Int64(since)), "summary": .string(summary),
            "fields": .integer(Int64(fields.count)),
        ]
    }

    var fullJSON: JSONValue {
        [
            "entity": .string(name.rawValue), "number": .integer(Int64(number)),
            "since": .integer(Int64(since)), "summary": .string(summary),
            "fields": .array(orderedFields.map(\.json)),
            "write": .object(
                JSONObject(
                    write.map { role, actions in
                        (
                            role.rawValue,
                            .array(actions.map(\.rawValue).sorted().map { .string($0) })
                        )
                    }
                )
            ),
        ]
    }
}

extension FieldSpec {
    fileprivate var json: JSONValue {
        var out: JSONObject = [
            "name": .string(name), "type": .string(type.text), "policy": .string(policy.text),
            "required": .bool(isRequired), "since": .integer(Int64(since)),
        ]
        if let group { out["group"] = .string(group) }
        if let writers {
            out["writers"] = .array(writers.map(\.rawValue).sorted().map { .string($0) })
        }
        if case .code(let codes) = type { out["values"] = .array(codes.map { .string($0) }) }
        return .object(out)
    }
}

extension FieldType {
    /// The type in a few words.
    var text: String {
        switch self {
        case .text(let maximum): "text ≤ \(maximum)"
        case .code(let codes): codes.joined(separator: "|")
        case .integer(let range): "integer \(range.lowerBound)…\(range.upperBound)"
        case .bool: "bool"
        case .instant: "instant"
        case .date: "date"
        case .reference(let entity): "→ \(entity)"
        case .list(let maximum): "list ≤ \(maximum)"
        case .geometry: "geometry"
        case .json: "json"
        }
    }
}

extension Policy {
    /// The policy's name, for a lifecycle with the table it follows.
    var text: String {
        switch self {
        case .lifecycle(let name): "lifecycle(\(name))"
        default: "\(self)"
        }
    }
}
