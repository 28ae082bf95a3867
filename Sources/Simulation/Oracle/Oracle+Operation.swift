import SyncCore
import SyncEngine

extension Oracle {
    /// Holds one operation of the hub's log, with the rows it wrote, to the promises.
    func check(_ operation: RecordedOperation, _ changed: [HubModel.Row]) {
        checkOrder(operation)
        let speech = speech(of: operation)
        let before = changed.map { model.rows[$0.state.id]?.state }
        checkUndecided(operation, speech)
        checkCustody(operation, speech, changed)
        checkAliases(changed)
        checkCarriedOut(speech, operation)
        let awaited = awaited(of: speech, operation)
        let isErasing = changed.contains { $0.state.entity == "person" && $0.state.isErased }
        switch operation.verdict {
        case .refused:
            require(
                changed.isEmpty,
                .outcomes,
                "refused operation \(operation.seq) changed a row"
            )
        case .held:
            model.held[operation.seq] = speech.edits
            let isQuiet = changed.allSatisfy { $0.state.isOfReview }
            require(isQuiet, .outcomes, "held operation \(operation.seq) changed a row")
        default: break
        }
        bury(changed, before)
        for row in changed { model.rows[row.state.id] = row }
        model.operations[operation.seq] = operation
        for (row, before) in zip(changed, before) {
            let change = RowStep(
                before: before,
                after: row.state,
                seq: operation.seq,
                isFree: speech.isDecision || isErasing || operation.seq == 1
            )
            check(change, speech)
        }
        if operation.isDone {
            checkFindings(operation, speech, before: before.compactMap { $0 })
            follow(operation, speech)
        }
        for one in awaited { check(one, operation, changed, before) }
        settleStrangers(changed, before, speech, operation.seq)
        checkSeats(changed.map(\.state), before, isDecision: speech.isDecision)
    }

    /// Remembers where a row was seen before it was erased: there the tombstone stays.
    private func bury(_ changed: [HubModel.Row], _ before: [RowState?]) {
        for (row, before) in zip(changed, before) where row.state.isErased {
            guard let before, !before.isErased else { continue }
            model.graves[row.state.id] = walk.scopes(of: before)
            if before.entity == "person" { model.erased.insert(row.state.id) }
        }
    }

    private func checkOrder(_ operation: RecordedOperation) {
        let seq = operation.seq
        require(seq == model.lastSeq + 1, .numbers, "operation \(seq) follows \(model.lastSeq)")
        model.lastSeq = seq
        require(
            operation.received >= model.lastReceived,
            .time,
            "hub time went back at operation \(seq)"
        )
        model.lastReceived = max(model.lastReceived, operation.received)
        guard operation.origin != Stamp.hubOrigin else { return }
        let number = operation.number
        let last = model.lastNumbers[operation.origin] ?? 0
        require(
            number == last + 1,
            .numbers,
            "origin \(operation.origin) has number \(number) after \(last)"
        )
        model.lastNumbers[operation.origin] = number
        let earliest = model.operations[operation.base]?.received ?? .min
        require(
            operation.corrected >= min(earliest, operation.received)
                && operation.corrected <= operation.received,
            .time,
            "operation \(seq) counts as of \(operation.corrected), outside of "
                + "\(earliest)...\(operation.received)"
        )
    }

    /// What the hub wrote by itself, or a person settled, is the start of what is said from now on.
    private func settleStrangers(
        _ changed: [HubModel.Row],
        _ before: [RowState?],
        _ speech: Speech,
        _ seq: Int64
    ) {
        for (row, before) in zip(changed, before) {
            guard let spec = catalogue[row.state.entity] else { continue }
            let isReview = speech.isDecision && row.state.isOfReview
            if isReview || before == nil && speech.isHub || row.state.isErased {
                model.words.settle(row.state, spec)
                continue
            }
            let news = row.state.stamps.filter { $0.value.seq == seq && $0.value.origin == 0 }
            model.words.settle(row.state, spec, units: Set(news.keys))
        }
    }

    /// An operation is left undecided only where the rules fail at it, or it was in hand at two crashes.
    private func checkUndecided(_ operation: RecordedOperation, _ speech: Speech) {
        guard operation.outcome.isUndecided else { return }
        let crashes = operation.incarnation.map {
            deaths[.init(incarnation: $0, number: operation.number)] ?? 0
        }
        require(
            crashes ?? 0 >= 2 || isUndecidable(speech.edits),
            .errors,
            "the hub could not decide operation \(operation.seq)"
        )
    }

    /// Whether the rules fail at the edits, or at work that they let in.
    private func isUndecidable(_ edits: [Edit]) -> Bool {
        edits.contains { edit in
            if Plants.isUndecidable(edit) { return true }
            guard edit.entity == "reviewItem", edit.set["decision"] == "accept",
                let held = model.rows[edit.id]?.state["operationSeq"]?.integer
            else { return false }
            return isUndecidable(model.held[held] ?? [])
        }
    }

    /// A conflict is told only where there is a word that the author had not heard.
    private func checkFindings(
        _ operation: RecordedOperation,
        _ speech: Speech,
        before: [RowState]
    ) {
        guard !speech.isDecision else { return }
        for finding in operation.outcome.findings {
            guard let row = finding.row, let unit = finding.field,
                ["field.won", "field.lost", "field.review"].contains(finding.code)
            else { continue }
            let said = model.words.units[WordBook.Key(row: row, unit: unit)]
            let unheard = (said?.open ?? []) + [said?.current].compactMap { $0 }
            require(
                unheard.contains { !speech.heard($0, on: row) },
                .trueConflicts,
                "operation \(operation.seq) was told \(finding.code) of \(unit) of "
                    + "\(nameOf(row)), and its author had seen all there was"
            )
        }
        for finding in operation.outcome.findings where finding.code == "row.brought_back" {
            guard let row = before.first(where: { $0.id == finding.row }) else { continue }
            var stamps = Array(row.stamps.values)
            for elements in row.sets.values { stamps += elements.values }
            require(
                stamps.contains { $0.seq > speech.seen(row.id) && $0.origin != speech.origin },
                .trueConflicts,
                "\(nameOf(row.id)) was brought back, and its author had seen all there was"
            )
        }
    }
}

extension RowState {
    var isOfReview: Bool { entity == "reviewItem" || entity == "reviewSide" }
}
