import Storage
import SyncCore

extension OperationRun {
    /// Carries out what people decided about open reviews, under the decision's own sequence number.
    func decide(_ round: [RowChange], by author: Authorship) throws -> [RowChange] {
        var changes: [RowChange] = []
        for change in round
        where change.entity == .reviewItem && change.changed("decision") && !author.isHub {
            changes += try decide(change, by: author)
        }
        return changes
    }

    private func decide(_ change: RowChange, by author: Authorship) throws -> [RowChange] {
        let item = change.after
        // Whoever may not see the question has no answer to give, whatever ids she has come to know.
        guard try author.maySee(item.id) || author.saw(item.id) else {
            throw Rejection.refused([Finding("access.denied", entity: .reviewItem, row: item.id)])
        }
        guard let decision = item["decision"]?.text else { return try reopen(change, by: author) }
        guard item["state"]?.text == "open" else {
            throw Rejection.refused([Finding("review.decided", entity: .reviewItem, row: item.id)])
        }
        var changes: [RowChange] = []
        switch (item["unit"]?.text ?? "", decision) {
        case ("", "accept"): changes += try admitHeld(item, by: author)
        case ("", "reject"): try forgetHeld(item)
        case (let unit, "take") where !unit.isEmpty:
            changes += try take(item, unit: unit, by: author)
        case (let unit, "keep") where !unit.isEmpty: break
        default:
            throw Rejection.refused([
                Finding("review.choice", entity: .reviewItem, row: item.id, field: "decision")
            ])
        }
        try remember(decision, of: item, by: author)
        let closed = try apply(
            Edit(
                .reviewItem,
                item.id,
                set: ["state": "decided", "decidedAt": .integer(world.now)]
            ),
            by: .hub(at: world.now)
        )
        return changes + [closed].compactMap { $0 }
    }

    /// Takes a decision back: the item is open again, and what was taken stays until somebody decides otherwise.
    ///
    /// Work that was let in has had its effect; that is undone by an edit, not here.
    private func reopen(_ change: RowChange, by author: Authorship) throws -> [RowChange] {
        let item = change.after
        guard item["state"]?.text == "decided", let was = change.before?["decision"]?.text else {
            return []
        }
        guard was != "accept" else {
            throw Rejection.refused([
                Finding("review.carried_out", entity: .reviewItem, row: item.id)
            ])
        }
        if was == "reject" { try rememberHeld(item) }
        try remember("reopen", of: item, by: author)
        let opened = try apply(
            Edit(.reviewItem, item.id, set: ["state": "open", "decidedAt": .null]),
            by: .hub(at: world.now, rule: "review.reopen")
        )
        return [opened].compactMap { $0 }
    }

    /// What builds on work that may yet be let in waits with it again.
    private func rememberHeld(_ item: RowState) throws {
        guard let held = item["operationSeq"]?.integer,
            let bytes = try store.first(
                "SELECT bytes FROM operation WHERE seq = ?1",
                held,
                map: { $0.optionalBytes(0) }
            ) ?? nil
        else {
            throw Rejection.refused([Finding("review.gone", entity: .reviewItem, row: item.id)])
        }
        let operation = try Operation(bytes, knownSchema: catalogue.schemaVersion)
        for edit in operation.edits where try states.find(edit.id) == nil {
            try store.run(
                "INSERT OR IGNORE INTO held_row (id, seq) VALUES (?1, ?2)",
                edit.id,
                held
            )
            hub.memory?.hasHeldRows = true
        }
    }

    /// Puts the decision into the history of the field it was about, where somebody will look for it.
    private func remember(
        _ decision: String,
        of item: RowState,
        by author: Authorship
    ) throws {
        guard let unit = item["unit"]?.text, !unit.isEmpty,
            let subject = item["subjectId"]?.text.flatMap({ RowID($0) }),
            let row = try states.find(subject)?.row
        else { return }
        let entry = UnitLog(
            unit: unit,
            decision: "decided",
            rule: "review.\(decision)",
            value: ["decision": .string(decision), "item": item.id.json]
        )
        try writeHistory([entry], row: row, author)
    }

    private func take(_ item: RowState, unit: String, by author: Authorship) throws -> [RowChange] {
        guard let subject = item["subjectId"]?.text.flatMap({ RowID($0) }),
            let row = try states.find(subject)?.state, let spec = catalogue[row.entity],
            let sideID = item["side"]?.text.flatMap({ RowID($0) }),
            let side = try states.find(sideID)?.state,
            side["itemId"]?.text == item.id.description
        else {
            throw Rejection.refused([
                Finding("review.side", entity: .reviewItem, row: item.id, field: "side")
            ])
        }
        try requireUnchanged(item, row, unit: unit, by: author)
        if unit == "replacedBy" { return try count(side, insteadOf: row) }
        var edit = Edit(row.entity, subject)
        if unit == RowState.removedUnit {
            edit.mark =
                side["isInForce"]?.bool == true ? nil : (row.isRemoved ? .restored : .removed)
        } else {
            let values = side["values"]?.object ?? [:]
            for member in spec.members(of: unit) {
                edit.set[member.name] = values[member.name] ?? .null
            }
        }
        let taken = try apply(edit, by: .hub(at: world.now, rule: "review.take"))
        return [taken].compactMap { $0 } + (try markInForce(side.id, of: item))
    }

    /// The sides say which of them stands now, for whoever opens the item again.
    private func markInForce(_ taken: RowID, of item: RowState) throws -> [RowChange] {
        try states.all(.reviewSide, where: "itemId", is: item.id.json).compactMap { side in
            try apply(
                Edit(
                    .reviewSide,
                    side.state.id,
                    set: ["isInForce": .bool(side.state.id == taken)]
                ),
                by: .hub(at: world.now)
            )
        }
    }

