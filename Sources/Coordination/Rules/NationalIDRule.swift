import SyncCore
import SyncEngine

/// No free text of an edit may hold a national identity number; it is refused before anything is merged.
struct NationalIDRule: Sendable {
    let catalogue: Catalogue

    func findings(in edit: Edit) -> [Finding] {
        let spec = catalogue[edit.entity]
        return Set(edit.fields.filter { holds(edit, field: $0, spec) }).sorted().map { field in
            Finding("person.national_id", entity: edit.entity, row: edit.id, field: field)
        }
    }

    private func holds(_ edit: Edit, field: String, _ spec: EntitySpec?) -> Bool {
        switch spec?.fields[field]?.type {
        case .text, .list, .json, nil: break
        default: return false
        }
        let elements = (edit.add[field] ?? []) + (edit.remove[field] ?? [])
        return elements.contains(where: NationalID.isIn)
            || edit.set[field].map(Self.holds) ?? false
    }

    private static func holds(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): NationalID.isIn(text)
        case .array(let elements): elements.contains(where: holds)
        case .object(let members): members.contains { NationalID.isIn($0.key) || holds($0.value) }
        default: false
        }
    }
}
