import Coordination
import SyncCore
import SyncEngine

/// `dugnad zone import`: zones, segments and bans from a GeoJSON file.
enum ZoneImportCommand: Command {
    static let spec = CommandSpec(
        "zone import",
        "Brings zones, segments and access bans from a GeoJSON file into a hub.",
        details: """
            New zones have no mode until a coordinator gives them one. The same file again changes nothing.
            Where a place that is there would get another shape it is left out until you have looked at it
            with 'zone check' and say --moving.
            """,
        arguments: [ArgumentSpec("FILE", "GeoJSON (RFC 7946)")],
        options: [.db, .centre, .flag("--moving", "also change shapes that are there"), .json],
        exits: [
            .warnings: "something is odd", .refused: "a feature was not taken",
            .unreadable: "the file or the store cannot be read",
        ],
        example: "dugnad zone import soner.geojson --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let file = try ZoneFileInput.read(try context.arguments.text("FILE"))
        return try Office.with(context) { office in
            let plan = try office.read { reader in
                let centre = try OfficeRows(reader).centre(context.arguments)
                return try ZoneImport(
                    file,
                    centre: centre,
                    stored: try StoredPlaces(reader, centre: centre)
                )
            }
            let result = try plan.apply(moving: context.arguments.flag("--moving")) {
                try office.submit($0)
            }
            return ZoneText(context).show(plan, result)
        }
    }
}
