import Storage
import SyncCore

extension OperationRun {
    /// Erases the persons whose `erase` field was set in this round (DESIGN.md section 4).
    ///
    /// Returns what became of the rows about them, so that the rules can give away a seat or a stretch.
    func erase(_ round: [RowChange]) throws -> [RowChange] {
        let persons = round.filter { change in
            guard !change.after.isErased, let spec = catalogue[change.entity] else { return false }
            return spec.fields.values.contains {
                $0.policy == .erase && change.after[$0.name]?.bool == true
            }
        }.map(\.id)
        return persons.isEmpty ? [] : try erasePersons(persons)
    }

    /// Withdraws and erases once more in a store that was restored from before that.
    func again(_ withdrawals: [Edit], erasing persons: [RowID]) throws {
        let hub = Authorship.hub(at: world.now)
        var changes = try write(withdrawals, by: hub)
        if !persons.isEmpty { changes += try erasePersons(persons) }
        try followUp(changes, by: hub)
        try placeInScopes()
    }

    /// Whether some edit is of a row about a person, and neither it nor the hub can say about whom.
    func nameNobody(_ edits: [Edit]) throws -> Bool {
        try edits.contains { edit in
            guard let spec = catalogue[edit.entity], !spec.about.isEmpty, edit.about.isEmpty,
                !spec.about.contains("id"), try states.find(edit.id) == nil
            else { return false }
            return spec.about.allSatisfy { edit.set[$0]?.text == nil }
        }
    }

    /// Takes away all there is about the persons, and about the other records of the same persons.
    private func erasePersons(_ named: [RowID]) throws -> [RowChange] {
        var changes: [RowChange] = []
        for person in named {
            let records = try records(of: person)
            let reach = try ErasureReach(records, in: states)
            let told = try reach.rows.map(\.stored.state) + reach.rows.flatMap { try earlier($0) }
            let traces = hub.identity.marks(of: domain.traces(in: told))
            for record in records { try mark(record, record == person ? traces : []) }
            try ErasedTraces.keep(traces, at: world.now, isReplaying: ledger.isReplaying, in: store)
            var counts = ErasureCounts()
            counts.former(reach.former.count)
            for value in reach.former { try forget(value) }
            for row in reach.rows { changes += [try erase(row, &counts)].compactMap { $0 } }
            try cut(reach, &counts)
            for record in records { try cutWaiting(about: record) }
            for record in records { try forgetDevices(of: record, &counts) }
            for record in records { try certify(record, counts) }
        }
        noteErasure()
        return changes
    }

    /// A row of hers as it was before, a value at a time, newest first: an old list has what she was called then.
    private func earlier(_ about: ErasureReach.AboutRow) throws -> [RowState] {
        guard about.isWhole else { return [] }
        var states: [RowState] = []
        try store.query(
            """
            SELECT unit, value FROM history WHERE row = ?1 AND value IS NOT NULL
            ORDER BY seq DESC, part DESC LIMIT \(Self.maximumEarlier)
            """,
            about.stored.row
        ) { found in
            let value = try JSONValue.parse(found.bytes(1), limits: StateStore.storedLimits)
            var state = about.stored.state
            for member in about.spec.members(of: found.text(0)) {
                state.fields[member.name] = value[member.name]
            }
            states.append(state)
        }
        return states
    }

    /// So many values of a row's past are looked at.
    private static let maximumEarlier = 200

    /// The person and the records that are said to be the same person; erasing one erases all.
    private func records(of person: RowID) throws -> [RowID] {
        var records = [person]
        for other in try domain.samePersons(as: person, in: world) where !records.contains(other) {
            records.append(other)
        }
        return records
    }

    private func mark(_ person: RowID, _ traces: [[UInt8]]) throws {
        try store.run(
            "INSERT OR IGNORE INTO erased (id, seq, at) VALUES (?1, ?2, ?3)",
            person,
            seq,
            world.now
        )
        guard store.changes > 0 else { return }
        hub.memory?.erased[person] = true
        hub.memory?.hasErased = true
        var facts: JSONObject = ["person": person.json, "seq": .integer(seq)]
        if !traces.isEmpty {
            facts["traces"] = .array(traces.map { .string(LedgerEntry.hex($0)) })
        }
        try ledger.note(.erased, facts, at: world.now)
    }

