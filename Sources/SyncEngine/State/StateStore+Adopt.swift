import Hashing
import Storage
import SyncCore

extension StateStore {
    /// What the look-ups of a catalogue depend on, as a digest.
    private var indexes: String {
        let lines = catalogue.ordered.flatMap { spec in
            ["\(spec.number) \(spec.name)"]
                + spec.fields.values.filter(\.isIndexed).map { Self.form(of: $0, in: spec) }
                .sorted()
        }
        let sum = Digest.blake2b64(parts: Array(lines.joined(separator: "\n").utf8))
        return ScopeIndex.text(Int64(bitPattern: sum))
    }

    /// A field's name, with what its keys are made of where that is not the value itself.
    private static func form(of field: FieldSpec, in spec: EntitySpec) -> String {
        let name = fieldName(spec.name, field.name)
        guard case .geometry = field.type else { return name }
        return ([name, "cells 1"] + [field.reach].compactMap { $0 }).joined(separator: " ")
    }

    /// Whether the store's look-ups are those of this catalogue.
    var isAdopted: Bool { get throws { try Meta(store: store)["indexes"] == indexes } }

    /// Makes the look-ups those of this catalogue, when another version wrote them; says whether it had to.
    ///
    /// Rows of entities that were not known before get their entity's number. One transaction.
    @discardableResult func adopt() throws -> Bool {
        guard try !isAdopted else { return false }
        do {
            try store.transaction {
                try store.run("DELETE FROM lookup")
                var row: Int64 = 0
                while let stored = try next(after: row) {
                    row = stored.row
                    try store.run(
                        "UPDATE state SET entity = ?2 WHERE row = ?1 AND entity != ?2",
                        row,
                        catalogue[stored.state.entity]?.number ?? 0
                    )
                    try index(stored.state, row: row, previous: nil)
                }
                try Meta(store: store).set("indexes", indexes)
            }
        } catch {
            names.rolledBack()
            throw error
        }
        return true
    }

    /// The next row of the store, in the order they came.
    func next(after row: Int64) throws -> Stored? {
        try store.first(
            "SELECT row, seq, hash, wire FROM state WHERE row > ?1 ORDER BY row LIMIT 1",
            row
        ) { try Self.stored($0) }
    }
}
