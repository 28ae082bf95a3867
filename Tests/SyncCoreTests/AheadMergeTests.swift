import SyncCore
import Testing

/// Edits written in another version of the schema than the hub's.
@Suite struct `merging an edit of another schema version` {
    private static let states: FieldType = .code(["none", "low", "middle", "high", "end"])

    private func hub() -> OneRowHub {
        OneRowHub(
            FieldSpec(name: "state", type: Self.states, policy: .lifecycle("l")),
            FieldSpec(name: "tags", type: .list(maximum: 9), policy: .set),
            FieldSpec(name: "kind", type: .code(["a"]), policy: .latest, group: "g"),
            FieldSpec(name: "why", type: .text(maximum: 9), policy: .latest, group: "g"),
            FieldSpec(name: "how", type: .text(maximum: 9), policy: .latest, group: "g", since: 2),
            FieldSpec(name: "late", type: .text(maximum: 9), policy: .latest, since: 2),
            FieldSpec(name: "marks", type: .list(maximum: 9), policy: .set, since: 2)
        )
    }

    @Test func `elements of a set that is not known here wait`() {
        var hub = hub()
        let result = hub.take(add: ["colours": ["red"]], from: 1, isAhead: true)
        #expect(result.codes == ["schema.ahead"] && !result.isRefused)
        #expect(result.setAside?.add == ["colours": ["red"]])
        let removal = hub.take(remove: ["colours": ["red"]], from: 1, isAhead: true)
        #expect(removal.setAside?.remove == ["colours": ["red"]])
        #expect(hub.row?.sets.isEmpty == true)
    }

    @Test func `several names that are not known here wait together`() {
        var hub = hub()
        let result = hub.take(["a": 1, "b": 2], add: ["c": ["x"]], from: 1, isAhead: true)
        #expect(result.codes == ["schema.ahead", "schema.ahead", "schema.ahead"])
        #expect(result.setAside?.set == ["a": 1, "b": 2] && result.setAside?.add == ["c": ["x"]])
    }

    @Test
    func `a step that the table does not have yet waits, and is refused from our own version`() {
        var hub = hub()
        hub.take(["state": "low"], from: 1)
        #expect(hub.take(["state": "high"], from: 1).codes == ["state.transition"])
        let result = hub.take(["state": "high"], from: 1, isAhead: true)
        #expect(result.codes == ["schema.ahead"] && !result.isRefused)
        #expect(result.setAside?.set == ["state": "high"])
        #expect(hub.row?["state"] == "low")
    }

    @Test func `a group waits whole for one member's value`() {
        var hub = hub()
        hub.take(["kind": "a", "why": "x", "how": "y"], from: 1)
        let result = hub.take(
            ["kind": "new", "why": "z", "how": "w"],
            from: 1,
            isAhead: true
        )
        #expect(result.codes == ["schema.ahead"])
        #expect(result.setAside?.set == ["kind": "new", "why": "z", "how": "w"])
        #expect(hub.row?["why"] == "x")
    }

    @Test func `a row that lacks what it needs until the upgrade waits whole`() {
        var hub = OneRowHub(
            FieldSpec(name: "kind", type: .code(["a"]), policy: .latest, isRequired: true),
            FieldSpec(name: "why", type: .text(maximum: 9), policy: .latest)
        )
        let result = hub.take(["kind": "new", "why": "z"], from: 1, isAhead: true)
        #expect(result.isWhollySetAside && !result.isRefused)
        #expect(result.codes == ["schema.ahead", "schema.ahead"])
        #expect(result.setAside?.set == ["kind": "new", "why": "z"])
        #expect(hub.row == nil)
    }

    @Test func `what came after the author's version is none to her, and stays in her group`() {
        var hub = hub()
        #expect(hub.take(["late": "x"], from: 1, schema: 1).codes == ["field.unknown"])
        #expect(hub.take(add: ["marks": ["x"]], from: 1, schema: 1).codes == ["field.unknown"])
        hub.take(["kind": "a", "why": "x", "how": "y"], from: 1)
        let result = hub.take(["kind": "a", "why": "z"], from: 1, schema: 1)
        #expect(result.findings.isEmpty && hub.row?["why"] == "z" && hub.row?["how"] == "y")
    }

    @Test func `the hub's own rules know every name`() {
        var hub = hub()
        let result = hub.take(
            ["late": "x"],
            add: ["marks": ["m"]],
            from: Stamp.hubOrigin,
            schema: 1
        )
        #expect(result.findings.isEmpty)
        #expect(hub.row?["late"] == "x" && hub.row?.sets["marks"]?["m"] != nil)
    }
}
