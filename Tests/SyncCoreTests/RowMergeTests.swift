import SyncCore
import Testing

@Suite struct `merging an edit into a row` {
    private static let period = [
        FieldSpec(name: "start", type: .instant, policy: .latest, group: "period"),
        FieldSpec(name: "end", type: .instant, policy: .latest, group: "period"),
    ]

    private func hub() -> OneRowHub {
        OneRowHub(
            FieldSpec(name: "name", type: .text(maximum: 20), policy: .latest, isRequired: true),
            FieldSpec(name: "note", type: .text(maximum: 20), policy: .latest),
            FieldSpec(name: "tags", type: .list(maximum: 9), policy: .set),
            FieldSpec(name: "seat", type: .bool, policy: .hub),
            Self.period[0],
            Self.period[1]
        )
    }

    @Test func `fields merge one by one`() {
        var hub = hub()
        hub.take(["name": "A"], from: 1)
        hub.take(["name": "B"], from: 1, at: 5, seen: 1)
        let result = hub.take(["note": "n"], from: 2, at: 9, seen: 1)
        #expect(result.findings.isEmpty)
        #expect(hub.row?.fields == ["name": "B", "note": "n"])
        #expect(result.changed == ["note"])
        #expect(result.row.stamps["note"] == Stamp(seq: 3, at: 9, origin: 2))
    }

    @Test func `a required field may be neither left out nor emptied`() {
        var hub = hub()
        #expect(hub.take(["note": "n"], from: 1).codes == ["row.required"])
        hub.take(["name": "A"], from: 1)
        #expect(hub.take(["name": nil], from: 1).codes == ["field.required"])
        #expect(hub.row?["name"] == "A")
    }

    @Test func `a group merges as one`() {
        var hub = hub()
        hub.take(["name": "A", "start": 1, "end": 2], from: 1)
        hub.take(["start": 10, "end": 20], from: 1, at: 5, seen: 1)
        let late = hub.take(["start": 3, "end": 4], from: 2, at: 4, seen: 1)
        #expect(late.codes == ["field.lost"])
        #expect(hub.row?["start"] == 10 && hub.row?["end"] == 20)
        #expect(hub.take(["start": 5], from: 2, seen: 9).codes == ["group.incomplete"])
    }

    @Test func `of one mistake there is one finding`() {
        var hub = hub()
        #expect(hub.take(["name": 7], from: 1).codes == ["field.type"])
        hub.take(["name": "A"], from: 1)
        let result = hub.take(["start": "soon", "end": 2], from: 1)
        #expect(result.findings.map(\.code) == ["field.type"])
        #expect(result.findings.first?.field == "start")
        #expect(hub.take(["start": "soon", "end": "late"], from: 1).codes.count == 2)
    }

    @Test func `a null empties a field`() {
        var hub = hub()
        hub.take(["name": "A", "note": "n"], from: 1)
        hub.take(["note": nil], from: 1)
        #expect(hub.row?.fields == ["name": "A"])
        #expect(hub.row?.stamps["note"] != nil)
    }

    @Test func `what the catalogue lacks or its types refuse is refused`() {
        var hub = hub()
        hub.take(["name": "A"], from: 1)
        #expect(hub.take(["colour": "red"], from: 1).codes == ["field.unknown"])
        #expect(hub.take(["name": 5], from: 1).codes == ["field.type"])
        #expect(hub.take(["name": .string(String(repeating: "x", count: 21))], from: 1).isRefused)
        #expect(hub.take(["tags": ["a"]], from: 1).codes == ["field.type"])
        #expect(hub.take(add: ["name": ["a"]], from: 1).codes == ["field.unknown"])
        #expect(hub.take(["seat": true], from: 1).codes == ["field.hub_only"])
        #expect(hub.row?.fields == ["name": "A"])
    }

    @Test func `from a newer schema the unknown is set aside and the rest applies`() {
        var hub = hub()
        let result = hub.take(["name": "A", "colour": "red"], from: 1, isAhead: true)
        #expect(result.codes == ["schema.ahead"] && !result.isRefused)
        #expect(hub.row?.fields == ["name": "A"])
    }

    @Test func `the hub writes its own fields and parts of groups`() {
        var hub = hub()
        hub.take(["name": "A", "start": 1, "end": 2], from: 1)
        let result = hub.take(["seat": true, "end": 5], from: Stamp.hubOrigin)
        #expect(result.findings.isEmpty)
        #expect(hub.row?["seat"] == true && hub.row?["start"] == 1 && hub.row?["end"] == 5)
    }

    @Test func `a set has its limit`() {
        var hub = hub()
        hub.take(["name": "A"], from: 1)
        let many = (0...9).map { "e\($0)" }
        #expect(hub.take(add: ["tags": Array(many.dropLast())], from: 1).findings.isEmpty)
        #expect(hub.take(add: ["tags": [many.last ?? ""]], from: 1).codes == ["field.type"])
        let long = String(repeating: "x", count: 501)
        #expect(hub.take(add: ["tags": [long]], from: 1).codes == ["field.type"])
    }

    @Test func `a removal seen by nobody else removes`() {
        var hub = hub()
        hub.take(["name": "A"], from: 1)
        #expect(hub.take(mark: .removed, from: 1).findings.isEmpty)
        #expect(hub.row?.isRemoved == true)
        #expect(hub.take(["note": "n"], from: 2, seen: 9).codes == ["row.removed"])
        hub.take(mark: .restored, from: 2, seen: 9)
        #expect(hub.row?.isRemoved == false)
    }

