import Storage
import SyncCore

/// Whom edits are about, and what of them may be kept once somebody was erased.
extension OperationRun {
    /// Notes whom edits are about before anything is decided, so that erasing finds refused ones, too.
    func noteAbout(_ edits: [Edit]) throws {
        for edit in edits {
            note(about: edit.about)
            guard let spec = catalogue[edit.entity] else { continue }
            if let stored = try states.find(edit.id) { noteAbout(edit, spec, stored.state) }
            for field in spec.about {
                let named = field == "id" ? edit.id : edit.set[field]?.text.flatMap { RowID($0) }
                if let named { note(about: CollectionOfOne(named)) }
            }
        }
    }

    func noteAbout(_ edit: Edit, _ spec: EntitySpec, _ row: RowState) {
        note(about: edit.about)
        note(about: Self.persons(spec, row))
    }

    /// The persons a row is about, as the catalogue says.
    ///
    /// In the catalogue's order: where one has to stand for all, it is the same whenever it is asked.
    static func persons(_ spec: EntitySpec, _ row: RowState) -> [RowID] {
        spec.about.compactMap { field in
            field == "id" ? row.id : row[field]?.text.flatMap { RowID($0) }
        }
    }

    /// The edits without what is about somebody who was erased: whole rows, or what names her in others.
    func withoutErased(_ edits: [Edit], isNoted: Bool = true) throws -> [Edit] {
        try edits.compactMap { edit in
            guard let spec = catalogue[edit.entity] else { return edit }
            let previous = try states.find(edit.id)
            guard try isAboutErased(edit, spec, previous) else { return edit }
            if isNoted { note(Finding("person.erased", entity: edit.entity, row: edit.id)) }
            let isRowKept = !spec.isErasedWhole && previous?.state.isErased != true
            return isRowKept ? try stripped(edit, spec) : nil
        }
    }

    /// The edit of a row that stays, such as a report, without the person and what may describe her.
    private func stripped(_ edit: Edit, _ spec: EntitySpec) throws -> Edit {
        var kept = edit
        kept.about = []
        for (name, value) in edit.set {
            let person = spec.about.contains(name) ? value.text.flatMap { RowID($0) } : nil
            let isErased = try person.map(hub.isErased) ?? false
            if isErased || spec.fields[name]?.isPersonal == true { kept.set[name] = nil }
        }
        return kept
    }

    func isAboutErased(
        _ edit: Edit,
        _ spec: EntitySpec,
        _ previous: StateStore.Stored?
    ) throws -> Bool {
        if previous?.state.isErased == true { return true }
        guard try hub.hasErasedAnybody() else { return false }
        var persons = Set(edit.about)
        for field in spec.about {
            let named = field == "id" ? edit.id.json : edit.set[field] ?? previous?.state[field]
            if let id = named?.text.flatMap({ RowID($0) }) { persons.insert(id) }
        }
        for person in persons {
            if try hub.isErased(person) { return true }
        }
        return false
    }
}
