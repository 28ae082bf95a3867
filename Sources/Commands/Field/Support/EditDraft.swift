import Coordination
import SyncCore

/// An edit put together from the command line.
struct EditDraft {
    let entity: EntitySpec
    /// Turns shortened ids into whole ones.
    private let resolve: (String, EntityName) throws -> RowID
    private var values: JSONObject = [:]
    private var added: NameMap<[String]> = [:]
    private var removed: NameMap<[String]> = [:]

    init(_ entity: EntitySpec, resolve: @escaping (String, EntityName) throws -> RowID) {
        self.entity = entity
        self.resolve = resolve
    }

    init(_ work: FieldWork, _ entity: EntitySpec) {
        self.init(entity) { try work.id($0, of: $1) }
    }

    var isEmpty: Bool { values.isEmpty && added.isEmpty && removed.isEmpty }

    /// Takes in `FIELD=VALUE`; in a new row a field of elements may be given whole.
    mutating func take(_ text: String, isNew: Bool) throws {
        let given = try FieldValue(text, of: entity, resolve: resolve)
        let name = given.field.name
        guard values[name] == nil, added[name] == nil else {
            throw UsageError("'\(name)' is given twice.")
        }
        guard given.field.policy == .set else {
            values[name] = given.value
            return
        }
        guard isNew else {
            throw UsageError("'\(name)' is a set: use --add \(name)=… and --remove \(name)=….")
        }
        added[name] = (given.value.array ?? []).compactMap(\.text)
    }

    mutating func takeElement(_ text: String, isAdded: Bool) throws {
        let (field, value) = try FieldValue.split(text, of: entity)
        guard field.policy == .set else {
            throw UsageError("'\(field.name)' is not a set: give it as \(field.name)=VALUE.")
        }
        if isAdded {
            added[field.name, default: []].append(value)
        } else {
            removed[field.name, default: []].append(value)
        }
    }

    /// The edit of a row; the engine makes whole the groups it touches.
    func edit(of id: RowID, mark: RemovalMark? = nil) -> Edit {
        var whole = values
        if entity.name == .contactPoint, let value = values["valueNormalised"] {
            // What was written was another number; the new one was written like this.
            whole["valueAsWritten"] = values["valueAsWritten"] ?? value
        }
        return Edit(entity.name, id, set: whole, add: added, remove: removed, mark: mark)
    }

    func newRow(_ id: RowID) -> Edit {
        Edit(entity.name, id, set: values.filter { !$0.value.isNull }, add: added)
    }
}
