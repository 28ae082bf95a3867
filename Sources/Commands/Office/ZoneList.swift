import Coordination
import SyncCore
import SyncEngine

/// `dugnad zone list`: the zones of a hub and who cleans them.
enum ZoneList: Command {
    static let spec = CommandSpec(
        "zone list",
        "Lists the cleanup zones and who cleans them.",
        options: [.db, .json],
        example: "dugnad zone list --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let zones = try reader.rows(.cleanupZone)
        let segments = try zones.map { zone in
            try reader.rows(.segment, where: "zoneId", is: zone.id.json)
        }
        context.show(.array(zip(zones, segments).map(json))) {
            var table = Table(
                context.language,
                "ID",
                "NAME",
                "MODE",
                "AREA m²",
                "SEGMENTS",
                "SHORE m",
                "STATUS"
            )
            for (zone, rows) in zip(zones, segments) {
                table.add(
                    zone.id.description,
                    zone["name"]?.text ?? "",
                    zone["mode"]?.text ?? "unassigned",
                    zone["areaM2"]?.integer.map { "\($0)" } ?? "",
                    "\(rows.count)",
                    "\(length(rows))",
                    zone["status"]?.text ?? ""
                )
            }
            return table.isEmpty ? "No zones." : table.text
        }
        return .ok
    }

    private static func length(_ segments: [RowState]) -> Int64 {
        segments.reduce(0) { $0 + ($1["lengthM"]?.integer ?? 0) }
    }

    private static func json(_ zone: RowState, _ segments: [RowState]) -> JSONValue {
        var out: JSONObject = [
            "id": zone.id.json, "segments": .integer(Int64(segments.count)),
            "lengthM": .integer(length(segments)),
        ]
        let fields = [
            "name", "mode", "modeReason", "modeFrom", "modeTo", "operatorId", "areaM2",
            "municipalityNo", "status", "bbox",
        ]
        for field in fields { out[field] = zone[field] }
        return .object(out)
    }
}
