import Hashing
import Storage
import SyncCore

/// Recomputes from the rows what the store keeps beside them, and compares.
struct StoreAudit {
    private let reader: HubReader
    private let rules: ScopeRules

    init(_ reader: HubReader) {
        self.reader = reader
        rules = ScopeRules(states: reader.states)
    }

    /// What walking through every row has told.
    private struct Tally {
        var rows = 0
        var wrongHashes = 0
        var misplaced = 0
        var wrongLookups = 0
        var lookups = 0
        var orphans: [String: Int] = [:]
        var sums: [Key: Sum] = [:]
    }

    private struct Key: Hashable {
        let scope: Int64
        let bucket: Int64
    }

    private struct Sum: Equatable {
        var sum: Int64 = 0
        var rows: Int64 = 0
    }

    func checks() throws -> [Doctor.Check] {
        var tally = Tally()
        for spec in reader.domain.catalogue.ordered {
            for stored in try reader.states.all(spec.name) { try take(stored, spec, &tally) }
        }
        return [
            hashes(tally), placing(tally), try sums(tally), try lookups(tally), orphans(tally),
        ]
    }

    private func take(_ stored: StateStore.Stored, _ spec: EntitySpec, _ tally: inout Tally) throws
    {
        tally.rows += 1
        let wire = try reader.store.first("SELECT wire FROM state WHERE row = ?1", stored.row) {
            $0.bytes(0)
        }
        let hash = Int64(bitPattern: Digest.blake2b64(parts: stored.state.id.bytes, wire ?? []))
        if hash != stored.hash { tally.wrongHashes += 1 }
        let held = try reader.scopes.scopes(ofRow: stored.row)
        if try !isPlaced(stored.state, in: held) { tally.misplaced += 1 }
        for scope in held {
            let key = Key(scope: scope, bucket: Int64(stored.state.id.low & 0xFF))
            tally.sums[key, default: Sum()].sum &+= hash
            tally.sums[key, default: Sum()].rows += 1
        }
        try takeLookups(stored, spec, &tally)
        guard !stored.state.isRemoved, !stored.state.isErased else { return }
        if try isOrphan(stored.state, spec) { tally.orphans[spec.name.rawValue, default: 0] += 1 }
    }

    private func isPlaced(_ state: RowState, in held: Set<Int64>) throws -> Bool {
        // A tombstone stays where it was.
        guard !state.isErased else { return true }
        var wanted: Set<Int64> = []
        for key in try rules.scopes(of: state) {
            guard let number = try reader.names.known("scope/\(key)") else { return false }
            wanted.insert(number)
        }
        return wanted.isSubset(of: held)
    }

    private func takeLookups(
        _ stored: StateStore.Stored,
        _ spec: EntitySpec,
        _ tally: inout Tally
    ) throws {
        for field in spec.fields.values where field.isIndexed {
            for key in StateStore.keys(of: field, in: stored.state) {
                tally.lookups += 1
                let name = StateStore.fieldName(spec.name, field.name)
                let isThere =
                    try reader.names.known(name).flatMap { number in
                        try reader.store.first(
                            "SELECT 1 FROM lookup WHERE field = ?1 AND value = ?2 AND row = ?3",
                            number,
                            key,
                            stored.row
                        ) { _ in true }
                    } ?? false
                if !isThere { tally.wrongLookups += 1 }
            }
        }
    }

    /// Whether the row that this one belongs to is not there.
    private func isOrphan(_ state: RowState, _ spec: EntitySpec) throws -> Bool {
        let field: String
        switch spec.scopes.root {
        case .centre(let name), .parent(let name): field = name
        default: return false
        }
        guard let parent = state[field]?.text.flatMap({ RowID($0) }) else { return false }
        return try reader.states.find(parent) == nil
    }
}

extension StoreAudit {
    private static let heal =
        "Stop the hub and restore the latest backup; report how it came about."

    private func hashes(_ tally: Tally) -> Doctor.Check {
        guard tally.wrongHashes > 0 else {
            return .ok("doctor.rows", "\(tally.rows) rows have the hash they were stored with.")
        }
        return .warning(
            "doctor.rows",
            "\(tally.wrongHashes) rows were changed outside the program.",
            Self.heal
        )
    }

    private func placing(_ tally: Tally) -> Doctor.Check {
        guard tally.misplaced > 0 else {
            return .ok("doctor.scopes", "Every row is in the scopes it belongs to.")
        }
        return .warning(
            "doctor.scopes",
            "\(tally.misplaced) rows are missing from a scope they belong to.",
            "Edit such a row to have it placed again; report how it came about."
        )
    }

    private func sums(_ tally: Tally) throws -> Doctor.Check {
        var kept: [Key: Sum] = [:]
        try reader.store.query("SELECT scope, bucket, sum, rows FROM scope_sum") { row in
            kept[Key(scope: row.int64(0), bucket: row.int64(1))] = Sum(
                sum: row.int64(2),
                rows: row.int64(3)
            )
        }
        let keys = Set(kept.keys).union(tally.sums.keys)
        let wrong = keys.filter { kept[$0] ?? Sum() != tally.sums[$0] ?? Sum() }
        guard !wrong.isEmpty else {
            return .ok("doctor.scope_sums", "\(kept.count) sums agree with the rows.")
        }
        return .warning("doctor.scope_sums", "\(wrong.count) sums do not agree.", Self.heal)
    }

    private func lookups(_ tally: Tally) throws -> Doctor.Check {
        let kept = try reader.store.first("SELECT count(*) FROM lookup") { $0.int(0) } ?? 0
        guard tally.wrongLookups > 0 || kept != tally.lookups else {
            return .ok("doctor.lookups", "\(kept) look-ups agree with the rows.")
        }
        let surplus = max(kept - (tally.lookups - tally.wrongLookups), 0)
        return .warning(
            "doctor.lookups",
            "\(tally.wrongLookups) look-ups are missing and \(surplus) point nowhere.",
            Self.heal
        )
    }

    private func orphans(_ tally: Tally) -> Doctor.Check {
        guard !tally.orphans.isEmpty else {
            return .ok("doctor.orphans", "Every row's parent is there.")
        }
        let list = tally.orphans.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return .warning(
            "doctor.orphans",
            "Rows without the row they belong to: \(list.joined(separator: ", ")).",
            "Look at them with 'dugnad explain' and remove them, or bring the parent back."
        )
    }
}
