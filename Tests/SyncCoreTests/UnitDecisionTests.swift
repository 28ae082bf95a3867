import SyncCore
import Testing

/// One line of the table of decisions: policy, what stands, what comes, and what is decided.
struct DecisionCase: Sendable, CustomTestStringConvertible {
    let policy: Policy
    /// The value that stands, nil for none, and whether the author had seen it.
    let held: JSONValue?
    let isSeen: Bool
    let incoming: JSONValue
    let decision: UnitDecision
    /// How much later than the held value the incoming one was written.
    let later: Int64

    init(
        _ policy: Policy,
        _ held: JSONValue?,
        seen isSeen: Bool,
        _ incoming: JSONValue,
        _ decision: UnitDecision,
        later: Int64 = 1
    ) {
        self.policy = policy
        self.held = held
        self.isSeen = isSeen
        self.incoming = incoming
        self.decision = decision
        self.later = later
    }

    var testDescription: String {
        let before = held.map { "\($0)" } ?? "nothing"
        return "\(policy): \(before), \(isSeen ? "seen" : "unseen"), then \(incoming)"
    }

    static let all = unopposed + concurrent + unwritable + steps

    /// Nothing stands, or the same, or what was seen.
    private static let unopposed: [DecisionCase] = [
        .init(.latest, nil, seen: true, "low", .written),
        .init(.fact, nil, seen: true, "low", .written),
        .init(.cautious, nil, seen: true, "low", .written),
        .init(.erase, nil, seen: true, "low", .written),
        .init(.latest, "low", seen: true, "low", .same),
        .init(.latest, "low", seen: false, "low", .renewed, later: 1),
        .init(.latest, "low", seen: false, "low", .renewed, later: 0),
        .init(.latest, "low", seen: false, "low", .same, later: -1),
        .init(.human, "low", seen: false, "low", .same),
        .init(.hub, "low", seen: false, "low", .same),
        .init(.fact, "low", seen: false, "low", .same),
        .init(.latest, "high", seen: true, "low", .written),
        .init(.restrictive, "high", seen: true, "low", .written),
        .init(.cautious, "high", seen: true, "low", .written),
        .init(.human, "high", seen: true, "low", .written),
    ]

    /// `latest` by time, and at the same time by the hub's order; the careful ones whatever the
    /// time.
    private static let concurrent: [DecisionCase] = [
        .init(.latest, "low", seen: false, "high", .won(over: 7), later: 1),
        .init(.latest, "low", seen: false, "high", .won(over: 7), later: 0),
        .init(.latest, "low", seen: false, "high", .lost(to: 7), later: -1),
        .init(.restrictive, "low", seen: false, "high", .won(over: 7), later: -9),
        .init(.restrictive, "high", seen: false, "low", .lost(to: 7), later: 9),
        .init(.cautious, "low", seen: false, "high", .disputed(isIncomingInForce: true)),
        .init(.cautious, "high", seen: false, "middle", .disputed(isIncomingInForce: false)),
        .init(.human, "low", seen: false, "high", .disputed(isIncomingInForce: false)),
        .init(.erase, "low", seen: false, "high", .written, later: -9),
    ]

    private static let unwritable: [DecisionCase] = [
        .init(.fact, "low", seen: true, "high", .refused(code: "fact.immutable")),
        .init(.fact, "low", seen: false, "high", .refused(code: "fact.immutable")),
        .init(.hub, "low", seen: true, "high", .refused(code: "field.hub_only")),
        .init(.hub, nil, seen: true, "high", .refused(code: "field.hub_only")),
        .init(.set, "low", seen: true, "high", .refused(code: "field.type")),
    ]

    private static let refusedStep = UnitDecision.refused(code: "state.transition")

    private static let steps: [DecisionCase] = [
        .init(.lifecycle("l"), nil, seen: true, "low", .written),
        .init(.lifecycle("l"), nil, seen: true, "middle", refusedStep),
        .init(.lifecycle("l"), "low", seen: true, "middle", .written),
        .init(.lifecycle("l"), "low", seen: false, "middle", .won(over: 7), later: -9),
        .init(.lifecycle("l"), "low", seen: true, "high", refusedStep),
        .init(.lifecycle("l"), "high", seen: false, "middle", .lost(to: 7)),
        .init(.lifecycle("l"), "high", seen: false, "end", .disputed(isIncomingInForce: false)),
        .init(.lifecycle("l"), "high", seen: true, "end", refusedStep),
        .init(.lifecycle("l"), "low", seen: true, .null, refusedStep),
        .init(.lifecycle("l"), "end", seen: true, "low", .written),
        .init(.lifecycle("l"), "end", seen: false, "low", .lost(to: 7), later: 9),
    ]
}

