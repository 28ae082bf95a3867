import Stories
import SyncCore
import Testing

/// The runner has to fail stories that do not hold, and say where.
@Suite struct `the runner` {
    private static func story(
        steps: String,
        more: String = ""
    ) throws -> Story {
        let text = """
            {"format": 1, "title": "A test", "why": "To see it fail.",
             "devices": [{"name": "anne", "role": "coordinator"},
                         {"name": "bo", "role": "coordinator"}],
             "setup": [{"entity": "cleanupZone", "row": "zone",
                        "set": {"centreId": "@centre", "name": "Vika"}}],
             "steps": [\(steps)]\(more)}
            """
        return try StoryFile.read(Array(text.utf8))
    }

    private static let rename = """
        {"device": "anne", "at": "1m", "do": "edit", "row": "zone", "set": {"name": "Vest"}},
        {"device": "bo", "at": "2m", "do": "edit", "row": "zone", "set": {"name": "Øst"}},
        {"sync": "anne"}, {"sync": "bo"}
        """

    @Test func `a wrong outcome names step, expectation and what came`() throws {
        let story = try Self.story(
            steps: """
                {"device": "anne", "do": "edit", "row": "zone", "set": {"name": "Vest"}},
                {"sync": "anne", "expect": {"held": 1}}
                """
        )
        let report = StoryRunner.run(story)
        #expect(!report.isHeld)
        #expect(
            report.runs.first?.failures == [
                "step 2 (sync anne): expected 0 applied, got applied",
                "step 2 (sync anne): expected 1 held, got applied",
            ]
        )
        #expect(report.failureText.hasPrefix("A test, as listed:\n    step 2"))
    }

    @Test func `a wrong row at the end is said with both values`() throws {
        let story = try Self.story(
            steps: Self.rename,
            more: #", "converged": {"cleanupZone": [{"row": "zone", "name": "Vest"}]}"#
        )
        let failures = StoryRunner.run(story).runs.flatMap(\.failures)
        #expect(failures.contains(#"the hub's zone has name "Øst", not "Vest""#))
        #expect(failures.contains(#"bo's zone has name "Øst", not "Vest""#))
    }

    @Test func `what holds only in the listed order fails under another`() throws {
        let story = try Self.story(
            steps: """
                {"device": "anne", "at": "1m", "do": "edit", "row": "zone",
                 "set": {"name": "Vest"}},
                {"device": "bo", "at": "1m", "do": "edit", "row": "zone", "set": {"name": "Øst"}},
                {"sync": "anne"}, {"sync": "bo"}
                """,
            more: """
                , "convergedAnyOrder": {"cleanupZone": [{"row": "zone", "name": "Øst"}]},
                "holds": ["any-delivery-order"]
                """
        )
        let runs = StoryRunner.run(story).runs
        #expect(runs.map(\.variant) == ["as listed", "delivery order bo, anne"])
        #expect(runs.map(\.failures.isEmpty) == [true, false])
    }

    @Test func `a condition that breaks only in between is seen`() throws {
        let story = try Self.story(
            steps: """
                {"device": "anne", "do": "new", "entity": "cleanupZone", "row": "other",
                 "set": {"centreId": "@centre", "name": "Odden"}},
                {"sync": "anne"}, {"device": "anne", "do": "remove", "row": "other"},
                {"sync": "anne"}
                """,
            more: """
                , "always": [{"say": "one zone at most", "count": {"entity": "cleanupZone"},
                              "atMost": 1, "throughout": true}]
                """
        )
        let failures = StoryRunner.run(story).runs.flatMap(\.failures)
        #expect(failures.first == #"step 2 (sync anne): not so: "one zone at most" (it is 2)"#)
    }

    @Test func `an unexpected error of a step is a failure`() throws {
        let story = try Self.story(
            steps: """
                {"device": "anne", "do": "edit", "row": "zone", "set": {"colour": "red"}}
                """
        )
        let failures = StoryRunner.run(story).runs.flatMap(\.failures)
        #expect(failures.first?.contains("op.refused") == true)
    }

    @Test func `a refusal that the story does not speak of is a failure, at the desk as well`()
        throws
    {
        let refused = """
            {"office": {"do": "edit", "row": "zone", "set": {"name": null}}}
            """
        let failures = StoryRunner.run(try Self.story(steps: refused)).runs.flatMap(\.failures)
        #expect(failures.count == 1)
        #expect(failures.first?.contains("expected nothing to be refused, got refused") == true)
        let known = refused.dropLast() + #", "expect": {"refused": 1}}"#
        #expect(StoryRunner.run(try Self.story(steps: String(known))).isHeld)
    }

    @Test func `every hold adds its runs, and five devices bring the most orders there may be`()
        throws
    {
        let names = (1...5).map { "d\($0)" }
        let devices = names.map { #"{"name": "\#($0)", "role": "coordinator"}"# }
        let syncs = names.map { #""\#($0)""# }.joined(separator: ", ")
        let text = """
            {"format": 1, "title": "Five", "why": "Many orders.",
             "devices": [\(devices.joined(separator: ", "))], "steps": [{"sync": [\(syncs)]}],
             "holds": ["any-delivery-order", "duplicate-delivery", "crash-between-steps",
                       "converges"]}
            """
        let report = StoryRunner.run(try StoryFile.read(Array(text.utf8)))
        #expect(report.isHeld, "\(report.failureText)")
        #expect(report.runs.count == 4 + 24)
    }

    @Test func `the same seed gives the same runs`() throws {
        let story = try Self.story(steps: Self.rename)
        let runs = (0..<2).map { _ in StoryRunner.run(story, seed: 7).failureText }
        #expect(runs[0] == runs[1])
    }
}
