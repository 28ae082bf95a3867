/// The accepted value of one merge unit: a field, or a group of fields that mean something only together.
package struct UnitValue: Sendable, Hashable {
    /// The members that have a value; an empty member is absent.
    package var values: JSONObject
    /// Where it came from; nil while nobody ever wrote it.
    package var stamp: Stamp?

    package init(_ values: JSONObject = [:], stamp: Stamp? = nil) {
        let hasNull = values.contains { $0.value.isNull }
        self.values = hasNull ? values.filter { !$0.value.isNull } : values
        self.stamp = stamp
    }
}

/// What one merge policy decided about one unit.
package enum UnitDecision: Sendable, Hashable {
    /// Both say the same; nothing is written, so nothing echoes.
    case same
    /// Both say the same without having seen each other, the incoming one later: the value stays, its clock moves.
    ///
    /// Without that, a third edit between the two in time would win or lose by the order of delivery.
    case renewed
    /// The incoming value takes effect; nothing unseen stood in its place.
    case written
    /// The incoming value takes effect over a value its author had not seen.
    case won(over: Int64)
    /// The accepted value stays; the incoming one is in the history.
    case lost(to: Int64)
    /// A person decides; until then the incoming value is in force, or the accepted one stays.
    case disputed(isIncomingInForce: Bool)
    case refused(code: String)
}

/// What a policy needs to know of the unit it merges.
package struct UnitSpec: Sendable {
    package let name: String
    package let policy: Policy
    package let members: [FieldSpec]
    package let lifecycle: Lifecycle?

    /// The unit of one of its fields; all members have that field's policy.
    package init(of field: FieldSpec, members: [FieldSpec], lifecycle: Lifecycle? = nil) {
        name = field.unit
        policy = field.policy
        self.members = members
        self.lifecycle = lifecycle
    }

    /// The member that orders values by care: the one named as the unit, else the first.
    var lead: FieldSpec? { members.first { $0.name == name } ?? members.first }

    func same(_ one: UnitValue, _ other: UnitValue) -> Bool {
        members.allSatisfy { $0.normaliser.same(one.values[$0.name], other.values[$0.name]) }
    }

    /// How careful a value is; later in the catalogue's list of codes, or true, is more careful.
    func care(_ value: UnitValue) -> Int {
        guard let lead, let written = value.values[lead.name] else { return -1 }
        if let flag = written.bool { return flag ? 1 : 0 }
        guard case .code(let codes) = lead.type, let text = written.text else { return 0 }
        return codes.firstIndex(of: text) ?? codes.count
    }
}

extension UnitSpec {
    /// Merges one incoming value (DESIGN.md 3.5): a pure function of what its author had seen (`seen`),
    /// what the hub holds and what comes in.
    ///
    /// `seen` is the last sequence number of the hub that counts as seen by the author; `isNew` says that the row
    /// begins with it, so that no state is implied.
    package func decide(
        current: UnitValue,
        incoming: UnitValue,
        seen: Int64,
        isNew: Bool = false
    ) -> UnitDecision {
        guard let stamp = incoming.stamp else { return .refused(code: "field.type") }
        if same(current, incoming) {
            guard let held = current.stamp else { return .written }
            let isLater = Self.isUnseen(held, by: stamp, seen: seen) && stamp.at >= held.at
            return policy == .latest && isLater ? .renewed : .same
        }
        let unseen = current.stamp.flatMap { Self.isUnseen($0, by: stamp, seen: seen) ? $0 : nil }
        switch policy {
        case .hub: return .refused(code: "field.hub_only")
        case .fact: return current.stamp == nil ? .written : .refused(code: "fact.immutable")
        case .erase: return .written
        case .set: return .refused(code: "field.type")
        case .lifecycle: return lifecycleDecision(current, incoming, isNew, unseen: unseen)
        case .latest, .restrictive, .cautious, .human:
            guard let unseen else { return .written }
            return concurrentDecision(current, incoming, stamp, unseen: unseen)
        }
    }

    /// Concurrency is a fact: the value came after what the author had seen, from another store or the hub.
    package static func isUnseen(_ held: Stamp, by incoming: Stamp, seen: Int64) -> Bool {
        held.seq > seen && held.origin != incoming.origin
    }

    /// Whether two have now spoken without having seen each other, on something where care decides.
    ///
    /// Then the value is nobody's own any more (`Stamp.severalOrigins`): whoever wrote it could otherwise take
    /// it back without having seen what the other said.
    func isSharedWord(held: UnitValue, incoming: Stamp, seen: Int64) -> Bool {
        guard policy == .restrictive || policy == .cautious || policy == .human,
            let stamp = held.stamp
        else { return false }
        return Self.isUnseen(stamp, by: incoming, seen: seen)
    }

    private func concurrentDecision(
        _ current: UnitValue,
        _ incoming: UnitValue,
        _ stamp: Stamp,
        unseen: Stamp
    ) -> UnitDecision {
        let isMoreCareful = care(incoming) > care(current)
        switch policy {
        case .restrictive: return isMoreCareful ? .won(over: unseen.seq) : .lost(to: unseen.seq)
        case .cautious: return .disputed(isIncomingInForce: isMoreCareful)
        case .human: return .disputed(isIncomingInForce: false)
        default:
            // Later corrected time, then the hub's order; the incoming one always comes later in that.
            return stamp.at >= unseen.at ? .won(over: unseen.seq) : .lost(to: unseen.seq)
        }
    }

    private func lifecycleDecision(
        _ current: UnitValue,
        _ incoming: UnitValue,
        _ isNew: Bool,
        unseen: Stamp?
    ) -> UnitDecision {
        guard let lifecycle, let next = incoming.values[name]?.text else {
            return .refused(code: "state.transition")
        }
        let held = current.values[name]?.text
        if held == nil, lifecycle.initial.contains(next) { return .written }
        // A row that says nothing of its state is in the one that goes without saying.
        guard let state = held ?? (isNew ? nil : lifecycle.implied) else {
            return .refused(code: "state.transition")
        }
        let step = lifecycle.transition(from: state, to: next)
        guard let unseen else {
            return step == nil ? .refused(code: "state.transition") : .written
        }
        // Nobody reopens what she has not seen: a halt, say, is not lifted by a start that comes late.
        if let step, !step.reopens { return .won(over: unseen.seq) }
        // Somebody unseen went further on the same path: the author's step is behind, not wrong.
        if lifecycle.transition(from: next, to: state) != nil { return .lost(to: unseen.seq) }
        return .disputed(isIncomingInForce: false)
    }
}
