import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad zone check`: what a zone file holds, and what importing it would change.
enum ZoneCheck: Command {
    static let spec = CommandSpec(
        "zone check",
        "Looks a GeoJSON file of zones over; writes nothing.",
        details: """
            Areas are cleanup zones, lines are shorelines that are cut into segments, and features with
            "kind": "restriction" are access bans. With --db it is compared with what the store has.
            """,
        arguments: [ArgumentSpec("FILE", "GeoJSON (RFC 7946)")],
        options: [
            .value("--db", "FILE", "compare with this hub's store", variable: "DUGNAD_DB"), .centre,
            .json,
        ],
        exits: [
            .warnings: "something is odd", .refused: "a feature cannot be used",
            .unreadable: "the file cannot be read",
        ],
        example: "dugnad zone check soner.geojson"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let file = try ZoneFileInput.read(try context.arguments.text("FILE"))
        guard context.arguments.option("--db") != nil else { return ZoneText(context).show(file) }
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).centre(context.arguments)
        let stored = try StoredPlaces(reader, centre: centre)
        return ZoneText(context).show(try ZoneImport(file, centre: centre, stored: stored))
    }
}

/// A zone file named on the command line.
enum ZoneFileInput {
    static func read(_ path: String) throws -> ZoneFile {
        let limits = GeoJSONLimits()
        let bytes = try InputFile(path, limit: limits.bytes).bytes
        do { return try ZoneFile.read(bytes, limits: limits) } catch {
            // What is no GeoJSON as a whole is a file that cannot be read.
            let exit: ExitCode = error.feature == nil ? .unreadable : .refused
            throw Failure(error.code, error.message, exit: exit)
        }
    }
}
