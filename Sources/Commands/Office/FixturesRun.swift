import Stories
import SyncCore

/// `dugnad fixtures run`: sync stories from any folder.
enum FixturesRun: Command {
    static let spec = CommandSpec(
        "fixtures run",
        "Runs sync stories from files or folders and says which hold.",
        arguments: [ArgumentSpec("PATH", "a story, or a folder of them", isRepeated: true)],
        options: [
            .value("--seed", "S", "a number to draw orders by; else 1"),
            .value("--client", "COMMAND", "another client that plays the devices"), .json,
        ],
        exits: [
            .refused: "a story does not hold, or is none",
            .unreadable: "there is no such file, or no story in the folder",
        ],
        example: "dugnad fixtures run sync-fixtures"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let seed = UInt64(try context.arguments.integer("--seed") ?? 1)
        let paths = try context.arguments.list("PATH").flatMap(StoryPaths.files)
        guard !paths.isEmpty else {
            throw Failure("fixtures.none", "There is no story there.", exit: .unreadable)
        }
        let client = try context.arguments.option("--client").map { try ClientProcess(command: $0) }
        let results = try paths.map { path in
            context.console.progress(path)
            return try Result(path, seed: seed, client)
        }
        context.console.endProgress()
        let held = results.count(where: \.isHeld)
        let notPlayed = results.count { $0.notPlayed != nil }
        context.show(
            [
                "stories": .array(results.map(\.json)), "held": .integer(Int64(held)),
                "failed": .integer(Int64(results.count - held - notPlayed)),
                "notPlayed": .integer(Int64(notPlayed)),
            ]
        ) {
            let lines = results.map(\.text)
            let rest = notPlayed > 0 ? " \(notPlayed) the client cannot play." : ""
            return (lines + ["\(held) of \(results.count) stories hold.\(rest)"])
                .joined(separator: "\n")
        }
        return held + notPlayed == results.count ? .ok : .refused
    }

    /// What one file came to.
    private struct Result {
        let path: String
        let title: String
        let runs: Int
        let failures: String
        /// Why the client cannot play it; nil when it did, or failed.
        let notPlayed: String?

        init(_ path: String, seed: UInt64, _ client: ClientProcess?) throws {
            self.path = path
            let bytes = try InputFile(path, limit: 4 << 20).bytes
            do {
                let story = try StoryFile.read(bytes)
                let report = StoryRunner.run(story, seed: seed, outside: client)
                title = report.title
                runs = report.runs.count
                failures = report.failureText
                notPlayed = failures.isEmpty ? report.notPlayed : nil
            } catch {
                title = ""
                runs = 0
                failures = "no story: \(error)"
                notPlayed = nil
            }
        }

        var isHeld: Bool { failures.isEmpty && notPlayed == nil }

        var text: String {
            if let notPlayed { return "cannot \(path): \(notPlayed)" }
            return isHeld ? "holds  \(path) (\(runs) runs)" : "FAILS  \(path)\n\(failures)"
        }

        var json: JSONValue {
            [
                "file": .string(path), "title": .string(title), "runs": .integer(Int64(runs)),
                "holds": .bool(isHeld), "failures": .string(failures),
                "notPlayed": notPlayed.map { .string($0) } ?? .null,
            ]
        }
    }
}
