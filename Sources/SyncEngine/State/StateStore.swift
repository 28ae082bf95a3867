import Hashing
import Storage
import SyncCore

/// The rows of a store by id, with their look-ups; the same on hub and replica.
///
/// Every change goes through `put` and `drop`, which keep look-ups and the rows' hashes with them.
final class StateStore {
    let store: Connection
    let catalogue: Catalogue
    let names: Names
    /// Rows read or written since `remember`; nil while every look goes to the store.
    private var known: KnownRows?

    /// A row as stored: its small number, where it last changed, and the hash in the scope sums.
    struct Stored {
        let row: Int64
        let seq: Int64
        let hash: Int64
        let state: RowState
    }

    init(_ store: Connection, catalogue: Catalogue, names: Names) {
        self.store = store
        self.catalogue = catalogue
        self.names = names
    }

    func find(_ id: RowID) throws -> Stored? {
        if let known = known?[id] { return known }
        let found = try store.first(
            "SELECT row, seq, hash, wire FROM state WHERE id = ?1",
            binding: { statement throws(StorageError) in try statement.bind(id, at: 1) },
            map: { try Self.stored($0) }
        )
        known?.note(found, as: id)
        return found
    }

    func find(row: Int64) throws -> Stored? {
        if let known = known?[row] { return known }
        let found = try store.first(
            "SELECT row, seq, hash, wire FROM state WHERE row = ?1",
            binding: { statement throws(StorageError) in try statement.bind(row, at: 1) },
            map: { try Self.stored($0) }
        )
        if let found { known?.note(found, as: found.state.id) }
        return found
    }

    /// From here to `forget` rows that were seen once are not read again.
    ///
    /// Only for a stretch in which nobody else writes the store, such as one push.
    func remember() { known = KnownRows() }

    /// Ends what `remember` began, or empties it where a roll-back took rows away.
    func forget(goingOn: Bool = false) { known = goingOn && known != nil ? KnownRows() : nil }

    /// Rows of an entity in the order they were made here.
    func all(_ entity: EntityName) throws -> [Stored] {
        guard let spec = catalogue[entity] else { return [] }
        return try store.all(
            "SELECT row, seq, hash, wire FROM state WHERE entity = ?1 ORDER BY row",
            spec.number
        ) { try Self.stored($0) }
    }

    /// Rows whose indexed field has this value, in the order they were made here.
    func all(_ entity: EntityName, where field: String, is value: JSONValue) throws -> [Stored] {
        guard let key = Self.key(value),
            let number = try names.known(Self.fieldName(entity, field))
        else { return [] }
        var found: [Stored] = []
        try store.query(
            """
            SELECT s.row, s.seq, s.hash, s.wire FROM lookup l JOIN state s ON s.row = l.row
            WHERE l.field = ?1 AND l.value = ?2 ORDER BY s.row
            """,
            binding: { statement throws(StorageError) in
                try statement.bind(number, at: 1)
                try statement.bind(key, at: 2)
            },
            each: { row in found.append(try known?[row.int64(0)] ?? Self.stored(row)) }
        )
        return found
    }

    /// Writes the row in place of `previous` and returns it as stored.
    func put(
        _ state: RowState,
        wire: [UInt8]? = nil,
        seq: Int64,
        over previous: Stored?
    ) throws -> Stored {
        let wire = wire ?? state.wire
        let hash = Int64(
            bitPattern: Digest.blake2b64(parts: state.id.bytes, wire)
        )
        let row: Int64
        if let previous {
            row = previous.row
            try store.run(
                "UPDATE state SET seq = ?2, hash = ?3, wire = ?4 WHERE row = ?1"
            ) { statement throws(StorageError) in
                try statement.bind(row, at: 1)
                try statement.bind(seq, at: 2)
                try statement.bind(hash, at: 3)
                try statement.bind(wire, at: 4)
            }
        } else {
            let entity = catalogue[state.entity]?.number ?? 0
            try store.run(
                "INSERT INTO state (entity, id, seq, hash, wire) VALUES (?1, ?2, ?3, ?4, ?5)"
            ) { statement throws(StorageError) in
                try statement.bind(entity, at: 1)
                try statement.bind(state.id, at: 2)
                try statement.bind(seq, at: 3)
                try statement.bind(hash, at: 4)
                try statement.bind(wire, at: 5)
            }
            row = store.lastInsertRowID
        }
        try index(state, row: row, previous: previous?.state)
        let stored = Stored(row: row, seq: seq, hash: hash, state: state)
        known?.note(stored, as: state.id)
        return stored
    }

