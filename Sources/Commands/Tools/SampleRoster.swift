import SampleData
import SyncCore

/// `dugnad sample roster`: a made-up roster.
enum SampleRoster: Command {
    static let spec = CommandSpec(
        "sample roster",
        "Writes a made-up Norwegian roster, the same for the same seed.",
        details: """
            Semicolons, Windows-1252 and CRLF, with duplicates and a few bad rows, as offices have them. Nobody
            in it exists.
            """,
        arguments: [ArgumentSpec("OUT", "the file to write; it must not exist")],
        options: [
            .value("--rows", "N", "how many rows, 1 to 200000; else 400"),
            .value("--seed", "S", "a number to draw by; else 1"), .json,
        ],
        exits: [.refused: "the file exists", .unreadable: "the file cannot be written"],
        example: "dugnad sample roster roster.csv --rows 400 --seed 7"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let rows = try arguments.integer("--rows", in: 1...200_000) ?? 400
        let seed = try arguments.integer("--seed") ?? 1
        let sample = RosterSample(rows: Int(rows), seed: UInt64(seed))
        let path = try arguments.text("OUT")
        try NewFile.write(sample.bytes, to: path)
        let truth = sample.truth
        context.show(
            [
                "file": .string(path), "rows": .integer(rows), "seed": .integer(seed),
                "people": .integer(Int64(truth.people)),
                "duplicates": .integer(Int64(truth.duplicates)),
                "badRows": .integer(Int64(truth.refusals.count)),
            ]
        ) {
            """
            \(path): \(rows) rows about \(truth.people) people, \(truth.duplicates) of them duplicates, \
            \(truth.refusals.count) bad.
            """
        }
        return .ok
    }
}