    /// What the certificate is made from; a second erasure in a restored store counts anew.
    private func certify(_ person: RowID, _ counts: ErasureCounts) throws {
        try store.run(
            "INSERT OR REPLACE INTO erasure (person, seq, at, removed) VALUES (?1, ?2, ?3, ?4)",
            person,
            seq,
            world.now,
            counts.json.bytes()
        )
    }

    /// The bytes of operations about them go; of held ones what is about others waits on.
    private func cut(_ reach: ErasureReach, _ counts: inout ErasureCounts) throws {
        var rests: [Int64: Operation] = [:]
        for kept in reach.operations {
            if kept.isHeld { rests[kept.seq] = try rest(of: kept) }
            try store.run(
                "UPDATE operation SET bytes = ?2 WHERE seq = ?1",
                kept.seq,
                rests[kept.seq]?.json.bytes()
            )
            counts.operations += 1
            if kept.isHeld { counts.held += 1 }
        }
        for side in try reach.sides() {
            counts.sides += 1
            let isOfHeld = side.state["values"]?["edits"] != nil
            let rest = side.state["operationSeq"]?.integer.flatMap { rests[$0] }
            counts.history += try cut(side, isOfHeld ? rest : nil)
        }
    }

    /// What is left of held work; the rows it would have made and does not make hold nothing up.
    private func rest(of kept: ErasureReach.KeptOperation) throws -> Operation? {
        let whole = try Operation(kept.bytes, knownSchema: catalogue.schemaVersion)
        let edits = try withoutErased(whole.edits, isNoted: false)
        for edit in whole.edits where !edits.contains(where: { $0.id == edit.id }) {
            try store.run(
                "DELETE FROM held_row WHERE id = ?1 AND seq = ?2",
                edit.id,
                kept.seq
            )
        }
        return edits.isEmpty ? nil : whole.with(edits)
    }

    /// The side that shows a held operation shows what is left of it; gives the values forgotten.
    private func cut(_ side: StateStore.Stored, _ rest: Operation?) throws -> Int {
        var row = side.state
        if let rest {
            row.fields["values"] = ["edits": .array(rest.edits.map(\.json))]
            row.fields["personId"] = nil
        } else {
            row = RowState(entity: row.entity, id: row.id)
            row.isErased = true
        }
        return try forgetHistory(of: try replace(side, with: row).row)
    }

    private func erase(
        _ about: ErasureReach.AboutRow,
        _ counts: inout ErasureCounts
    ) throws -> RowChange? {
        // Written since it was found, as a row about two of them is.
        guard let stored = try states.find(row: about.stored.row), !stored.state.isErased else {
            return nil
        }
        counts.count(about)
        var row = stored.state
        if about.isWhole {
            row = RowState(entity: row.entity, id: row.id)
            row.isErased = true
        } else {
            for field in about.spec.fields.values
            where field.isPersonal || about.fields.contains(field.name) {
                row.fields[field.name] = nil
                row.sets[field.name] = nil
                // The clock stays, so that the row's order of events does.
            }
        }
        let after = try replace(stored, with: row)
        counts.history += try forgetHistory(of: after.row)
        return RowChange(before: stored.state, after: row, units: Set(stored.state.stamps.keys))
    }

    /// Gives how many values there were before this operation; what it wrote itself goes with them.
    private func forgetHistory(of row: Int64) throws -> Int {
        let own = try store.first(
            "SELECT count(*) FROM history WHERE row = ?1 AND seq = ?2 AND value IS NOT NULL",
            row,
            seq
        ) { $0.int(0) }
        try store.run("UPDATE history SET value = NULL WHERE row = ?1 AND value IS NOT NULL", row)
        return store.changes - (own ?? 0)
    }

    private func forget(_ value: ErasureReach.FormerValue) throws {
        try store.run(
            """
            UPDATE history SET value = NULL
            WHERE row = ?1 AND unit = ?2 AND seq = ?3 AND part = ?4
            """,
            value.row,
            value.unit,
            value.seq,
            value.part
        )
    }

    /// Her devices lose the names she gave them, and codes made for her can enrol nobody.
    private func forgetDevices(of person: RowID, _ counts: inout ErasureCounts) throws {
        try store.run("UPDATE device SET name = 'erased' WHERE person = ?1", person)
        counts.devices += store.changes
        try store.run("DELETE FROM enrolment WHERE person = ?1 AND used IS NULL", person)
        counts.codes += store.changes
        try store.run("UPDATE enrolment SET person = NULL WHERE person = ?1", person)
        counts.codes += store.changes
    }
}

extension ErasureCounts {
    fileprivate mutating func former(_ values: Int) { history += values }
}
