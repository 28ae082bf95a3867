/// One edit to be merged into one row.
package struct RowMerge: Sendable {
    package let spec: EntitySpec
    package let lifecycles: [String: Lifecycle]
    /// The row as the hub holds it; nil when there is none.
    package let current: RowState?
    package let edit: Edit
    /// Under which sequence number, corrected time and origin the edit is written.
    package let stamp: Stamp
    /// The last sequence number that counts as seen by the author for this row.
    package let seen: Int64
    /// The hub's own rules write what they decided: no conflict, and `hub` fields too.
    package let isHub: Bool
    /// The edit was written in a schema newer than ours: unknown names are set aside, not refused.
    package let isAhead: Bool
    /// The schema version the edit was written in: names that came later are none to its author.
    package let schema: Int
    /// The rest of an operation of which the known part took effect before: facts are completed by it.
    package let isResumed: Bool

    package init(
        spec: EntitySpec,
        lifecycles: [String: Lifecycle],
        current: RowState?,
        edit: Edit,
        stamp: Stamp,
        seen: Int64,
        isHub: Bool = false,
        isAhead: Bool = false,
        schema: Int = .max,
        isResumed: Bool = false
    ) {
        self.spec = spec
        self.lifecycles = lifecycles
        self.current = current
        self.edit = edit
        self.stamp = stamp
        self.seen = seen
        self.isHub = isHub
        self.isAhead = isAhead
        self.schema = schema
        self.isResumed = isResumed
    }
}

extension RowMerge {
    /// Merges the edit unit by unit; a pure function.
    package func result() -> RowMergeResult {
        var result = RowMergeResult(row: current ?? RowState(entity: spec.name, id: edit.id))
        guard result.row.entity == spec.name else {
            return refused(&result, "row.entity_mismatch")
        }
        guard !result.row.isErased else { return refused(&result, "person.erased") }
        mergeMark(into: &result)
        if result.isRefused { return result }
        mergeFields(into: &result)
        mergeSets(into: &result)
        requireFields(of: &result)
        return result
    }

    private func requireFields(of result: inout RowMergeResult) {
        for field in spec.required where result.row[field.name] == nil {
            if result.setAside?.set[field.name] != nil { return setAsideWhole(&result) }
            // Of one mistake one finding is enough.
            guard !result.findings.contains(where: { $0.field == field.name }) else { continue }
            result.isRefused = true
            result.findings.append(
                finding(current == nil ? "row.required" : "field.required", field.name)
            )
        }
    }

    private func mergeFields(into result: inout RowMergeResult) {
        var units = NameMap<(field: FieldSpec, values: JSONObject)>()
        for (name, value) in edit.set {
            guard let field = check(name, value, &result) else { continue }
            units[field.unit, default: (field, [:])].values[name] = value
        }
        for (name, part) in units where !isSetAside(unit: name, &result) {
            let unit = unitSpec(of: part.field)
            var incoming = part.values
            // A member the author's version lacks stays as it is: she meant the ones she knows.
            for member in unit.members where member.since > schema {
                incoming[member.name] = incoming[member.name] ?? result.row.fields[member.name]
            }
            // A member that is wrong by itself has said so; the others mean nothing without it.
            guard unit.members.allSatisfy({ edit.set[$0.name] == nil || incoming[$0.name] != nil })
            else { continue }
            let isWhole = unit.members.allSatisfy {
                incoming[$0.name] != nil || $0.since > schema
            }
            guard isWhole || isHub || current == nil else {
                reject(&result, "group.incomplete", name)
                continue
            }
            merge(unit, incoming, into: &result)
        }
    }

