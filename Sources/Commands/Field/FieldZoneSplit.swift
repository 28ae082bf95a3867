import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad field zone split`: makes zones of parts of a zone, without the hub.
enum FieldZoneSplit: Command {
    static let spec = CommandSpec(
        "field zone split",
        "Makes areas of a zone into zones of their own, without the hub, too.",
        details: ZoneShares.splitHelp,
        arguments: [ZoneShares.zone, ZoneShares.file],
        options: [.replica, ZoneShares.dryRun, .json],
        exits: [
            .refused: "an area does not lie in the zone, or nothing would be left of it",
            .unreadable: "this device has no such zone, or the file cannot be read",
        ],
        example: "dugnad field zone split 0197a3 deler.geojson --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let areas = try ZoneShares.areas(context)
        let work = try FieldWork(context)
        let zone = try work.zone(try context.arguments.text("ZONE"))
        let split = try ZoneSplit(
            zone,
            segments: try work.rows(.segment, in: [zone]),
            areas: areas,
            newID: { context.environment.engine.newID() }
        )
        let (json, lines) = (ZoneShares.json(split), ZoneShares.lines(split))
        guard !context.arguments.flag("--dry-run") else {
            return ZoneShares.trial(json, lines, context)
        }
        return try work.make(split.edits, more: json, lines: lines)
    }
}

/// `dugnad field zone merge`: makes one zone of several, without the hub.
enum FieldZoneMerge: Command {
    static let spec = CommandSpec(
        "field zone merge",
        "Makes one zone of several, without the hub, too.",
        details: ZoneShares.mergeHelp,
        arguments: [ZoneShares.zone, ZoneShares.others],
        options: [.replica, ZoneShares.dryRun, .json],
        exits: [
            .refused: "a zone is retired, has no shape or is another centre's",
            .unreadable: "this device has no such zone",
        ],
        example: "dugnad field zone merge 0197a3 0197a4 --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let work = try FieldWork(context)
        let zone = try work.zone(try context.arguments.text("ZONE"))
        let others = try context.arguments.list("OTHER").map { try work.zone($0) }
        let merge = try ZoneMerge(
            zone,
            with: others,
            segments: try work.rows(.segment, in: [zone] + others),
            tasks: try work.rows(.task, in: [zone] + others),
            today: OsloTime.date(at: work.now)
        )
        let (json, lines) = (ZoneShares.json(merge), ZoneShares.lines(merge))
        guard !context.arguments.flag("--dry-run") else {
            return ZoneShares.trial(json, lines, context)
        }
        return try work.make(merge.edits, more: json, lines: lines)
    }
}

extension FieldWork {
    fileprivate func zone(_ text: String) throws -> RowState {
        try row(try id(text, of: .cleanupZone), of: .cleanupZone)
    }

    /// The rows of an entity that lie in one of the zones.
    fileprivate func rows(_ entity: EntityName, in zones: [RowState]) throws -> [RowState] {
        let ids = Set(zones.map(\.id.json))
        return try replica.rows(entity).filter { $0["zoneId"].map(ids.contains) ?? false }
    }
}
