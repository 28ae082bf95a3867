import SampleData
import SyncCore

/// `dugnad sample shore`: a made-up stretch of coast.
enum SampleShore: Command {
    static let spec = CommandSpec(
        "sample shore",
        "Writes a made-up stretch of shore as GeoJSON zones, the same for the same seed.",
        details:
            "About 20 zones, the shoreline through them and one nesting-season ban; names are invented.",
        arguments: [ArgumentSpec("OUT", "the file to write; it must not exist")],
        options: [.value("--seed", "S", "a number to draw by; else 1"), .json],
        exits: [.refused: "the file exists", .unreadable: "the file cannot be written"],
        example: "dugnad sample shore shore.geojson --seed 7"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let seed = try context.arguments.integer("--seed") ?? 1
        let path = try context.arguments.text("OUT")
        try NewFile.write(ShoreSample(seed: UInt64(seed)).geoJSON(), to: path)
        context.show(
            [
                "file": .string(path), "zones": .integer(Int64(ShoreSample.zoneCount)),
                "seed": .integer(seed),
            ]
        ) { "\(path): \(ShoreSample.zoneCount) zones, a shoreline and a nesting-season ban." }
        return .ok
    }
}