    @Test(arguments: [true, false])
    func `a removal and an unseen edit leave the row and ask, in both orders`(removalFirst: Bool) {
        var hub = hub()
        hub.take(["name": "A"], from: 1)
        if removalFirst { hub.take(mark: .removed, from: 1, seen: 1) }
        let edit = hub.take(["note": "n"], from: 2, seen: 1)
        let last = removalFirst ? edit : hub.take(mark: .removed, from: 1, seen: 1)
        #expect(hub.row?.isRemoved == false)
        #expect(hub.row?["note"] == "n")
        #expect(last.codes == ["row.brought_back"])
        #expect(last.disputes.map(\.unit) == [RowState.removedUnit])
    }

    @Test func `what the hub computed is no edit that a removal has to have seen`() {
        var hub = hub()
        hub.take(["name": "A"], from: 1)
        hub.take(["seat": true], from: Stamp.hubOrigin)
        #expect(hub.take(mark: .removed, from: 1, seen: 1).findings.isEmpty)
        #expect(hub.row?.isRemoved == true)
    }

    @Test func `a fact is not removed, and nothing is removed that is not there`() {
        var facts = OneRowHub(FieldSpec(name: "bags", type: .integer(0...9), policy: .fact))
        facts.take(["bags": 2], from: 1)
        #expect(facts.take(mark: .removed, from: 1).codes == ["fact.immutable"])
        var empty = hub()
        #expect(empty.take(mark: .removed, from: 1).codes == ["row.unknown"])
    }

    @Test func `a row with facts is removed where the catalogue lets somebody remove it`() {
        func entity(_ actions: Set<Action>) -> EntitySpec {
            EntitySpec(
                name: "thing",
                number: 1,
                since: 1,
                summary: "",
                fields: [FieldSpec(name: "bags", type: .integer(0...9), policy: .fact)],
                scopes: ScopeSpec(root: .everyone, audiences: []),
                write: [Role(rawValue: "coordinator"): actions],
                about: [],
                isReplaceable: false,
                isErasedWhole: false
            )
        }
        #expect(!entity([.create, .update]).isRemovable)
        #expect(entity([.create, .remove]).isRemovable)
        #expect(Fields.entity([Fields.field(.latest)]).isRemovable)
    }

    @Test func `an erased row takes nothing, and another entity's row neither`() {
        let spec = Fields.entity([Fields.field(.latest)])
        func codes(_ row: RowState) -> [String] {
            RowMerge(
                spec: spec,
                lifecycles: [:],
                current: row,
                edit: Edit("thing", row.id, set: ["f": "low"]),
                stamp: Stamp(seq: 2, at: 0, origin: 1),
                seen: 1
            ).result().codes
        }
        var erased = RowState(entity: "thing", id: OneRowHub.id)
        erased.isErased = true
        #expect(codes(erased) == ["person.erased"])
        #expect(codes(RowState(entity: "other", id: OneRowHub.id)) == ["row.entity_mismatch"])
    }

    @Test func `a dispute carries both sides, and which is in force`() throws {
        var hub = OneRowHub(Fields.field(.cautious))
        hub.take(["f": "low"], from: 1, at: 1)
        let result = hub.take(["f": "high"], from: 2, at: 2)
        let dispute = try #require(result.disputes.first)
        #expect(dispute.held.values == ["f": "low"] && dispute.incoming.values == ["f": "high"])
        #expect(dispute.isIncomingInForce && dispute.kind == "cautious")
        #expect(result.codes == ["field.review"])
        #expect(result.findings.first?.winner == 1)
    }

    @Test func `once two have spoken unseen of each other neither takes it back alone`() {
        var hub = OneRowHub(Fields.field(.restrictive))
        hub.take(["f": "high"], from: 1)
        #expect(hub.take(["f": "high"], from: 2).findings.isEmpty)
        #expect(hub.take(["f": "none"], from: 1).codes == ["field.lost"])
        #expect(hub.take(["f": "none"], from: 2).codes == ["field.lost"])
        #expect(hub.take(["f": "none"], from: 1, seen: hub.seq).findings.isEmpty)
        #expect(hub.row?["f"] == "none")
    }

    @Test func `the history keeps what lost`() throws {
        var hub = OneRowHub(Fields.field(.latest))
        hub.take(["f": "low"], from: 1, at: 5)
        let log = try #require(hub.take(["f": "high"], from: 2, at: 1).log.first)
        #expect(log.decision == "lost" && log.winner == 1 && log.value == ["f": "high"])
    }

    @Test func `an equal edit of what one has seen, or of an earlier time, leaves no trace`() {
        var hub = hub()
        hub.take(["name": "A"], from: 1, at: 5)
        let before = hub.row
        let seen = hub.take(["name": "A"], from: 2, at: 9, seen: hub.seq)
        #expect(seen.changed.isEmpty && seen.log.isEmpty && hub.row == before)
        let earlier = hub.take(["name": "A"], from: 3, at: 4)
        #expect(earlier.changed.isEmpty && earlier.log.isEmpty && hub.row == before)
    }

    @Test func `an equal edit of a later time moves the clock, so that every order ends alike`() {
        let edits: [(value: JSONValue, origin: Int64, at: Int64)] = [
            ("A", 1, 1), ("A", 2, 3), ("B", 3, 2),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            var hub = hub()
            for place in order {
                let edit = edits[place]
                hub.take(["name": edit.value], from: edit.origin, at: edit.at)
            }
            #expect(hub.row?["name"] == "A", "\(order)")
        }
        var hub = hub()
        hub.take(["name": "A"], from: 1, at: 1)
        let equal = hub.take(["name": "A"], from: 2, at: 3)
        #expect(equal.findings.isEmpty && hub.row?["name"] == "A")
        #expect(equal.log.map(\.decision) == ["same"] && equal.log.map(\.rule) == ["latest.equal"])
    }
}
