import Storage

/// Names that stand in many rows of a store, such as scopes, by small numbers.
final class Names {
    private let store: Connection
    private var numbers: [String: Int64] = [:]
    private var names: [Int64: String] = [:]

    init(_ store: Connection) { self.store = store }

    /// The name's number, made when it has none yet.
    func number(_ name: String) throws -> Int64 {
        if let known = try known(name) { return known }
        try store.run("INSERT INTO interned (name) VALUES (?1)", name)
        remember(name, store.lastInsertRowID)
        return store.lastInsertRowID
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
    }

    private func remember(_ name: String, _ number: Int64) {
        numbers[name] = number
        names[number] = name
    }
}
