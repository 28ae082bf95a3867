import SampleData
import SyncCore

/// `dugnad sample roster`: a made-up roster.
enum SampleRoster: Command {
    static let spec = CommandSpec(
        "sample roster",
        "Writes a made-up Norwegian roster, the same for the same seed.",
        details: """
            Semicolons, Windows-1252 and CRLF, with duplicates and a few bad rows, as offices have them. Nobody
            in it exists. --dirty makes it as bad as ten years and five clerks can, --clean leaves out all that
            is wrong; --truth says of either which row is whom, for 'sample score'.
            """,
        arguments: [ArgumentSpec("OUT", "the file to write; it must not exist")],
        options: [
            .value("--rows", "N", "how many rows, 1 to 1000000; else 400"),
            .value("--seed", "S", "a number to draw by; else 1"),
            .flag("--dirty", "eight duplicates, three namesakes and two errors in a hundred rows"),
            .flag("--clean", "nobody twice, and nothing wrong"),
            .value("--truth", "FILE", "with --dirty or --clean: write who each row is"), .json,
        ],
        exits: [.refused: "the file exists", .unreadable: "the file cannot be written"],
        example: "dugnad sample roster roster.csv --rows 400 --seed 7"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let rows = try arguments.integer("--rows", in: 1...1_000_000) ?? 400
        let seed = try arguments.integer("--seed") ?? 1
        let path = try arguments.text("OUT")
        let isClean = arguments.flag("--clean")
        let truth = arguments.option("--truth")
        guard isClean || arguments.flag("--dirty") else {
            guard truth == nil else { throw UsageError("--truth goes with --dirty or --clean.") }
            return try everyday(Int(rows), UInt64(bitPattern: seed), path, context)
        }
        guard !(isClean && arguments.flag("--dirty")) else {
            throw UsageError("A roster is --dirty or --clean, not both.")
        }
        let roster = DirtyRoster(rows: Int(rows), seed: UInt64(bitPattern: seed), isClean: isClean)
        try NewFile.write(roster.bytes, to: path)
        if let truth {
            try NewFile.write(RosterTruth.lines(roster.truth), to: truth, option: "--truth")
        }
        let duplicates = roster.truth.count { $0.kind.isDuplicate }
        let bad = roster.truth.count { $0.kind == .error }
        show(context, path, rows, seed, (roster.people, duplicates, bad))
        return .ok
    }

    private static func everyday(
        _ rows: Int,
        _ seed: UInt64,
        _ path: String,
        _ context: CommandContext
    ) throws -> ExitCode {
        let sample = RosterSample(rows: rows, seed: seed)
        try NewFile.write(sample.bytes, to: path)
        let truth = sample.truth
        let counts = (truth.people, truth.duplicates, truth.refusals.count)
        show(context, path, Int64(rows), Int64(bitPattern: seed), counts)
        return .ok
    }

    private static func show(
        _ context: CommandContext,
        _ path: String,
        _ rows: Int64,
        _ seed: Int64,
        _ counts: (people: Int, duplicates: Int, bad: Int)
    ) {
        context.show(
            [
                "file": .string(path), "rows": .integer(rows), "seed": .integer(seed),
                "people": .integer(Int64(counts.people)),
                "duplicates": .integer(Int64(counts.duplicates)),
                "badRows": .integer(Int64(counts.bad)),
            ]
        ) {
            """
            \(path): \(rows) rows about \(counts.people) people, \(counts.duplicates) of them duplicates, \
            \(counts.bad) bad.
            """
        }
    }
}
