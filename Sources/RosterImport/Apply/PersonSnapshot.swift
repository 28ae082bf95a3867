import Coordination
package import SyncCore
package import SyncEngine

/// The persons of a store, for planning an import and for applying one; each is read when she is asked for.
///
/// Good for as long as its reader may be used. Inside a snapshot of the store it tells of one moment.
package struct PersonSnapshot {
    let reader: HubReader
    /// Centres of the store by id, with their names.
    package let centres: [RowID: String]
    /// The imports there have been.
    let batches: Set<RowID>
    /// Those of them that were taken back.
    let undone: Set<RowID>
    /// Who was erased, as far as a list could tell.
    package let erased: ErasedTraces
    /// The operations by which they wrote.
    let imported: Set<Int64>
    /// The same by the hash of the file each import was of, without those taken back.
    private let byFile: [String: Set<Int64>]
    /// Records that were merged into another, and which one; the other way round `merged`.
    private let aliases: [RowID: RowID]
    private let merged: [RowID: [RowID]]

    /// Reads what all persons have in common.
    package init(_ reader: HubReader) throws {
        self.reader = reader
        erased = try reader.erasedTraces()
        aliases = try Self.aliases(reader)
        merged = Self.merged(aliases)
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

    /// The record that stands for this one: itself, unless it was merged.
    func survivor(of id: RowID) -> RowID { Self.survivor(of: id, aliases) }

    /// How an id stands that may be a person's.
    enum Standing {
        case unknown, there
        /// Removed or erased: an import writes nothing about her any more.
        case gone
        /// Another record of somebody who stands under the other id.
        case merged
    }

    func standing(of id: RowID) throws -> Standing {
        guard let row = try reader.row(id), row.entity == .person else { return .unknown }
        guard Self.isLive(row) else { return .gone }
        return aliases[id] == nil ? .there : .merged
    }

    /// All there is about a person, that of records merged into hers included; nil where she is not there.
    func record(_ id: RowID) throws -> PersonRecord? {
        guard aliases[id] == nil, let person = try person(id) else { return nil }
        var record = PersonRecord(person)
        for named in [id] + (merged[id] ?? []) {
            for entity in [EntityName.personPrivate, .contactPoint, .centreMembership, .consent] {
                for row in try reader.rows(entity, where: "personId", is: named.json) {
                    record.add(row)
                }
            }
        }
        return record
    }

    /// Hands over everybody of whom there is more than a name, in the order of their ids.
    func forEach(_ body: (PersonRecord) throws -> Void) throws {
        var several = merged.keys.sorted { $0.description < $1.description }[...]
        func takeSeveral(before id: RowID?) throws {
            while let next = several.first,
                id.map({ next.description < $0.description }) ?? true
            {
                several.removeFirst()
                if let record = try record(next) { try body(record) }
            }
        }
        try reader.eachGroup(
            by: "personId",
            of: (.personPrivate, .contactPoint, .centreMembership, .consent)
        ) { id, rows in
            try takeSeveral(before: id)
            guard aliases[id] == nil, merged[id] == nil, let person = try person(id) else { return }
            var record = PersonRecord(person)
            for row in rows { record.add(row) }
            try body(record)
        }
        try takeSeveral(before: nil)
    }

    private func person(_ id: RowID) throws -> RowState? {
        guard let row = try reader.row(id), row.entity == .person, Self.isLive(row) else {
            return nil
        }
        return row
    }

    private static func isLive(_ row: RowState) -> Bool {
        !row.isRemoved && !row.isErased && row["status"]?.text != "anonymised"
    }

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
    private static func merged(_ aliases: [RowID: RowID]) -> [RowID: [RowID]] {
        var merged: [RowID: [RowID]] = [:]
        for record in aliases.keys.sorted(by: { $0.description < $1.description }) {
            merged[survivor(of: record, aliases), default: []].append(record)
        }
        return merged
    }

    private static func survivor(of record: RowID, _ aliases: [RowID: RowID]) -> RowID {
        var found = record
        var steps = 0
        while let next = aliases[found], steps < aliases.count {
            found = next
            steps += 1
        }
        return found
    }
}
