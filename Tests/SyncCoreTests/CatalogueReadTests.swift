import SyncCore
import Testing

@Suite struct `reading a catalogue` {
    private static let field: JSONValue = ["name": "f", "type": "text", "policy": "latest"]

    private func catalogue(
        fields: [JSONValue] = [Self.field],
        scopes: JSONValue = ["centre": "id", "audiences": ["field"]]
    ) -> JSONValue {
        [
            "schemaVersion": 3,
            "entities": [
                [
                    "name": "thing", "number": 4, "scopes": scopes, "fields": .array(fields),
                    "write": ["coordinator": ["create", "update"]],
                ]
            ],
            "lifecycles": [
                "l": [
                    "initial": ["a"], "states": ["a", "b"],
                    "transitions": [
                        ["from": "a", "to": "b"], ["from": "b", "to": "a", "reopens": true],
                    ],
                ]
            ],
        ]
    }

    @Test func `what a lifecycle implies is one of its first states`() throws {
        func lifecycle(_ implied: JSONValue) -> JSONValue {
            var json = catalogue().object ?? [:]
            json["lifecycles"] = [
                "l": [
                    "initial": ["a"], "implied": implied, "states": ["a", "b"], "transitions": [],
                ]
            ]
            return .object(json)
        }
        #expect(try Catalogue(lifecycle("a").bytes()).lifecycles["l"]?.implied == "a")
        #expect(try Catalogue(catalogue().bytes()).lifecycles["l"]?.implied == nil)
        #expect(code(lifecycle("b")) == "catalogue.malformed")
        #expect(code(lifecycle(3)) == "catalogue.malformed")
    }

    private func code(_ json: JSONValue) -> String? {
        do {
            _ = try Catalogue(json.bytes())
            return nil
        } catch { return (error as? WireError)?.code }
    }

    private func field(_ members: JSONObject) -> JSONValue {
        .object((Self.field.object ?? [:]).merging(members) { $1 })
    }

    @Test func `what it says is there`() throws {
        let read = try Catalogue(
            catalogue(fields: [
                field(["group": "g", "required": true, "same": "phone"]),
                field(["name": "s", "policy": "lifecycle", "lifecycle": "l"]),
            ]).bytes()
        )
        let spec = try #require(read["thing"])
        #expect(read.schemaVersion == 3 && read.entity(number: 4)?.name == "thing")
        #expect(spec.members(of: "g").map(\.name) == ["f"] && spec.members(of: "f").count == 1)
        #expect(spec.fields["f"]?.normaliser == .phone && spec.fields["f"]?.isRequired == true)
        #expect(read.lifecycles["l"]?.transition(from: "a", to: "b")?.reopens == false)
        #expect(read.lifecycles["l"]?.transition(from: "b", to: "a")?.reopens == true)
        #expect(read.lifecycles["l"]?.transition(from: "b", to: "b") == nil)
        #expect(spec.write[Role(rawValue: "coordinator")] == [.create, .update])
    }

    @Test func `what it says wrongly is named`() {
        #expect(code(catalogue()) == nil)
        #expect(code(["schemaVersion": 1]) == "catalogue.malformed")
        #expect(code(catalogue(fields: [["name": "f"]])) == "catalogue.malformed")
        #expect(code(catalogue(fields: [field(["type": "colour"])])) == "catalogue.malformed")
        #expect(code(catalogue(fields: [field(["policy": "best"])])) == "catalogue.malformed")
        #expect(code(catalogue(fields: [field(["policy": "lifecycle"])])) == "catalogue.malformed")
        #expect(code(catalogue(fields: [field(["same": "roughly"])])) == "catalogue.malformed")
        #expect(code(catalogue(fields: [field(["type": "reference"])])) == "catalogue.malformed")
        let range = field(["type": "integer", "min": 5, "max": 4])
        #expect(code(catalogue(fields: [range])) == "catalogue.malformed")
        #expect(code(catalogue(scopes: ["audiences": []])) == "catalogue.malformed")
    }
}
