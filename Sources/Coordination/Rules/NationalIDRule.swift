import SyncCore
import SyncEngine

/// No free text of an edit may hold a national identity number; it is refused before anything is merged.
struct NationalIDRule: Sendable {
    let catalogue: Catalogue

    func findings(in edit: Edit) -> [Finding] {
        let spec = catalogue[edit.entity]
        var named: Set<String> = []
        for (field, value) in edit.set where isFree(field, spec) && Self.holds(value) {
            named.insert(field)
        }
        // Most edits have no list.
        for lists in [edit.add, edit.remove] where !lists.isEmpty {
            for (field, elements) in lists where isFree(field, spec) {
                if elements.contains(where: NationalID.isIn) { named.insert(field) }
            }
        }
        return named.sorted().map { field in
            Finding("person.national_id", entity: edit.entity, row: edit.id, field: field)
        }
    }

    /// Whether a field takes what somebody likes to write.
    private func isFree(_ field: String, _ spec: EntitySpec?) -> Bool {
        switch spec?.fields[field]?.type {
        case .text, .list, .json, nil: true
        default: false
        }
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
