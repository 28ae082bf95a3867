import Stories
import SyncCore
import Testing

@Suite struct `reading a story` {
    private static let plain: JSONObject = [
        "format": 1, "title": "A test", "why": "To be read.",
        "devices": [["name": "anne", "role": "coordinator"]],
        "steps": [["sync": "anne"]],
    ]

    private func code(_ change: JSONObject) -> String? {
        var json = Self.plain
        for (name, value) in change { json[name] = value.isNull ? nil : value }
        do {
            _ = try StoryFile.read(JSONValue.object(json).bytes())
            return nil
        } catch {
            return (error as? StoryError)?.code
        }
    }

    @Test func `a plain story is read`() { #expect(code([:]) == nil) }

    @Test(
        arguments: [
            ["titel": "misspelt"],
            ["title": nil],
            ["devices": [["name": "anne"]]],
            ["devices": [["name": "hub", "role": "coordinator"]]],
            ["devices": [["name": "a", "role": "pass"], ["name": "a", "role": "pass"]]],
            ["steps": [["sync": "bo"]]],
            ["steps": [["sync": "anne", "expect": ["aplied": 1]]]],
            [
                "steps": [
                    ["device": "anne", "do": "edit", "row": "nobody-knows", "set": ["name": "x"]]
                ]
            ],
            ["steps": [["device": "anne", "do": "paint", "row": "centre"]]],
            ["steps": [["sync": "anne", "at": "2m"], ["sync": "anne", "at": "1m"]]],
            ["steps": [["sync": "anne", "at": "soon"]]],
            ["steps": [["lose": "heart", "device": "anne"]]],
            ["always": [["say": "no bound", "count": ["entity": "task"]]]],
            ["always": [["say": "none", "count": ["entity": "task"], "atLeast": 2, "atMost": 1]]],
            ["holds": ["everything"]],
            ["converged": ["task": [["seenBy": ["anne"], "title": "x"]]]],
        ] as [JSONObject]
    )
    func `what the format does not have is refused`(_ change: JSONObject) {
        #expect(code(change) == "story.malformed")
    }

    @Test func `another version and other bytes are told apart`() {
        #expect(code(["format": 2]) == "story.version")
        #expect(throws: StoryError.self) { try StoryFile.read(Array("not json".utf8)) }
    }
}
