import Coordination
import SyncCore

/// A row before and after one operation.
struct RowStep {
    let before: RowState?
    let after: RowState
    let seq: Int64
    /// Whether a person has decided, somebody is erased, or the hub is founded: then values may jump.
    let isFree: Bool
}

extension Oracle {
    /// Holds one row's change to what may happen to any row.
    func check(_ step: RowStep, _ speech: Speech) {
        guard let spec = catalogue[step.after.entity], !step.after.isErased else { return }
        require(
            step.before?.isErased != true,
            .erased,
            "\(nameOf(step.after.id)) came back after it was erased"
        )
        for unit in Set(spec.fields.values.map(\.unit)).sorted() {
            guard let policy = spec.members(of: unit).first?.policy else { continue }
            check(step, unit: unit, policy, spec, speech)
        }
    }

    private func check(
        _ step: RowStep,
        unit: String,
        _ policy: Policy,
        _ spec: EntitySpec,
        _ speech: Speech
    ) {
        let old = step.before?.values(of: unit, spec) ?? [:]
        let new = step.after.values(of: unit, spec)
        let name = "\(unit) of \(nameOf(step.after.id))"
        if case .lifecycle(let table) = policy {
            checkLifecycle(step, unit, catalogue.lifecycles[table])
        }
        if policy == .fact, step.before != nil, !step.isFree {
            require(old == new, .facts, "the fact \(name) was changed")
        }
        guard policy != .hub, policy != .set, !step.isFree else { return }
        let stamp = step.after.stamps[unit]
        // A rule may have put back what the author had just said; then only the stamp tells.
        let isByHub = stamp?.origin == Stamp.hubOrigin && stamp?.seq == step.seq
        guard old != new || isByHub else { return }
        if isByHub {
            // Of a person's records the strictest consent holds; a rule may only ever say no.
            let isStricter =
                policy == .restrictive
                && Care.of(new, unit, spec.members(of: unit))
                    > Care.of(old, unit, spec.members(of: unit))
            // An address that is blocked is taken out of every record of hers.
            let isHidden =
                step.after.entity == .personPrivate && new.isEmpty
                && ["addressLine", "postal", "municipalityNo"].contains(unit)
            let isOwn = step.before == nil || step.after.isOfReview || isStricter || isHidden
            require(isOwn, .policy, "the hub's rules wrote \(name), which is not theirs to write")
        } else {
            require(
                speech.touches(unit, of: step.after.id, spec),
                .policy,
                "\(name) was changed by an operation that says nothing of it"
            )
        }
    }

    private func checkLifecycle(_ step: RowStep, _ unit: String, _ table: Lifecycle?) {
        guard let table, !step.isFree, let new = step.after[unit]?.text else { return }
        let old = step.before?[unit]?.text
        guard old != new else { return }
        // What a row says nothing of is implied; in a new row only a first state may stand.
        let start = old ?? (step.before == nil ? nil : table.implied)
        func isStep(_ from: String, _ to: String) -> Bool {
            table.transitions.contains { $0.from == from && $0.to == to }
        }
        // An author's step and the hub's answer to it share one operation.
        let isLegal =
            old == nil && table.initial.contains(new)
            || start.map { isStep($0, new) } == true
            || step.after.isOfReview
        require(
            isLegal,
            .lifecycle,
            "\(unit) of \(nameOf(step.after.id)) went from \(old ?? "nothing") to \(new)"
        )
    }
}
