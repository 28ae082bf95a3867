import SyncCore

/// What a person's decision has to come to.
enum Awaited {
    /// Nothing but the question itself changes.
    case nothing
    /// A field or group has this value.
    case value(RowID, unit: String, JSONObject)
    /// A row is there, or is not.
    case removal(RowID, isRemoved: Bool)
    /// Of two corrections this one counts.
    case replacement(RowID, by: RowID)
    /// Held work is done as its author's.
    case work([Edit], RecordedOperation)
    /// A question is open again, and nothing else changes.
    case question(RowID)
}

extension Oracle {
    /// What the decisions in an operation have to come to, by what was known before it.
    func awaited(of speech: Speech, _ operation: RecordedOperation) -> [Awaited] {
        guard speech.isDecision, operation.isDone else { return [] }
        let codes = operation.outcome.findings.map(\.code)
        return speech.edits.compactMap { edit in
            guard edit.entity == "reviewItem", let said = edit.set["decision"],
                let item = model.rows[edit.id]?.state
            else { return nil }
            guard let decision = said.text else { return takenBack(item, codes) }
            // Of two decisions the first counts; the second may open the question again.
            guard item["state"] == "open", !codes.contains("review.reopened") else {
                return .nothing
            }
            switch decision {
            case "accept": return work(item)
            case "take": return value(item, side: edit.set["side"]?.text.flatMap { RowID($0) })
            default: return .nothing
            }
        }
    }

    /// A decision that is taken back opens the question; work that was let in cannot be taken back.
    private func takenBack(_ item: RowState, _ codes: [String]) -> Awaited {
        guard item["state"] == "decided" else { return .nothing }
        require(
            item["decision"] != "accept" || codes.contains("review.reopened"),
            .decisions,
            "a decision that let work in was taken back"
        )
        return .question(item.id)
    }

    /// Only what was let in may not be taken back.
    func checkCarriedOut(_ speech: Speech, _ operation: RecordedOperation) {
        let told = operation.outcome.findings.filter { $0.code == "review.carried_out" }
        for item in told.compactMap({ $0.row.flatMap { model.rows[$0]?.state } }) {
            require(
                operation.verdict == .refused && item["decision"] == "accept"
                    && speech.edits.contains { $0.id == item.id && $0.set["decision"] == .null },
                .decisions,
                "operation \(operation.seq) was told of work let in that was not"
            )
        }
    }

    private func work(_ item: RowState) -> Awaited? {
        guard let seq = item["operationSeq"]?.integer, let operation = model.operations[seq],
            let edits = model.held[seq], !edits.contains(where: { $0.entity == "reviewItem" })
        else { return nil }
        let kept = edits.map { edit in
            guard let spec = catalogue[edit.entity], let row = model.rows[edit.id]?.state else {
                return edit
            }
            var kept = edit
            // What she has written again since stays as she left it last.
            for name in edit.set.keys {
                guard let stamp = spec.fields[name].flatMap({ row.stamps[$0.unit] }),
                    stamp.origin == operation.origin, stamp.seq > seq
                else { continue }
                kept.set[name] = nil
            }
            return kept
        }
        return .work(kept, operation)
    }

    private func value(_ item: RowState, side: RowID?) -> Awaited? {
        guard let subject = item.id("subjectId"), let row = model.rows[subject]?.state,
            let side = side.flatMap({ model.rows[$0]?.state }), let unit = item["unit"]?.text
        else { return nil }
        let values = side["values"]?.object ?? [:]
        if unit == "replacedBy" {
            let chosen = values["replacedBy"]?.text.flatMap { RowID($0) }
            return chosen.map { .replacement(subject, by: $0) }
        }
        guard unit != RowState.removedUnit else {
            let isTurned = side["isInForce"]?.bool != true
            return .removal(subject, isRemoved: row.isRemoved != isTurned)
        }
        return .value(subject, unit: unit, values)
    }

    /// Compares what was decided with what has become of it.
    func check(
        _ awaited: Awaited,
        _ operation: RecordedOperation,
        _ changed: [HubModel.Row],
        _ before: [RowState?]
    ) {
        let told = "decision \(operation.seq)"
        switch awaited {
        case .question(let item):
            check(.nothing, operation, changed, before)
            guard let row = model.rows[item]?.state, !row.isErased else { return }
            require(
                row["state"] == "open" && row["decision"] == nil,
                .decisions,
                "\(told) was taken back, and the question is not open"
            )
        case .nothing:
            let other = changed.first { !$0.state.isOfReview && $0.state.entity != "notice" }
            guard let other else { return }
            fail(.decisions, "\(told) was to change nothing, and \(nameOf(other.state.id)) changed")
        case .value(let id, let unit, let values):
            guard let row = model.rows[id]?.state, !row.isErased, let spec = catalogue[row.entity]
            else { return }
            let wanted = spec.members(of: unit).filter {
                !$0.normaliser.same(row[$0.name], values[$0.name].flatMap { $0.isNull ? nil : $0 })
            }
            require(
                wanted.isEmpty,
                .decisions,
                "\(told) took a value for \(unit) of \(nameOf(id)), which has another one"
            )
            let old = zip(changed, before).first { $0.0.state.id == id }?.1
            if let old { checkRest(of: row, old, but: unit, spec, told) }
            model.words.settle(row, spec, units: [unit])
        case .removal(let id, let isRemoved):
            guard let row = model.rows[id]?.state, !row.isErased else { return }
            let wanted = isRemoved ? "gone" : "there"
            require(
                row.isRemoved == isRemoved,
                .decisions,
                "\(told): \(nameOf(id)) is not \(wanted)"
            )
        case .replacement(let id, let chosen):
            guard let row = model.rows[id]?.state, !row.isErased else { return }
            require(
                row.id("replacedBy") == chosen,
                .decisions,
                "\(told): another correction of \(nameOf(id)) counts than was chosen"
            )
        case .work(let edits, let held):
            let speech = Speech(edits: edits, origin: held.origin) { _ in held.base }
            follow(edits, held.letIn(by: operation), speech)
        }
    }

    /// A decision about one field leaves the others of its row.
    private func checkRest(
        of row: RowState,
        _ old: RowState,
        but unit: String,
        _ spec: EntitySpec,
        _ told: String
    ) {
        for other in Set(spec.fields.values.map(\.unit)).sorted() where other != unit {
            guard let policy = spec.members(of: other).first?.policy, policy != .hub,
                policy != .set, row.values(of: other, spec) != old.values(of: other, spec)
            else { continue }
            fail(.decisions, "\(told) about \(unit) changed \(other) of \(nameOf(row.id))")
        }
    }
}
