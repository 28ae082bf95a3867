import Glibc
import Stories
import SyncCore
import Testing

/// Another client plays the devices of stories, in a process of its own.
@Suite struct `another client` {
    private static let second =
        #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" }
        + "/SecondClient/client.py"

    private static let story = """
        {"format": 1, "title": "A test", "why": "To see it played.",
         "devices": [{"name": "anne", "role": "coordinator"},
                     {"name": "bo", "role": "coordinator"}],
         "setup": [{"entity": "cleanupZone", "row": "zone",
                    "set": {"centreId": "@centre", "name": "Vika"}}],
         "steps": [
            {"device": "anne", "at": "1m", "do": "edit", "row": "zone", "set": {"name": "Vest"}},
            {"device": "bo", "at": "2m", "do": "edit", "row": "zone", "set": {"name": "Øst"}},
            {"shows": "bo", "row": "zone", "fields": {"name": "Øst"}},
            {"sync": "anne"}, {"crash": "bo"},
            {"sync": "bo", "expect": {"merged": 1, "findings": ["field.won:name"]}}],
         "converged": {"cleanupZone": [{"row": "zone", "name": "Øst"}]},
         "holds": ["duplicate-delivery", "crash-between-steps", "converges"]}
        """

    private func report(_ command: String, seed: UInt64 = 1) throws -> StoryReport {
        let story = try StoryFile.read(Array(Self.story.utf8))
        return StoryRunner.run(
            story,
            seed: seed,
            outside: try ClientProcess(command: command)
        )
    }

    @Test func `the second client plays a story in all its ways`() throws {
        let report = try report("python3 '\(Self.second)' --drive")
        #expect(report.isHeld, "\(report.failureText)")
        #expect(report.notPlayed == nil)
        #expect(report.runs.count == 4)
    }

    @Test func `a client that shows something else fails the story`() throws {
        // The same client, but with every name it shows misspelt.
        let lie =
            "python3 '\(Self.second)' --drive | sed -u 's/\"row\":{\\(.*\\)Øst/\"row\":{\\1Ost/'"
        let report = try report("sh -c \"\(lie.replacing("\"", with: "\\\""))\"")
        #expect(report.failureText.contains("Ost"), "\(report.failureText)")
    }

    @Test func `what a client cannot play is named and is no failure`() throws {
        let cannot = #"{"error": "client.cannot", "message": "no stories today"}"#
        let report = try report("sh -c 'while read -r line; do echo '\\''\(cannot)'\\''; done'")
        #expect(report.notPlayed == "no stories today")
        #expect(report.failureText == "")
    }

    @Test func `a client that ends, or talks nonsense, fails the story`() throws {
        for command in ["true", "echo nonsense", "sh -c 'read -r line; echo {}; read -r line'"] {
            let report = try report(command)
            #expect(!report.isHeld, "\(command)")
            #expect(report.notPlayed == nil)
        }
    }
}
