import SyncCore
import Testing

/// What a merge leaves in the history, and by which rule.
@Suite struct `the history of a merged row` {
    @Test func `a set's history says what counted, what was kept and what is nobody's own`() throws
    {
        var hub = OneRowHub(FieldSpec(name: "tags", type: .list(maximum: 9), policy: .set))
        hub.take(add: ["tags": ["a", "b"]], from: 1)
        let removal = hub.take(remove: ["tags": ["a"]], from: 1)
        #expect(removal.log.first?.value == ["add": [], "remove": ["a"]])
        #expect(removal.log.first?.decision == "written" && removal.log.first?.rule == "set.seen")

        let kept = hub.take(remove: ["tags": ["b"]], from: 2)
        #expect(kept.codes == ["field.unseen_kept"] && hub.row?.sets["tags"]?["b"] != nil)
        let log = try #require(kept.log.first)
        #expect(log.decision == "lost" && log.rule == "set.unseen_kept")
        #expect(log.value == ["add": [], "remove": [], "kept": ["b"]])

        let shared = hub.take(add: ["tags": ["b"]], from: 2)
        #expect(shared.log.first?.value == ["add": ["b"], "remove": [], "shared": ["b"]])
    }

    @Test
    func `a set whose last element goes is empty, and taking away what is gone leaves no trace`() {
        var hub = OneRowHub(FieldSpec(name: "tags", type: .list(maximum: 9), policy: .set))
        hub.take(add: ["tags": ["a"]], from: 1)
        hub.take(remove: ["tags": ["a"]], from: 1)
        #expect(hub.row?.sets.isEmpty == true)
        let again = hub.take(remove: ["tags": ["a"]], from: 1)
        #expect(again.changed.isEmpty && again.log.isEmpty && again.findings.isEmpty)
    }

    @Test func `a set of another kind of field has its own limit`() {
        var hub = OneRowHub(FieldSpec(name: "tags", type: .json(maximum: 1 << 20), policy: .set))
        let many = (0...Operation.Limit.elements).map { "e\($0)" }
        #expect(hub.take(add: ["tags": many.dropLast()], from: 1).findings.isEmpty)
        #expect(hub.take(add: ["tags": [many.last ?? ""]], from: 1).codes == ["field.type"])
    }

    @Test func `a removal that has not seen two edits names the latest, be it of a set`() {
        var hub = OneRowHub(
            Fields.field(.latest),
            FieldSpec(name: "tags", type: .list(maximum: 9), policy: .set)
        )
        hub.take(["f": "low"], from: 1)
        hub.take(add: ["tags": ["a"]], from: 1)
        let result = hub.take(mark: .removed, from: 2)
        #expect(result.codes == ["row.brought_back"] && result.findings.first?.winner == 2)
    }

    @Test func `each policy that decided is named`() {
        var erase = OneRowHub(Fields.field(.erase))
        #expect(erase.take(["f": "low"], from: 1).log.map(\.rule) == ["erase"])
        var steps = OneRowHub(Fields.field(.lifecycle("l")))
        steps.take(["f": "low"], from: 1)
        steps.take(["f": "middle"], from: 1)
        #expect(
            steps.take(["f": "none"], from: 2, seen: 1).log.map(\.rule) == ["lifecycle.no_step"]
        )
        #expect(steps.last?.disputes.map(\.kind) == ["lifecycle"])
    }

    @Test func `the hub writing what stands writes nothing`() {
        var hub = OneRowHub(Fields.field(.hub))
        hub.take(["f": "low"], from: Stamp.hubOrigin)
        let again = hub.take(["f": "low"], from: Stamp.hubOrigin)
        #expect(again.changed.isEmpty && again.log.isEmpty)
    }

    @Test func `a fact is not completed later, save with nothing`() {
        var hub = OneRowHub(
            FieldSpec(name: "bags", type: .integer(0...9), policy: .fact),
            FieldSpec(name: "kilos", type: .integer(0...9), policy: .fact)
        )
        hub.take(["bags": 2], from: 1)
        #expect(hub.take(["kilos": 3], from: 1).codes == ["fact.immutable"])
        #expect(hub.take(["kilos": nil], from: 1).findings.isEmpty)
        #expect(hub.row?["kilos"] == nil)
    }

    @Test func `policies are called as in the catalogue`() {
        let all: [Policy] = [
            .latest, .lifecycle("l"), .set, .fact, .restrictive, .cautious, .human, .hub, .erase,
        ]
        let words = [
            "latest", "lifecycle", "set", "fact", "restrictive", "cautious", "human", "hub",
            "erase",
        ]
        #expect(all.map(\.word) == words)
    }
}
