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

    package init(
        spec: EntitySpec,
        lifecycles: [String: Lifecycle],
        current: RowState?,
        edit: Edit,
        stamp: Stamp,
        seen: Int64,
        isHub: Bool = false,
        isAhead: Bool = false
    ) {
        self.spec = spec
        self.lifecycles = lifecycles
        self.current = current
        self.edit = edit
        self.stamp = stamp
        self.seen = seen
        self.isHub = isHub
        self.isAhead = isAhead
    }
}

/// What merging an edit came to.
package struct RowMergeResult: Sendable, Hashable {
    /// The row as merged; meaningless when `isRefused`.
    package var row: RowState
    /// Units whose accepted value changed.
    package var changed: Set<String> = []
    package var findings: [Finding] = []
    package var disputes: [Dispute] = []
    /// What happened to each unit, for the history.
    package var log: [UnitLog] = []
    /// Whether the edit, and with it the operation, cannot be accepted.
    package var isRefused = false
}

/// What an edit did to one unit; `value` is what came in, also when it lost.
package struct UnitLog: Sendable, Hashable {
    package let unit: String
    /// `written`, `won`, `lost` or `review`; `decided` where a person has chosen.
    package let decision: String
    package let winner: Int64?
    package let value: JSONValue

    package init(unit: String, decision: String, winner: Int64?, value: JSONValue) {
        self.unit = unit
        self.decision = decision
        self.winner = winner
        self.value = value
    }
}