    /// A decision counts for what the decider saw; what was written since is not overwritten by it.
    private func requireUnchanged(
        _ item: RowState,
        _ row: RowState,
        unit: String,
        by author: Authorship
    ) throws {
        guard let stamp = row.stamps[unit], stamp.origin != author.origin,
            stamp.seq > (try author.seen(try states.find(row.id)))
        else { return }
        throw Rejection.refused([
            Finding(
                "review.changed_since",
                entity: .reviewItem,
                row: item.id,
                winner: stamp.seq
            )
        ])
    }

    /// Of two corrections of a fact the one that was chosen counts, and the other no longer does.
    private func count(_ side: RowState, insteadOf replaced: RowState) throws -> [RowChange] {
        guard let chosen = side["values"]?["replacedBy"]?.text.flatMap({ RowID($0) }) else {
            return []
        }
        var edits = [
            Edit(replaced.entity, replaced.id, set: ["replacedBy": chosen.json]),
            Edit(replaced.entity, chosen, set: ["contested": .null]),
        ]
        if let loser = replaced["replacedBy"]?.text.flatMap({ RowID($0) }), loser != chosen {
            edits.append(Edit(replaced.entity, loser, set: ["contested": true]))
        }
        return try edits.compactMap { try apply($0, by: .hub(at: world.now, rule: "review.take")) }
    }

    /// Runs the held operation as its author's, without the rules that held it.
    private func admitHeld(
        _ item: RowState,
        by decider: Authorship
    ) throws -> [RowChange] {
        guard let held = item["operationSeq"]?.integer,
            let kept = try store.first(
                """
                SELECT origin, corrected, claimed, base, bytes, number FROM operation WHERE seq = ?1
                """,
                held,
                map: {
                    (
                        origin: $0.int64(0), at: $0.int64(1), claimed: $0.int64(2),
                        base: $0.int64(3), bytes: $0.optionalBytes(4), number: $0.int64(5)
                    )
                }
            ),
            let bytes = kept.bytes
        else {
            throw Rejection.refused([Finding("review.gone", entity: .reviewItem, row: item.id)])
        }
        let operation = try Operation(bytes, knownSchema: catalogue.schemaVersion)
        try requireMayDecide(operation, by: decider)
        let then = try hub.hindsight(operation, origin: kept.origin)
        let author = Authorship(
            actor: try then?.grant.actor(at: .min, origin: kept.origin)
                ?? hub.actor(origin: kept.origin),
            origin: kept.origin,
            at: kept.at,
            claimed: kept.claimed,
            isAhead: operation.schema > catalogue.schemaVersion,
            schema: operation.schema,
            number: kept.number > 0 ? kept.number : operation.number,
            cursor: operation.base,
            base: kept.base,
            isOffice: try then?.device == hub.office().number,
            seen: { _ in kept.base },
            saw: { try then?.saw($0) ?? false }
        )
        try forgetHeld(item)
        world.isWaived = true
        defer { world.isWaived = false }
        let edits = try operation.edits.map {
            try withoutOvertaken($0, held: held, by: kept.origin)
        }
        let first = historyPart + 1
        let changes = try write(edits, by: author)
        try noteLetIn(held, parts: first...max(first, historyPart))
        return changes
    }

    /// Which entries are the author's: `explain` tells of them what she had seen, not what the decider had.
    private func noteLetIn(_ held: Int64, parts: ClosedRange<Int>) throws {
        try store.run(
            "INSERT INTO let_in (seq, first_part, last_part, held) VALUES (?1, ?2, ?3, ?4)",
            seq,
            parts.lowerBound,
            parts.upperBound,
            held
        )
    }

    /// Whoever herself may only propose something does not let it in, neither her own nor another's.
    ///
    /// What the author might do and the decider's role has no part in, such as a claim, she may let in. A row
    /// that moves to another centre is let in by the one that gives it.
    private func requireMayDecide(_ operation: Operation, by decider: Authorship) throws {
        // She is asked as if the edits were hers: with what she sees, which for the office is everything.
        let earlier = world.author
        world.author = decider
        defer { world.author = earlier }
        for edit in operation.edits {
            let current = try states.find(edit.id)?.state
            let ruling = try domain.admit(edit, current: current, by: decider.actor, in: world)
            guard case .hold(let reasons) = ruling,
                !reasons.allSatisfy({ $0.field != nil && $0.field == rootField(of: edit.entity) })
            else { continue }
            throw Rejection.refused([
                Finding("review.not_yours", entity: edit.entity, row: edit.id)
            ])
        }
    }

    /// The field that says where a row belongs.
    private func rootField(of entity: EntityName) -> String? {
        switch catalogue[entity]?.scopes.root {
        case .centre(let field), .parent(let field): field
        default: nil
        }
    }

    /// What the author has written again since, on the same device, stays as she left it last.
    private func withoutOvertaken(_ edit: Edit, held: Int64, by origin: Int64) throws -> Edit {
        guard let spec = catalogue[edit.entity], let row = try states.find(edit.id)?.state else {
            return edit
        }
        var kept = edit
        for name in edit.set.keys {
            guard let unit = spec.fields[name]?.unit, let stamp = row.stamps[unit],
                stamp.origin == origin, stamp.seq > held
            else { continue }
            kept.set[name] = nil
            note(
                Finding(
                    "field.lost",
                    entity: edit.entity,
                    row: edit.id,
                    field: name,
                    winner: stamp.seq
                )
            )
        }
        return kept
    }

    private func forgetHeld(_ item: RowState) throws {
        guard let held = item["operationSeq"]?.integer else { return }
        try store.run("DELETE FROM held_row WHERE seq = ?1", held)
    }
}
