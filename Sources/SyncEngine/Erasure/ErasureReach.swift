import Hashing
import Storage
import SyncCore

/// Everything in a hub's store that is about some persons, wherever it stands; reads only.
///
/// Both the dry run and the erasure itself go by it, so that the one tells what the other will do.
struct ErasureReach {
    /// A row about one of the persons, and the fields that name her.
    struct AboutRow {
        let stored: StateStore.Stored
        let spec: EntitySpec
        let fields: [String]

        /// Whether a tombstone is all that is left of it.
        var isWhole: Bool { spec.isErasedWhole || fields.contains("id") }
    }

    /// A value in the history of a row that was about one of them once and is about another now.
    struct FormerValue: Hashable {
        let row: Int64
        let unit: String
        let seq: Int64
        let part: Int64
    }

    struct KeptOperation {
        let seq: Int64
        let isHeld: Bool
        let bytes: [UInt8]
    }

    let persons: [RowID]
    private(set) var rows: [AboutRow] = []
    private(set) var former: [FormerValue] = []
    private(set) var operations: [KeptOperation] = []
    private let states: StateStore

    init(_ persons: [RowID], in states: StateStore) throws {
        self.persons = persons
        self.states = states
        rows = try aboutRows()
        former = try formerValues()
        operations = try keptOperations()
    }

    private var store: Connection { states.store }

    private func aboutRows() throws -> [AboutRow] {
        var order: [Int64] = []
        var found: [Int64: (stored: StateStore.Stored, spec: EntitySpec, fields: [String])] = [:]
        for (spec, field, person) in places {
            for stored in try named(person, by: field, of: spec) where !stored.state.isErased {
                // A side that shows held work may be about others, too, and is cut with the work.
                guard stored.state["values"]?["edits"] == nil else { continue }
                if found[stored.row] == nil { order.append(stored.row) }
                found[stored.row, default: (stored, spec, [])].fields.append(field)
            }
        }
        return order.compactMap { found[$0] }
            .map { AboutRow(stored: $0.stored, spec: $0.spec, fields: $0.fields) }
    }

    private var places: [(EntitySpec, String, RowID)] {
        states.catalogue.ordered.flatMap { spec in
            spec.about.flatMap { field in persons.map { (spec, field, $0) } }
        }
    }

    private func named(
        _ person: RowID,
        by field: String,
        of spec: EntitySpec
    ) throws -> [StateStore.Stored] {
        guard field == "id" else {
            return try states.all(spec.name, where: field, is: person.json)
        }
        return try states.find(person).map { $0.state.entity == spec.name ? [$0] : [] } ?? []
    }

    /// What was written into rows while they were hers, before they were given to somebody else.
    private func formerValues() throws -> [FormerValue] {
        let now = Set(rows.map(\.stored.row))
        var candidates: Set<Int64> = []
        for person in persons {
            candidates.formUnion(
                try store.all(
                    """
                    SELECT DISTINCT row FROM history
                    WHERE seq IN (SELECT seq FROM about WHERE person = ?1)
                    """,
                    person
                ) { $0.int64(0) }
            )
        }
        return try candidates.subtracting(now).sorted().flatMap { try former(of: $0) }
    }

    private func former(of row: Int64) throws -> [FormerValue] {
        guard let state = try states.find(row: row)?.state,
            let spec = states.catalogue[state.entity], !spec.about.isEmpty
        else { return [] }
        let units = Set(spec.about.compactMap { spec.fields[$0]?.unit })
        var found: [FormerValue] = []
        var hers: [Int64: Bool] = [:]
        var isHers = false
        let entries = try store.all(
            """
            SELECT unit, seq, part, value FROM history WHERE row = ?1 AND value IS NOT NULL
            ORDER BY seq, part
            """,
            row
        ) { (unit: $0.text(0), seq: $0.int64(1), part: $0.int64(2), value: $0.bytes(3)) }
        for entry in entries where units.contains(entry.unit) {
            hers[entry.seq] = names(entry.value)
        }
        for entry in entries {
            isHers = hers[entry.seq] ?? isHers
            guard isHers else { continue }
            found.append(
                FormerValue(row: row, unit: entry.unit, seq: entry.seq, part: entry.part)
            )
        }
        return found
    }

