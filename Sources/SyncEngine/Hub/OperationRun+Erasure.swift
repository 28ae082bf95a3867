import Storage
import SyncCore

extension OperationRun {
    /// Erases the persons whose `erase` field was set in this round (DESIGN.md section 4).
    ///
    /// Returns what became of the rows about them, so that the rules can give away a seat or a stretch.
    func erase(_ round: [RowChange]) throws -> [RowChange] {
        var changes: [RowChange] = []
        for change in round where !change.after.isErased {
            guard let spec = catalogue[change.entity],
                spec.fields.values.contains(where: {
                    $0.policy == .erase && change.after[$0.name]?.bool == true
                })
            else { continue }
            changes += try erasePerson(change.id)
        }
        return changes
    }

    private func erasePerson(_ person: RowID) throws -> [RowChange] {
        var changes: [RowChange] = []
        try store.run(
            "INSERT OR IGNORE INTO erased (id, seq, at) VALUES (?1, ?2, ?3)",
            person.bytes,
            seq,
            world.now
        )
        for spec in catalogue.ordered {
            for field in spec.about {
                let rows =
                    field == "id"
                    ? try states.find(person).map { $0.state.entity == spec.name ? [$0] : [] } ?? []
                    : try states.all(spec.name, where: field, is: person.json)
                for stored in rows {
                    changes += [try erase(stored, spec, field: field)].compactMap { $0 }
                }
            }
        }
        // Bytes and values of every operation about the person go; outcomes and counts stay.
        try store.run(
            """
            UPDATE operation SET bytes = NULL
            WHERE seq IN (SELECT seq FROM about WHERE person = ?1)
            """,
            person.bytes
        )
        noteErasure()
        try eraseSides(naming: person)
        return changes
    }

    /// Sides of reviews hold what operations wanted, and one may name several persons.
    private func eraseSides(naming person: RowID) throws {
        guard let spec = catalogue[.reviewSide] else { return }
        let text = person.description
        for side in try states.all(.reviewSide) where !side.state.isErased {
            let values = String(decoding: side.state["values"]?.bytes() ?? [], as: UTF8.self)
            guard values.contains(text) else { continue }
            _ = try erase(side, spec, field: "id")
        }
    }

    private func erase(
        _ stored: StateStore.Stored,
        _ spec: EntitySpec,
        field: String
    ) throws -> RowChange? {
        guard !stored.state.isErased else { return nil }
        var row = stored.state
        if spec.isErasedWhole || field == "id" {
            row = RowState(entity: row.entity, id: row.id)
            row.isErased = true
        } else {
            let personal = spec.fields.values.filter { $0.isPersonal || $0.name == field }
            for field in personal {
                row.fields[field.name] = nil
                row.sets[field.name] = nil
                // The clock stays, so that the row's order of events does.
            }
        }
        let after = try replace(stored, with: row)
        try store.run("UPDATE history SET value = NULL WHERE row = ?1", after.row)
        return RowChange(before: stored.state, after: row, units: Set(stored.state.stamps.keys))
    }
}
