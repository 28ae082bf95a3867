import Stories
import SyncCore

/// `dugnad fixtures run`: sync stories from any folder.
enum FixturesRun: Command {
    static let spec = CommandSpec(
        "fixtures run",
        "Runs sync stories from files or folders and says which hold.",
        arguments: [ArgumentSpec("PATH", "a story, or a folder of them", isRepeated: true)],
        options: [.value("--seed", "S", "a number to draw orders by; else 1"), .json],
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
        let results = try paths.map { path in
            context.console.progress(path)
            return try Result(path, seed: seed)
        }
        context.console.endProgress()
        let held = results.count(where: \.isHeld)
        context.show(
            [
                "stories": .array(results.map(\.json)), "held": .integer(Int64(held)),
                "failed": .integer(Int64(results.count - held)),
            ]
        ) {
            let lines = results.map(\.text)
            return (lines + ["\(held) of \(results.count) stories hold."]).joined(separator: "\n")
        }
        return held == results.count ? .ok : .refused
    }

    /// What one file came to.
    private struct Result {
        let path: String
        let title: String
        let runs: Int
        let failures: String

        init(_ path: String, seed: UInt64) throws {
            self.path = path
            let bytes = try InputFile(path, limit: 4 << 20).bytes
            do {
                let report = StoryRunner.run(try StoryFile.read(bytes), seed: seed)
                title = report.title
                runs = report.runs.count
                failures = report.failureText
            } catch {
                title = ""
                runs = 0
                failures = "no story: \(error)"
            }
        }

        var isHeld: Bool { failures.isEmpty }

        var text: String {
            isHeld ? "holds  \(path) (\(runs) runs)" : "FAILS  \(path)\n\(failures)"
        }

        var json: JSONValue {
            [
                "file": .string(path), "title": .string(title), "runs": .integer(Int64(runs)),
                "holds": .bool(isHeld), "failures": .string(failures),
            ]
        }
    }
}
