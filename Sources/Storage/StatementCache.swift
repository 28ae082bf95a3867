/// Prepared statements by their SQL; the least recently used goes when there are too many.
///
/// Whoever asks for the same SQL while a statement is in use, as a recursive reader does, gets a second one, which
/// is dropped afterwards.
final class StatementCache {
    private let capacity: Int
    /// By the address of the literal: the same literal has the same for as long as the program runs.
    private var literals: [UInt: Statement] = [:]
    /// The last statement of each place that addresses fall on: found without hashing, which costs as much as binding.
    private var recent: [Recent]
    private var made: [String: Statement] = [:]
    private var clock: UInt64 = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 0)
        recent = Array(repeating: Recent(), count: Self.places)
    }

    private static let places = 512

    private struct Recent {
        var address: UInt = 0
        var statement: Statement?
    }

    // Literals lie beside one another, at addresses of any kind.
    private static func place(of address: UInt) -> Int {
        Int(truncatingIfNeeded: address ^ address >> 9) & (places - 1)
    }

    var count: Int { literals.count + made.count }

    func checkOut(_ sql: SQL, on handle: OpaquePointer) throws(StorageError) -> Statement {
        let key = Key(sql)
        guard let known = self[key] else { return try prepared(sql, key, on: handle) }
        guard !known.isInUse else { return try Statement(sql.string, on: handle) }
        known.isInUse = true
        return known
    }

    func checkIn(_ statement: Statement) {
        statement.reset()
        clock += 1
        statement.lastUse = clock
        statement.isInUse = false
    }

    func removeAll() {
        recent = Array(repeating: Recent(), count: Self.places)
        literals.removeAll()
        made.removeAll()
    }

    private enum Key {
        case address(UInt)
        case text(String)

        init(_ sql: SQL) {
            switch sql.text {
            case .literal(let text) where text.hasPointerRepresentation:
                self = .address(UInt(bitPattern: text.utf8Start))
            default: self = .text(sql.string)
            }
        }
    }

    private subscript(key: Key) -> Statement? {
        // Not a pure reading: it is noted where it was found.
        get {
            switch key {
            case .address(let address):
                let place = Self.place(of: address)
                if recent[place].address == address { return recent[place].statement }
                guard let found = literals[address] else { return nil }
                recent[place] = Recent(address: address, statement: found)
                return found
            case .text(let text): return made[text]
            }
        }
        set {
            switch key {
            case .address(let address):
                recent[Self.place(of: address)] = Recent(address: address, statement: newValue)
                literals[address] = newValue
            case .text(let text): made[text] = newValue
            }
        }
    }

    private func prepared(
        _ sql: SQL,
        _ key: Key,
        on handle: OpaquePointer
    ) throws(StorageError) -> Statement {
        let statement = try Statement(sql.string, on: handle)
        guard capacity > 0 else { return statement }
        if count >= capacity { dropOldest() }
        statement.isInUse = true
        self[key] = statement
        return statement
    }

    // Looking at all of them is cheap beside the preparing that led here. One in use ends with its user.
    private func dropOldest() {
        let literal = literals.min { $0.value.lastUse < $1.value.lastUse }
        let text = made.min { $0.value.lastUse < $1.value.lastUse }
        if let text, text.value.lastUse < literal?.value.lastUse ?? .max {
            made[text.key] = nil
        } else if let literal {
            self[.address(literal.key)] = nil
        }
    }
}