/// Two values of which a person decides; both are kept.
package struct Dispute: Sendable, Hashable {
    package let unit: String
    /// `cautious`, `human`, `lifecycle` or `removal`.
    package let kind: String
    /// The value the hub held.
    package let held: UnitValue
    /// The value that came in.
    package let incoming: UnitValue
    /// Which of the two is in force until the decision.
    package let isIncomingInForce: Bool
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
        for field in spec.fields.values.sorted(by: { $0.name < $1.name })
        where field.isRequired && result.row[field.name] == nil {
            result.isRefused = true
            result.findings.append(
                finding(current == nil ? "row.required" : "field.required", field.name)
            )
        }
        return result
    }

    private func mergeFields(into result: inout RowMergeResult) {
        var units: [String: [String: JSONValue]] = [:]
        for (name, value) in edit.set {
            guard let unit = check(name, value, &result) else { continue }
            units[unit, default: [:]][name] = value
        }
        for name in units.keys.sorted() {
            let unit = unitSpec(name)
            let incoming = units[name] ?? [:]
            let isWhole = unit.members.allSatisfy { incoming[$0.name] != nil }
            guard isWhole || isHub || current == nil else {
                reject(&result, "group.incomplete", name)
                continue
            }
            merge(unit, incoming, into: &result)
        }
    }

    private func merge(
        _ unit: UnitSpec,
        _ incoming: [String: JSONValue],
        into result: inout RowMergeResult
    ) {
        let held = unitValue(unit, in: result.row)
        var values = incoming
        if isHub { values.merge(held.values) { new, _ in new } }
        let next = UnitValue(values, stamp: stamp)
        // A fact is written in one piece: what it left empty stays empty.
        if unit.policy == .fact, !isHub, current != nil, held.stamp == nil, !next.values.isEmpty {
            return reject(&result, "fact.immutable", unit.name)
        }
        let decision: UnitDecision =
            isHub
            ? (unit.same(held, next) ? .same : .written)
            : unit.decide(current: held, incoming: next, seen: seen)
        if let name = decision.historyName {
            result.log.append(
                UnitLog(
                    unit: unit.name,
                    decision: name,
                    winner: decision.winner,
                    value: .object(next.values)
                )
            )
        }
        defer { if !isHub { share(unit, held, &result) } }
        switch decision {
        case .same: return
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
        case .refused(let code): reject(&result, code, unit.name)
        }
    }

    private func share(_ unit: UnitSpec, _ held: UnitValue, _ result: inout RowMergeResult) {
        guard !result.isRefused, unit.isSharedWord(held: held, incoming: stamp, seen: seen) else {
            return
        }
        result.row.stamps[unit.name] = Stamp(
            seq: stamp.seq,
            at: stamp.at,
            origin: Stamp.severalOrigins
        )
        result.changed.insert(unit.name)
    }

    private func mergeSets(into result: inout RowMergeResult) {
        for name in Set(edit.add.keys).union(edit.remove.keys).sorted() {
            guard let field = spec.fields[name], field.policy == .set else {
                reject(&result, isAhead ? "schema.ahead" : "field.unknown", name)
                continue
            }
            let merged = SetMerge.merge(
                result.row.sets[name] ?? [:],
                adding: edit.add[name] ?? [],
                removing: edit.remove[name] ?? [],
                stamp: stamp,
                seen: seen
            )
            let elements = merged.elements.keys.map { JSONValue.string($0) }
            guard merged.elements.count <= Operation.Limit.elements,
                field.type.accepts(.array(elements))
            else {
                reject(&result, "field.type", name)
                continue
            }
            result.row.sets[name] = merged.elements.isEmpty ? nil : merged.elements
            if merged.isChanged {
                result.changed.insert(name)
                result.log.append(setLog(name))
            }
            for _ in merged.kept { result.findings.append(finding("field.unseen_kept", name)) }
        }
    }

    private func setLog(_ name: String) -> UnitLog {
        let added = (edit.add[name] ?? []).map { JSONValue.string($0) }
        let removed = (edit.remove[name] ?? []).map { JSONValue.string($0) }
        return UnitLog(
            unit: name,
            decision: "written",
            winner: nil,
            value: ["add": .array(added), "remove": .array(removed)]
        )
    }

    /// The unit under which a field of the edit merges; nil when it cannot be accepted.
    private func check(
        _ name: String,
        _ value: JSONValue,
        _ result: inout RowMergeResult
    ) -> String? {
        guard let field = spec.fields[name] else {
            setAside(&result, "field.unknown", name)
            return nil
        }
        guard field.policy != .set, field.type.accepts(value) else {
            setAside(&result, "field.type", name)
            return nil
        }
        return field.unit
    }

    /// A name or code of a newer schema waits for the upgrade; from our own schema it is a mistake.
    private func setAside(_ result: inout RowMergeResult, _ code: String, _ name: String) {
        guard isAhead else { return reject(&result, code, name) }
        result.findings.append(finding("schema.ahead", name))
    }

    private func write(_ unit: UnitSpec, _ value: UnitValue, _ result: inout RowMergeResult) {
        for member in unit.members { result.row.fields[member.name] = value.values[member.name] }
        result.row.stamps[unit.name] = stamp
        result.changed.insert(unit.name)
    }

    private func unitSpec(_ name: String) -> UnitSpec {
        let members = spec.members(of: name)
        guard case .lifecycle(let table)? = members.first?.policy else {
            return UnitSpec(name: name, members: members)
        }
        return UnitSpec(name: name, members: members, lifecycle: lifecycles[table])
    }

    private func unitValue(_ unit: UnitSpec, in row: RowState) -> UnitValue {
        var values: [String: JSONValue] = [:]
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

extension UnitDecision {
    /// How the history calls it; nil for what leaves no trace there.
    fileprivate var historyName: String? {
        switch self {
        case .same, .refused: nil
        case .written: "written"
        case .won: "won"
        case .lost: "lost"
        case .disputed: "review"
        }
    }

    /// The sequence number of the other value, where there was one unseen.
    fileprivate var winner: Int64? {
        switch self {
        case .won(let seq), .lost(let seq): seq
        default: nil
        }
    }
}

extension Policy {
    fileprivate var disputeKind: String {
        switch self {
        case .cautious: "cautious"
        case .human: "human"
        default: "lifecycle"
        }
    }
}
