import Coordination
package import SyncCore
package import SyncEngine

/// The persons of a store at one moment, for planning an import and for applying one.
package struct PersonSnapshot: Sendable {
    package let records: [RowID: PersonRecord]
    /// Centres of the store by id, with their names.
    package let centres: [RowID: String]
    /// The imports there have been.
    let batches: Set<RowID>
    /// Those of them that were taken back.
    let undone: Set<RowID>
    /// Persons who were removed or erased: an import writes nothing about them any more.
    let gone: Set<RowID>
    /// Who was erased, as far as a list could tell.
    package let erased: ErasedTraces
    /// The operations by which they wrote.
    let imported: Set<Int64>
    /// The same by the hash of the file each import was of, without those taken back.
    private let byFile: [String: Set<Int64>]

    /// Reads them all; a merged record's rows stand under the person it was merged into.
    package init(_ reader: HubReader) throws {
        var records: [RowID: PersonRecord] = [:]
        let aliases = try Self.aliases(reader)
        var gone = Set(try reader.allRows(.person))
        for row in try reader.rows(.person) where row["status"]?.text != "anonymised" {
            gone.remove(row.id)
            if aliases[row.id] == nil { records[row.id] = PersonRecord(row) }
        }
        self.gone = gone
        erased = try reader.erasedTraces()
        func add(_ entity: EntityName, to list: WritableKeyPath<PersonRecord, [RowState]>) throws {
            for row in try reader.rows(entity) {
                guard let named = row.id(in: "personId") else { continue }
                records[Self.resolve(named, aliases)]?[keyPath: list].append(row)
            }
        }
        try add(.personPrivate, to: \.privates)
        try add(.contactPoint, to: \.contacts)
        try add(.centreMembership, to: \.memberships)
        try add(.consent, to: \.consents)
        self.records = records
        centres = Dictionary(
            try reader.rows(.volunteerCentre).map { ($0.id, $0["name"]?.text ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
        let imports = try reader.rows(.importBatch)
        batches = Set(imports.map(\.id))
        undone = Set(imports.filter { $0["undoneAt"]?.integer != nil }.map(\.id))
        var imported: Set<Int64> = []
        var byFile: [String: Set<Int64>] = [:]
        for row in imports {
            let operations = try reader.operations(about: row.id)
            imported.formUnion(operations)
            guard !undone.contains(row.id), let hash = row["sourceHash"]?.text else { continue }
            byFile[hash, default: []].formUnion(operations)
        }
        self.imported = imported
        self.byFile = byFile
    }

    /// The operations that earlier imports of a file wrote by.
    func operations(ofFile hash: String) -> Set<Int64> { byFile[hash] ?? [] }

    /// Merged records and what they were merged into, as far as nobody has taken it back.
    private static func aliases(_ reader: HubReader) throws -> [RowID: RowID] {
        let rows = try reader.rows(.personAlias)
        let ended = Set(rows.compactMap { $0.id(in: "endsId") })
        var aliases: [RowID: RowID] = [:]
        for row in rows where row.id(in: "endsId") == nil && !ended.contains(row.id) {
            guard let from = row.id(in: "personId"), let to = row.id(in: "sameAsId") else {
                continue
            }
            aliases[from] = to
        }
        return aliases
    }

    /// Follows merges of merged records; a circle, which nobody should make, ends where it began.
    private static func resolve(_ person: RowID, _ aliases: [RowID: RowID]) -> RowID {
        var found = person
        var steps = 0
        while let next = aliases[found], steps < aliases.count {
            found = next
            steps += 1
        }
        return found
    }
}
