import SyncCore

extension OperationRun {
    /// Opens a review for each dispute, or adds the new side to the one that is open for the same unit.
    func openReviews() throws -> [Edit] {
        var edits: [Edit] = []
        for (row, dispute, author) in takeDisputes() {
            edits +=
                row.entity == .reviewItem
                ? [reopened(row)] : try review(row, dispute, author)
        }
        return edits
    }

    private func review(
        _ row: RowState,
        _ dispute: Dispute,
        _ author: Authorship
    ) throws -> [Edit] {
        var edits: [Edit] = []
        let item: RowID
        if let open = try openItem(for: row.id, unit: dispute.unit) {
            item = open
            if dispute.isIncomingInForce {
                edits += try states.all(.reviewSide, where: "itemId", is: item.json).map {
                    Edit(.reviewSide, $0.state.id, set: ["isInForce": false])
                }
            }
        } else {
            item = world.newID()
            edits.append(
                try itemEdit(
                    item,
                    about: row,
                    unit: dispute.unit,
                    kind: Self.kind(of: dispute),
                    fallback: author.actor.centre
                )
            )
            edits.append(
                side(
                    of: item,
                    values: .object(dispute.held.values),
                    operation: dispute.held.stamp?.seq,
                    claimed: dispute.held.stamp?.at,
                    role: try dispute.held.stamp.flatMap(roleOf),
                    isInForce: !dispute.isIncomingInForce,
                    about: row
                )
            )
        }
        edits.append(
            side(
                of: item,
                values: .object(dispute.incoming.values),
                operation: seq,
                claimed: author.at,
                role: author.actor.role,
                isInForce: dispute.isIncomingInForce,
                about: row
            )
        )
        return edits
    }

    /// Of two decisions the first counts; one that had not seen it and says otherwise reopens the item.
    private func reopened(_ item: RowState) -> Edit {
        note(Finding("review.reopened", entity: .reviewItem, row: item.id))
        return Edit(
            .reviewItem,
            item.id,
            set: [
                "state": "open", "decision": .null, "side": .null, "decidedReason": .null,
                "decidedAt": .null,
            ]
        )
    }

    private static func kind(of dispute: Dispute) -> String {
        dispute.kind == "removal" ? "row.brought_back" : "field.review"
    }

    private func openItem(for row: RowID, unit: String) throws -> RowID? {
        try states.all(.reviewItem, where: "subjectId", is: row.json).first {
            $0.state["unit"]?.text ?? "" == unit && $0.state["state"]?.text == "open"
        }?.state.id
    }

    /// The item of a review; it has no values of its own (DESIGN.md section 4).
    func itemEdit(
        _ item: RowID,
        about row: RowState,
        unit: String,
        kind: String,
        fallback: RowID?
    ) throws -> Edit {
        let centre = try ScopeRules(states: states).centres(of: row).min {
            $0.description < $1.description
        }
        return Edit(
            .reviewItem,
            item,
            set: [
                "centreId": (centre ?? fallback)?.json ?? .null, "kind": .string(kind),
                "subjectEntity": .string(row.entity.rawValue), "subjectId": row.id.json,
                "unit": .string(unit), "operationSeq": .integer(seq),
                "openedAt": .integer(world.now), "state": "open",
            ]
        )
    }

    func side(
        of item: RowID,
        values: JSONValue,
        operation: Int64?,
        claimed: Int64?,
        role: Role?,
        isInForce: Bool,
        about row: RowState
    ) -> Edit {
        let person = catalogue[row.entity].flatMap { Self.persons($0, row).first }
        return Edit(
            .reviewSide,
            world.newID(),
            set: [
                "itemId": item.json, "values": values, "isInForce": .bool(isInForce),
                "operationSeq": operation.map { .integer($0) } ?? .null,
                "claimedAt": claimed.map { .integer($0) } ?? .null,
                "authorRole": role.map { .string($0.rawValue) } ?? .null,
                "personId": person?.json ?? .null,
            ]
        )
    }

    /// A fact that replaces another: the first at the hub counts, a second goes to review.
    func replaceFacts(_ round: [RowChange]) throws -> [Edit] {
        var edits: [Edit] = []
        for change in round where change.isNew && catalogue[change.entity]?.isReplaceable == true {
            guard let id = change.after["replaces"]?.text.flatMap({ RowID($0) }),
                id != change.id, let replaced = try states.find(id)?.state,
                replaced.entity == change.entity
            else { continue }
            guard let winner = replaced["replacedBy"]?.text.flatMap({ RowID($0) }) else {
                edits.append(Edit(change.entity, id, set: ["replacedBy": change.id.json]))
                continue
            }
            guard winner != change.id else { continue }
            edits.append(Edit(change.entity, change.id, set: ["contested": true]))
            let item = world.newID()
            edits.append(
                try itemEdit(
                    item,
                    about: replaced,
                    unit: "replacedBy",
                    kind: "fact.contested",
                    fallback: nil
                )
            )
            for (fact, isInForce) in [(winner, true), (change.id, false)] {
                edits.append(
                    side(
                        of: item,
                        values: ["replacedBy": fact.json],
                        operation: seq,
                        claimed: world.now,
                        role: nil,
                        isInForce: isInForce,
                        about: replaced
                    )
                )
            }
            note(
                Finding(
                    "fact.contested",
                    entity: change.entity,
                    row: change.id,
                    field: "replaces",
                    winner: replaced.stamps["replacedBy"]?.seq
                )
            )
        }
        return edits
    }
}