    private func merge(
        _ unit: UnitSpec,
        _ incoming: JSONObject,
        into result: inout RowMergeResult
    ) {
        let held = unitValue(unit, in: result.row)
        var values = incoming
        if isHub { values.merge(held.values) { new, _ in new } }
        let next = UnitValue(values, stamp: stamp)
        // A fact is written in one piece: what it left empty stays empty.
        let isLate = current != nil && held.stamp == nil && !isResumed
        if unit.policy == .fact, !isHub, isLate, !next.values.isEmpty {
            return reject(&result, "fact.immutable", unit.name)
        }
        let decision: UnitDecision =
            isHub
            ? (unit.same(held, next) ? .same : .written)
            : unit.decide(current: held, incoming: next, seen: seen, isNew: current == nil)
        let isShared = !isHub && unit.isSharedWord(held: held, incoming: stamp, seen: seen)
        if let trace = unit.trace(decision, over: held, isShared: isShared) {
            result.log.append(
                UnitLog(
                    unit: unit.name,
                    decision: trace.name,
                    rule: trace.rule,
                    winner: decision.winner,
                    value: .object(next.values)
                )
            )
        }
        defer { if isShared { share(unit, &result) } }
        switch decision {
        case .same: return
        case .renewed:
            result.row.stamps[unit.name] = stamp
            result.changed.insert(unit.name)
        case .written: write(unit, next, &result)
        case .won(let over):
            write(unit, next, &result)
            result.findings.append(finding("field.won", unit.name, winner: over))
        case .lost(let winner):
            result.findings.append(finding("field.lost", unit.name, winner: winner))
        case .disputed(let isIncomingInForce):
            if isIncomingInForce { write(unit, next, &result) }
            result.findings.append(finding("field.review", unit.name, winner: held.stamp?.seq))
            result.disputes.append(
                Dispute(
                    unit: unit.name,
                    kind: unit.policy.disputeKind,
                    held: held,
                    incoming: next,
                    isIncomingInForce: isIncomingInForce
                )
            )
        case .refused(code: "state.transition") where isAhead: setAside(unit, incoming, &result)
        case .refused(let code): reject(&result, code, unit.name)
        }
    }

    private func share(_ unit: UnitSpec, _ result: inout RowMergeResult) {
        result.row.stamps[unit.name] = Stamp(
            seq: stamp.seq,
            at: stamp.at,
            origin: Stamp.severalOrigins
        )
        result.changed.insert(unit.name)
    }

    /// The field of the edit as the catalogue has it; nil when it cannot be accepted.
    private func check(
        _ name: String,
        _ value: JSONValue,
        _ result: inout RowMergeResult
    ) -> FieldSpec? {
        guard let field = spec.fields[name], field.since <= schema || isHub else {
            setAside(&result, "field.unknown", name, value)
            return nil
        }
        // What the row has already may be said again, also where only a newer version knows it.
        let isKept = current?.fields[name] == value
        guard field.policy != .set, isKept || field.type.accepts(value) else {
            setAside(&result, "field.type", name, value)
            return nil
        }
        return field
    }

    private func write(_ unit: UnitSpec, _ value: UnitValue, _ result: inout RowMergeResult) {
        for member in unit.members { result.row.fields[member.name] = value.values[member.name] }
        result.row.stamps[unit.name] = stamp
        result.changed.insert(unit.name)
    }

    private func unitSpec(of field: FieldSpec) -> UnitSpec {
        let members = spec.members(of: field.unit)
        guard case .lifecycle(let table) = field.policy else {
            return UnitSpec(of: field, members: members)
        }
        return UnitSpec(of: field, members: members, lifecycle: lifecycles[table])
    }

    private func unitValue(_ unit: UnitSpec, in row: RowState) -> UnitValue {
        var values: JSONObject = [:]
        for member in unit.members { values[member.name] = row.fields[member.name] }
        return UnitValue(values, stamp: row.stamps[unit.name])
    }

    func reject(_ result: inout RowMergeResult, _ code: String, _ field: String? = nil) {
        result.isRefused = true
        result.findings.append(finding(code, field))
    }

    private func refused(_ result: inout RowMergeResult, _ code: String) -> RowMergeResult {
        reject(&result, code)
        return result
    }

    func finding(_ code: String, _ field: String? = nil, winner: Int64? = nil) -> Finding {
        Finding(code, entity: spec.name, row: edit.id, field: field, winner: winner)
    }
}
