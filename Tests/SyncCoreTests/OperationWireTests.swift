import SyncCore
import Testing

@Suite struct `an operation on the wire` {
    private static let row = RowID(high: 3, low: 4)

    private static let full = Operation(
        incarnation: RowID(high: 1, low: 2),
        number: 7,
        schema: 1,
        at: -5,
        base: Cursor(timeline: RowID(high: 5, low: 6), seq: 9, epoch: 1, seal: "ab"),
        clockStepped: true,
        edits: [
            Edit(
                "task",
                row,
                set: ["title": "Rydding", "capacity": nil],
                add: ["requires": ["boots"]],
                remove: ["requires": ["boat", "vest"]],
                mark: .restored,
                about: [RowID(high: 8, low: 8)]
            ),
            Edit("zone", RowID(high: 3, low: 5), mark: .removed),
        ]
    )

    private func code(_ json: JSONValue, knownSchema: Int = 1) -> String? {
        code(json.bytes(), knownSchema: knownSchema)
    }

    private func code(_ bytes: [UInt8], knownSchema: Int = 1) -> String? {
        do {
            _ = try Operation(bytes, knownSchema: knownSchema)
            return nil
        } catch { return error.code }
    }

    /// The full operation's JSON with one member changed; null takes it away.
    private func changed(_ name: String, _ value: JSONValue) -> JSONValue {
        var members = Self.full.json.object ?? [:]
        members[name] = value.isNull ? nil : value
        return .object(members)
    }

    private func changedEdit(_ name: String, _ value: JSONValue) -> JSONValue {
        var edit = Self.full.edits[0].json.object ?? [:]
        edit[name] = value.isNull ? nil : value
        return changed("edits", [.object(edit)])
    }

    @Test func `everything comes back as it was`() throws {
        let bytes = Self.full.json.bytes()
        #expect(try Operation(bytes, knownSchema: 1) == Self.full)
        #expect(try Operation(bytes, knownSchema: 1).json.bytes() == bytes)
    }

    @Test(arguments: ["incarnation", "n", "schema", "at", "edits"])
    func `a missing part is refused`(_ name: String) {
        #expect(code(changed(name, nil)) == "op.malformed")
    }

    @Test func `an unknown name is refused, unless it comes from a newer schema`() {
        #expect(code(changed("colour", "red")) == "op.unknown_key")
        #expect(code(changedEdit("colour", "red")) == "op.unknown_key")
        var newer = changed("colour", "red").object ?? [:]
        newer["schema"] = 2
        #expect(code(.object(newer)) == nil)
    }

    @Test func `numbers count from 1, and wholly`() {
        #expect(code(changed("n", 0)) == "op.malformed")
        #expect(code(changed("n", -1)) == "op.malformed")
        #expect(code(changed("n", .double(1.5))) == "op.malformed")
        #expect(code(changed("at", "now")) == "op.malformed")
    }

    @Test func `edits have their form`() {
        #expect(code(changedEdit("entity", nil)) == "op.malformed")
        #expect(code(changedEdit("id", "no")) == "op.malformed")
        #expect(code(changedEdit("about", ["no"])) == "op.malformed")
        #expect(code(changedEdit("add", ["requires": [1]])) == "op.malformed")
        #expect(code(changed("edits", ["no"])) == "op.malformed")
        #expect(code("no") == "op.malformed")
        let twice = [Self.full.edits[0].json, Self.full.edits[0].json]
        #expect(code(changed("edits", .array(twice))) == "op.malformed")
    }

    @Test func `a base that no hub made is refused`() {
        #expect(code(changed("base", "c9.whatever")) == "op.malformed")
    }

    @Test func `limits hold at their edge`() {
        func edits(_ count: Int) -> JSONValue {
            .array((0..<count).map { Edit("task", RowID(high: 9, low: UInt64($0))).json })
        }
        #expect(code(changed("edits", edits(0))) == "op.too_large")
        #expect(code(changed("edits", edits(Operation.Limit.edits))) == nil)
        #expect(code(changed("edits", edits(Operation.Limit.edits + 1))) == "op.too_large")
        func elements(_ count: Int) -> JSONValue {
            ["requires": .array((0..<count).map { .string("e\($0)") })]
        }
        #expect(code(changedEdit("add", elements(Operation.Limit.elements))) == nil)
        #expect(code(changedEdit("add", elements(Operation.Limit.elements + 1))) == "op.too_large")
        let long = JSONValue.string(String(repeating: "x", count: Operation.Limit.bytes))
        #expect(code(changedEdit("set", ["note": long])) == "json.too_large")
    }

    @Test func `what is no JSON, or JSON in two ways, is refused by its own code`() {
        let plain = Self.full.json.bytes()
        #expect(code(Array(plain.dropLast())) == "json.invalid")
        #expect(code(Array("{\"n\":1,\"n\":2}".utf8)) == "json.duplicate_key")
        #expect(code(Array("{\"at\":1e400}".utf8)) == "json.number_range")
        #expect(code(Array("{\"at\":9223372036854775808}".utf8)) == "json.number_range")
        #expect(code(Array("{\"at\":\"\\udfff\"}".utf8)) == "json.text")
        let deep = String(repeating: "[", count: 99) + String(repeating: "]", count: 99)
        #expect(code(Array(deep.utf8)) == "json.too_deep")
    }

    @Test func `an outcome comes back as it was, and another word is refused`() throws {
        let outcome = Outcome(
            number: 3,
            verdict: .merged,
            seq: 9,
            findings: [
                Finding(
                    "field.lost",
                    entity: "task",
                    row: Self.row,
                    field: "title",
                    winner: 4,
                    detail: "2026-08-01"
                ), Finding("x"),
            ]
        )
        #expect(try Outcome(outcome.json) == outcome)
        #expect(throws: WireError.self) { try Outcome(["n": 1, "seq": 2, "outcome": "perhaps"]) }
    }
}