    /// Takes the row and its look-ups away, as when it leaves a replica.
    func drop(_ stored: Stored) throws {
        try store.run("DELETE FROM lookup WHERE row = ?1", stored.row)
        try store.run("DELETE FROM state WHERE row = ?1", stored.row)
        forget(goingOn: true)
    }

    /// Hands each row of an entity to the closure in turn.
    func each(_ spec: EntitySpec, _ body: (Stored) throws -> Void) throws {
        try store.query(
            "SELECT row, seq, hash, wire FROM state WHERE entity = ?1",
            spec.number
        ) { try body(try Self.stored($0)) }
    }

    /// Makes the look-ups of a row that has none.
    func index(_ stored: Stored) throws {
        try index(stored.state, row: stored.row, previous: nil)
    }

    func index(_ state: RowState, row: Int64, previous: RowState?) throws {
        guard let spec = catalogue[state.entity] else { return }
        for field in spec.indexed {
            guard Self.differs(state, previous, in: field) else { continue }
            let number = try names.number(of: field, in: spec.name)
            let (before, after) = (
                Self.keys(of: field, in: previous), Self.keys(of: field, in: state)
            )
            for key in before where !after.contains(key) {
                try touch(
                    "DELETE FROM lookup WHERE field = ?1 AND value = ?2 AND row = ?3",
                    number,
                    key,
                    row
                )
            }
            for key in after where !before.contains(key) {
                try touch(
                    "INSERT INTO lookup (field, value, row) VALUES (?1, ?2, ?3)",
                    number,
                    key,
                    row
                )
            }
        }
    }

    private func touch(_ sql: SQL, _ field: Int64, _ key: [UInt8], _ row: Int64) throws {
        try store.run(sql) { statement throws(StorageError) in
            try statement.bind(field, at: 1)
            try statement.bind(key, at: 2)
            try statement.bind(row, at: 3)
        }
    }

    private static func differs(
        _ state: RowState,
        _ previous: RowState?,
        in field: FieldSpec
    ) -> Bool {
        if state[field.name] != previous?[field.name] { return true }
        guard let reach = field.reach else { return false }
        return state[reach] != previous?[reach]
    }

    /// What the row is looked up by in a field: a value as it is, a shape by the cells it lies in.
    static func keys(of field: FieldSpec, in state: RowState?) -> [[UInt8]] {
        guard let state, let value = state[field.name] else { return [] }
        guard case .geometry = field.type else { return keys(value) }
        guard let box = PlaceBox(around: value) else { return [] }
        let reach = field.reach.flatMap { state[$0]?.number } ?? 0
        return PlaceCell.cells(of: reach > 0 ? box.grown(metres: reach) : box)
            .map { PlaceCell.key($0.number) }
    }

    /// A list is found by each of its elements, once.
    private static func keys(_ value: JSONValue?) -> [[UInt8]] {
        guard let elements = value?.array else {
            return value.flatMap { key($0) }.map { [$0] } ?? []
        }
        return elements.count < 2
            ? elements.compactMap { key($0) } : Array(Set(elements.compactMap { key($0) }))
    }

    static func fieldName(_ entity: EntityName, _ field: String) -> String {
        "field/\(entity)/\(field)"
    }

    static func key(_ value: JSONValue) -> [UInt8]? {
        if let text = value.text { return RowID(text)?.bytes ?? Array(text.utf8) }
        if value.isNull { return nil }
        return value.bytes()
    }

    static func stored(_ row: Row) throws -> Stored {
        Stored(
            row: row.int64(0),
            seq: row.int64(1),
            hash: row.int64(2),
            state: try RowState(try JSONValue.parse(row.bytes(3), limits: storedLimits))
        )
    }

    /// What was accepted once is read back, whatever limits on new input may become.
    static let storedLimits = JSONLimits(bytes: 64 << 20, depth: 64)
}
