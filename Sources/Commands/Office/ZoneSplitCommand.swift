import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad zone split`: makes zones of parts of a zone.
enum ZoneSplitCommand: Command {
    static let spec = CommandSpec(
        "zone split",
        "Makes areas of a zone into zones of their own.",
        details: ZoneShares.splitHelp,
        arguments: [ZoneShares.zone, ZoneShares.file],
        options: [.db, ZoneShares.dryRun, .json],
        exits: [
            .warnings: "the office has to look at it",
            .refused: "an area does not lie in the zone, or nothing would be left of it",
            .unreadable: "there is no such zone, or the file cannot be read",
        ],
        example: "dugnad zone split 0197a3c1 deler.geojson --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let areas = try ZoneShares.areas(context)
        return try Office.with(context) { office in
            let split = try office.read { reader in
                let id = try context.arguments.text("ZONE")
                let zone = try OfficeRows(reader).row(id, of: .cleanupZone)
                return try ZoneSplit(
                    zone,
                    segments: try reader.rows(.segment, where: "zoneId", is: zone.id.json),
                    areas: areas,
                    newID: { context.environment.engine.newID() }
                )
            }
            let (json, lines) = (ZoneShares.json(split), ZoneShares.lines(split))
            guard !context.arguments.flag("--dry-run") else {
                return ZoneShares.trial(json, lines, context)
            }
            let outcome = try office.submit(split.edits)
            OutcomeText(context).show(outcome, rows: split.edits, more: json, lines: lines)
            return ExitCode(outcome)
        }
    }
}

/// `dugnad zone merge`: makes one zone of several.
enum ZoneMergeCommand: Command {
    static let spec = CommandSpec(
        "zone merge",
        "Makes one zone of several.",
        details: ZoneShares.mergeHelp,
        arguments: [ZoneShares.zone, ZoneShares.others],
        options: [.db, ZoneShares.dryRun, .json],
        exits: [
            .warnings: "the office has to look at it",
            .refused: "a zone is retired, has no shape or is another centre's",
            .unreadable: "there is no such zone",
        ],
        example: "dugnad zone merge 0197a3c1 0197a3c2 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        try Office.with(context) { office in
            let merge = try office.read { reader in
                let rows = OfficeRows(reader)
                let zone = try rows.row(try context.arguments.text("ZONE"), of: .cleanupZone)
                let others = try context.arguments.list("OTHER").map {
                    try rows.row($0, of: .cleanupZone)
                }
                func all(_ entity: EntityName) throws -> [RowState] {
                    try ([zone] + others).flatMap {
                        try reader.rows(entity, where: "zoneId", is: $0.id.json)
                    }
                }
                return try ZoneMerge(
                    zone,
                    with: others,
                    segments: try all(.segment),
                    tasks: try all(.task),
                    today: OsloTime.date(at: context.environment.engine.now())
                )
            }
            let (json, lines) = (ZoneShares.json(merge), ZoneShares.lines(merge))
            guard !context.arguments.flag("--dry-run") else {
                return ZoneShares.trial(json, lines, context)
            }
            let outcome = try office.submit(merge.edits)
            OutcomeText(context).show(outcome, rows: merge.edits, more: json, lines: lines)
            return ExitCode(outcome)
        }
    }
}
