import Coordination
import SyncCore
import SyncEngine

/// Goes through all that an import wrote, person by person, and finds what may be taken back.
struct UndoWalk {
    private let batch: RowID
    private let reader: HubReader
    private let now: Int64
    /// The import's operations; what they wrote last is still its own.
    private let operations: Set<Int64>
    private(set) var pieces: [[Edit]] = []
    private(set) var kept: [RosterUndo.Kept] = []
    /// Consents the import brought, which stay as withdrawn.
    private(set) var consents = 0

    init(_ batch: RowID, reader: HubReader, now: Int64) throws {
        self.batch = batch
        self.reader = reader
        self.now = now
        operations = Set(try reader.operations(about: batch))
    }

    mutating func walk() throws {
        let writers = try reader.rows(writtenBy: operations)
        var persons: [RowID] = []
        var rows: [RowID: [RowID]] = [:]
        for id in writers where id != batch {
            guard let row = try reader.row(id), !row.isErased else { continue }
            let person = row.entity == .person ? id : row.id(in: "personId") ?? id
            if rows[person] == nil { persons.append(person) }
            rows[person, default: []].append(id)
        }
        for person in persons { try take(back: rows[person] ?? [], of: person) }
    }

    private mutating func take(back ids: [RowID], of person: RowID) throws {
        let rows = try ids.compactMap { try reader.explain($0) }
        let isHers = rows.contains { $0.row.id == person && isMade($0) }
        if isHers, let reason = try reasonToKeep(rows, person) {
            for story in rows {
                kept.append(
                    RosterUndo.Kept(
                        entity: story.row.entity,
                        row: story.row.id,
                        field: nil,
                        code: reason
                    )
                )
            }
            return
        }
        let edits = rows.compactMap { isMade($0) ? removal(of: $0) : restoring($0) }
        if !edits.isEmpty { pieces.append(edits) }
    }

    /// Whether the import made the row, rather than changing one that was there.
    private func isMade(_ story: Explanation) -> Bool {
        story.entries.first.map { operations.contains($0.seq) } ?? false
    }

    /// Why a person the import made stays with all her rows; nil when she may go.
    private func reasonToKeep(_ rows: [Explanation], _ person: RowID) throws -> String? {
        if rows.contains(where: { isMade($0) && !changedSince($0).isEmpty }) {
            return "undo.changed_since"
        }
        let own = Set(rows.map(\.row.id))
        for spec in reader.domain.catalogue.ordered {
            for field in spec.fields.values where field.isIndexed {
                guard case .reference(.person) = field.type else { continue }
                let others = try reader.rows(spec.name, where: field.name, is: person.json)
                if others.contains(where: { !own.contains($0.id) }) { return "undo.in_use" }
            }
        }
        return nil
    }

    /// The units of a row that somebody else has written since.
    private func changedSince(_ story: Explanation) -> [String] {
        let row = story.row
        guard !row.isRemoved else { return [] }
        let units = row.stamps.filter { unit, stamp in
            !operations.contains(stamp.seq) && stamp.origin != Stamp.hubOrigin
                && unit != RowState.removedUnit
        }
        let sets = row.sets.filter { $0.value.values.contains { !operations.contains($0.seq) } }
        return (Array(units.keys) + Array(sets.keys)).sorted()
    }

    /// A row goes by its removed mark; a consent, being a fact, is withdrawn.
    private mutating func removal(of story: Explanation) -> Edit? {
        let row = story.row
        guard !row.isRemoved else { return nil }
        guard changedSince(story).isEmpty else {
            keep(story, nil, "undo.changed_since")
            return nil
        }
        guard row.entity == .consent else { return Edit(row.entity, row.id, mark: .removed) }
        consents += 1
        guard row["choice"]?.text == "given" else { return nil }
        return Edit(.consent, row.id, set: ["choice": "withdrawn", "withdrawnAt": .integer(now)])
    }

    /// Earlier values for what the import wrote into a row that was there.
    private mutating func restoring(_ story: Explanation) -> Edit? {
        guard !story.row.isRemoved else { return nil }
        var edit = Edit(story.row.entity, story.row.id)
        let mine = story.entries.filter { operations.contains($0.seq) }
        var units: [String] = []
        for entry in mine where !units.contains(entry.unit) { units.append(entry.unit) }
        for unit in units { restore(unit, story, into: &edit) }
        return edit.set.isEmpty && edit.remove.isEmpty ? nil : edit
    }

    private mutating func restore(_ unit: String, _ story: Explanation, into edit: inout Edit) {
        let row = story.row
        if let elements = row.sets[unit] {
            let added = elements.filter { operations.contains($0.value.seq) }.keys.sorted()
            if !added.isEmpty { edit.remove[unit] = added }
            return
        }
        // A consent that was withdrawn by a list stays withdrawn: a new yes is hers to give.
        guard row.entity != .consent else { return keep(story, unit, "undo.consent_stays") }
        guard let earlier = earlierValue(of: unit, story) else {
            return keep(story, unit, "undo.value_erased")
        }
        let members = reader.domain.catalogue[row.entity]?.members(of: unit) ?? []
        let isBack = members.allSatisfy { (row[$0.name] ?? .null) == earlier[$0.name] ?? .null }
        guard !isBack else { return }
        guard let stamp = row.stamps[unit], operations.contains(stamp.seq) else {
            return keep(story, unit, "undo.changed_since")
        }
        for member in members { edit.set[member.name] = earlier[member.name] ?? .null }
    }

    /// What stood in the unit before the import; empty when nothing did, nil when it was erased or
    /// its entry was folded away.
    private func earlierValue(of unit: String, _ story: Explanation) -> JSONObject? {
        let first = story.entries.first { operations.contains($0.seq) }?.seq ?? .max
        let earlier = story.entries.filter { $0.unit == unit && $0.seq < first }
        if let before = earlier.last(where: { ["written", "won"].contains($0.decision) }) {
            return before.value?.object
        }
        guard !earlier.contains(where: { $0.decision == "compacted" }) else { return nil }
        return [:]
    }

    private mutating func keep(_ story: Explanation, _ field: String?, _ code: String) {
        let row = story.row
        kept.append(
            RosterUndo.Kept(entity: row.entity, row: row.id, field: field, code: code)
        )
    }
}