    private func names(_ value: [UInt8]) -> Bool {
        let text = String(decoding: value, as: UTF8.self)
        return persons.contains { text.contains($0.description) }
    }

    private func keptOperations() throws -> [KeptOperation] {
        var seen: Set<Int64> = []
        return try persons.flatMap { person in
            try store.all(
                """
                SELECT o.seq, o.verdict, o.bytes FROM about a JOIN operation o ON o.seq = a.seq
                WHERE a.person = ?1 AND o.bytes IS NOT NULL ORDER BY o.seq
                """,
                person
            ) {
                KeptOperation(
                    seq: $0.int64(0),
                    isHeld: $0.int64(1) == Verdict.held.stored,
                    bytes: $0.bytes(2)
                )
            }
        }.filter { seen.insert($0.seq).inserted }
    }

    /// Sides of reviews that hold values about them: of the work that is cut, or naming them.
    func sides() throws -> [StateStore.Stored] {
        let cut = Set(operations.filter(\.isHeld).map(\.seq))
        let known = Set(rows.map(\.stored.row))
        return try states.all(.reviewSide).filter { side in
            guard !side.state.isErased, !known.contains(side.row) else { return false }
            let isOfCut = side.state["operationSeq"]?.integer.map(cut.contains) ?? false
            return isOfCut && side.state["values"]?["edits"] != nil
                || names(side.state["values"]?.bytes() ?? [])
        }
    }

    /// What the erasure will come to.
    func counts() throws -> ErasureCounts {
        var counts = ErasureCounts()
        for row in rows {
            counts.count(row)
            counts.history += try number(
                "SELECT count(*) FROM history WHERE row = ?1 AND value IS NOT NULL",
                row.stored.row
            )
        }
        let sides = try sides()
        counts.sides += sides.count
        for side in sides {
            counts.history += try number(
                "SELECT count(*) FROM history WHERE row = ?1 AND value IS NOT NULL",
                side.row
            )
        }
        counts.history += former.count
        counts.operations = operations.count
        counts.held = operations.count(where: \.isHeld)
        for person in persons {
            counts.devices += try devices(of: person)
            counts.codes += try codes(for: person)
        }
        return counts
    }

    private func devices(of person: RowID) throws -> Int {
        try number("SELECT count(*) FROM device WHERE person = ?1", person)
    }

    private func codes(for person: RowID) throws -> Int {
        try number("SELECT count(*) FROM enrolment WHERE person = ?1", person)
    }

    private func number<V: Bindable>(_ sql: SQL, _ value: V) throws -> Int {
        try store.first(sql, value) { $0.int(0) } ?? 0
    }

    /// The state a dry run was made of, as a short word: anything new about them makes another one.
    func token(secret: [UInt8]) -> String {
        var text = persons.map(\.description).joined(separator: ",")
        for row in rows { text += ";\(row.stored.state.id)=\(row.stored.hash)" }
        text += "|" + operations.map { "\($0.seq)" }.joined(separator: ",")
        text += "|\(former.count)"
        let sum = Digest.blake2b64(parts: secret, Array("erasure".utf8), Array(text.utf8))
        return String(ScopeIndex.text(Int64(bitPattern: sum)).prefix(8))
    }
}

extension ErasureCounts {
    mutating func count(_ row: ErasureReach.AboutRow) {
        let entity = row.spec.name
        if entity == .reviewSide {
            sides += 1
        } else if row.isWhole {
            tombstones[entity.rawValue, default: 0] += 1
        } else {
            emptied[entity.rawValue, default: 0] += 1
        }
    }
}