@Suite struct `decisions about one unit` {
    @Test(arguments: DecisionCase.all)
    func `the table holds`(_ line: DecisionCase) {
        let held = line.held.map { UnitValue(["f": $0], stamp: Stamp(seq: 7, at: 100, origin: 2)) }
        let decision = Fields.unit(line.policy).decide(
            current: held ?? UnitValue(),
            incoming: UnitValue(
                ["f": line.incoming],
                stamp: Stamp(seq: 9, at: 100 + line.later, origin: 3)
            ),
            seen: line.isSeen ? 7 : 6
        )
        #expect(decision == line.decision)
    }

    @Test func `every policy and every kind of decision stands in the table`() {
        #expect(Set(DecisionCase.all.map { "\($0.policy)" }).count == 9)
        let kinds = Set(DecisionCase.all.map { String("\($0.decision)".prefix { $0 != "(" }) })
        #expect(kinds == ["same", "renewed", "written", "won", "lost", "disputed", "refused"])
    }

    @Test func `one's own earlier work is never unseen`() {
        let decision = Fields.unit(.human).decide(
            current: UnitValue(["f": "low"], stamp: Stamp(seq: 7, at: 1, origin: 3)),
            incoming: UnitValue(["f": "high"], stamp: Stamp(seq: 8, at: 1, origin: 3)),
            seen: 0
        )
        #expect(decision == .written)
    }

    @Test func `what the hub wrote is unseen until it was served`() {
        let held = Stamp(seq: 7, at: 1, origin: Stamp.hubOrigin)
        let incoming = Stamp(seq: 8, at: 1, origin: 3)
        #expect(UnitSpec.isUnseen(held, by: incoming, seen: 6))
        #expect(!UnitSpec.isUnseen(held, by: incoming, seen: 7))
    }

    @Test func `an incoming value without an origin is refused`() {
        let decision = Fields.unit(.latest).decide(
            current: UnitValue(),
            incoming: UnitValue(["f": "low"]),
            seen: 0
        )
        #expect(decision == .refused(code: "field.type"))
    }

    @Test(arguments: [
        ("low", false, true), ("middle", false, true), ("high", false, false),
        ("low", true, true), ("middle", true, false),
    ])
    func `a row that says nothing of its state is in the implied one, a new row in none`(
        next: String,
        isNew: Bool,
        isWritten: Bool
    ) {
        let lifecycle = Lifecycle(
            initial: Fields.lifecycle.initial,
            implied: "low",
            states: Fields.lifecycle.states,
            transitions: Fields.lifecycle.transitions
        )
        let field = Fields.field(.lifecycle("l"))
        let unit = UnitSpec(of: field, members: [field], lifecycle: lifecycle)
        let decision = unit.decide(
            current: UnitValue(),
            incoming: UnitValue(["f": .string(next)], stamp: Stamp(seq: 9, at: 1, origin: 3)),
            seen: 8,
            isNew: isNew
        )
        #expect(decision == (isWritten ? .written : .refused(code: "state.transition")))
    }

    @Test func `true is more careful than false, and anything than nothing`() {
        let field = FieldSpec(name: "f", type: .bool, policy: .restrictive)
        let flag = UnitSpec(of: field, members: [field])
        func decide(_ held: JSONValue, _ incoming: JSONValue) -> UnitDecision {
            flag.decide(
                current: UnitValue(["f": held], stamp: Stamp(seq: 1, at: 0, origin: 1)),
                incoming: UnitValue(["f": incoming], stamp: Stamp(seq: 2, at: 0, origin: 2)),
                seen: 0
            )
        }
        #expect(decide(false, true) == .won(over: 1))
        #expect(decide(true, false) == .lost(to: 1))
        #expect(decide(.null, false) == .won(over: 1))
        #expect(decide(true, .null) == .lost(to: 1))
    }

    @Test func `a code of a newer version is more careful than all that are known`() {
        let unit = Fields.unit(.restrictive)
        func value(_ code: JSONValue, _ seq: Int64) -> UnitValue {
            UnitValue(["f": code], stamp: Stamp(seq: seq, at: 0, origin: seq))
        }
        let decision = unit.decide(
            current: value("high", 1),
            incoming: value("utmost", 2),
            seen: 0
        )
        #expect(decision == .won(over: 1))
    }

    @Test func `a group is as careful as its first field, where none has its name`() {
        let fields = ["a", "b"].map { Fields.field(.restrictive, $0, group: "g") }
        let unit = UnitSpec(of: fields[1], members: fields)
        func value(_ first: JSONValue, _ second: JSONValue, _ seq: Int64) -> UnitValue {
            UnitValue(["a": first, "b": second], stamp: Stamp(seq: seq, at: 0, origin: seq))
        }
        #expect(unit.name == "g" && unit.policy == .restrictive)
        let held = value("low", "high", 1)
        #expect(
            unit.decide(current: held, incoming: value("high", "low", 2), seen: 0) == .won(over: 1)
        )
    }

    @Test func `emptying what was never written is written, so that its time is known`() {
        let decision = Fields.unit(.latest).decide(
            current: UnitValue(),
            incoming: UnitValue(["f": .null], stamp: Stamp(seq: 1, at: 0, origin: 1)),
            seen: 0
        )
        #expect(decision == .written)
    }
}
