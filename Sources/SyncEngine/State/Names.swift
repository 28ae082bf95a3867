import Storage
import SyncCore

/// Names that stand in many rows of a store, such as scopes, by small numbers.
final class Names {
    private let store: Connection
    private var numbers: [String: Int64] = [:]
    private var names: [Int64: String] = [:]
    /// Numbers of the fields that rows are looked up by; a field is one object for as long as there is a catalogue.
    private var fields: [ObjectIdentifier: Int64] = [:]
    /// Numbers of scopes, found without writing their names out.
    private var scopes: [ScopeKey: Int64] = [:]

    init(_ store: Connection) { self.store = store }

    /// The name's number, made when it has none yet.
    func number(_ name: String) throws -> Int64 {
        if let known = try known(name) { return known }
        try store.run("INSERT INTO interned (name) VALUES (?1)", name)
        remember(name, store.lastInsertRowID)
        return store.lastInsertRowID
    }

    /// The number under which rows are looked up by a field of an entity.
    func number(of field: FieldSpec, in entity: EntityName) throws -> Int64 {
        let key = ObjectIdentifier(field)
        if let known = fields[key] { return known }
        let number = try number(StateStore.fieldName(entity, field.name))
        fields[key] = number
        return number
    }

    /// The number of a scope.
    func number(of scope: ScopeKey) throws -> Int64 {
        if let known = scopes[scope] { return known }
        let number = try number("scope/\(scope)")
        scopes[scope] = number
        return number
    }

    /// The name's number, or nil when it never had one.
    func known(_ name: String) throws -> Int64? {
        if let number = numbers[name] { return number }
        let found = try store.first("SELECT number FROM interned WHERE name = ?1", name) {
            $0.int64(0)
        }
        if let found { remember(name, found) }
        return found
    }

    func name(_ number: Int64) throws -> String? {
        if let name = names[number] { return name }
        let found = try store.first("SELECT name FROM interned WHERE number = ?1", number) {
            $0.text(0)
        }
        if let found { remember(found, number) }
        return found
    }

    /// To be called after every roll-back, also of a savepoint: which numbers it took away is not known here.
    func rolledBack() {
        numbers = [:]
        names = [:]
        fields = [:]
        scopes = [:]
    }

    /// Beyond so many it begins anew, so that memory stays bounded: every person has a scope of her own.
    private static let maximum = 50_000

    private func remember(_ name: String, _ number: Int64) {
        if numbers.count >= Self.maximum { rolledBack() }
        numbers[name] = number
        names[number] = name
    }
}
