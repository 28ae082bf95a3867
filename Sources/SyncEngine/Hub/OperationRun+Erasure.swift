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
                // A side that shows held work may be about others, too; see `cutSides`.
                for stored in rows where stored.state["values"]?["edits"] == nil {
                    changes += [try erase(stored, spec, field: field)].compactMap { $0 }
                }
            }
        }
        try cutOperations(about: person)
        try cutWaiting(about: person)
        noteErasure()
        try eraseSides(naming: person)
        return changes
    }

    /// Bytes of every operation about the person go; of held ones what is about others waits on.
    private func cutOperations(about person: RowID) throws {
        let operations = try store.all(
            """
            SELECT o.seq, o.verdict, o.bytes FROM about a JOIN operation o ON o.seq = a.seq
            WHERE a.person = ?1 AND o.bytes IS NOT NULL
            """,
            person.bytes
        ) { (seq: $0.int64(0), verdict: $0.int64(1), bytes: $0.bytes(2)) }
        for kept in operations {
            var rest: Operation?
            if kept.verdict == Verdict.held.stored {
                let whole = try Operation(kept.bytes, knownSchema: catalogue.schemaVersion)
                let edits = try withoutErased(whole.edits, isNoted: false)
                rest = edits.isEmpty ? nil : whole.with(edits)
            }
            try store.run(
                "UPDATE operation SET bytes = ?2 WHERE seq = ?1",
                kept.seq,
                rest?.json.bytes()
            )
            if kept.verdict == Verdict.held.stored { try cutSides(of: kept.seq, rest) }
        }
    }

    /// What waits for an upgrade is cut as held work is.
    private func cutWaiting(about person: RowID) throws {
        let waiting = try store.all(
            """
            SELECT w.seq, w.origin, w.bytes FROM about a JOIN ahead w ON w.seq = a.seq
            WHERE a.person = ?1
            """,
            person.bytes
        ) { (seq: $0.int64(0), origin: $0.int64(1), bytes: $0.bytes(2)) }
        for work in waiting {
            let whole = try Operation(work.bytes, knownSchema: catalogue.schemaVersion)
            // Nobody can tell yet which of the fields that wait name or describe her: whatever does by its row
            // or by her id goes.
            let text = person.description
            let edits = try withoutErased(whole.edits, isNoted: false).filter { edit in
                let row = try states.find(edit.id)?.row
                let isHers = row.map { written[$0] != nil } ?? false
                return !isHers && !String(decoding: edit.json.bytes(), as: UTF8.self).contains(text)
            }
            guard edits != whole.edits else { continue }
            if edits.isEmpty {
                try store.run(
                    "DELETE FROM ahead WHERE seq = ?1 AND origin = ?2",
                    work.seq,
                    work.origin
                )
            } else {
                try store.run(
                    "UPDATE ahead SET bytes = ?3 WHERE seq = ?1 AND origin = ?2",
                    work.seq,
                    work.origin,
                    whole.with(edits).json.bytes()
                )
            }
        }
    }

    /// The side that shows a held operation shows what is left of it.
    private func cutSides(of operation: Int64, _ rest: Operation?) throws {
        guard let spec = catalogue[.reviewSide] else { return }
        for item in try states.all(.reviewItem, where: "operationSeq", is: .integer(operation)) {
            for side in try states.all(.reviewSide, where: "itemId", is: item.state.id.json) {
                guard side.state["values"]?["edits"] != nil, !side.state.isErased else { continue }
                guard let rest else {
                    _ = try erase(side, spec, field: "id")
                    continue
                }
                var row = side.state
                row.fields["values"] = ["edits": .array(rest.edits.map(\.json))]
                row.fields["personId"] = nil
                let after = try replace(side, with: row)
                try store.run("UPDATE history SET value = NULL WHERE row = ?1", after.row)
            }
        }
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
