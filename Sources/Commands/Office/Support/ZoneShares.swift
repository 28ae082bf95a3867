import Coordination
import Geometry
import SyncCore
import SyncEngine

/// How a zone that is split or merged is asked for and told, alike at the office and on a device.
enum ZoneShares {
    static let splitHelp = """
        Each area of the file becomes a zone of its own under its name; what is left stays the zone. Whatever of an
        area lies outside the zone is left out. Stretches go where most of them lies, with their claims and reports.
        It is one operation: all of it comes about, or nothing.
        """
    static let mergeHelp = """
        The zone takes the others' shore, stretches and planned cleanups; the others retire. The most careful of
        their modes holds for all. It is one operation: all of it comes about, or nothing.
        """

    static let zone = ArgumentSpec(
        "ZONE",
        "the zone's id, or at least 6 characters of its start or end"
    )
    static let file = ArgumentSpec("FILE", "GeoJSON (RFC 7946): the areas that are split off")
    static let others = ArgumentSpec("OTHER", "a zone that becomes a part of it", isRepeated: true)
    static let dryRun = OptionSpec.flag("--dry-run", "only tell what would come of it")

    /// The areas of the file named on the command line.
    static func areas(_ context: CommandContext) throws -> [ZoneSplit.Area] {
        let file = try ZoneFileInput.read(try context.arguments.text("FILE"))
        if let fault = file.problems.first(where: { $0.severity == .error }) {
            throw ZoneImport.unusable(fault)
        }
        return file.zones.map {
            ZoneSplit.Area(name: $0.name, geometry: .multiPolygon($0.geometry))
        }
    }

    static func json(_ split: ZoneSplit) -> JSONObject {
        let parts = split.parts.map { part -> JSONValue in
            [
                "zone": part.zone.json, "name": .string(part.name),
                "areaM2": .integer(Int64(part.areaSquareMetres.rounded())),
                "segments": .integer(Int64(part.segments)),
            ]
        }
        return ["parts": .array(parts)]
    }

    static func json(_ merge: ZoneMerge) -> JSONObject {
        [
            "zone": merge.zone.json,
            "areaM2": .integer(Int64(merge.areaSquareMetres.rounded())),
            "segmentsMoved": .integer(Int64(merge.moved)),
        ]
    }

    static func lines(_ split: ZoneSplit) -> [String] {
        split.parts.map { part in
            let area = Int(part.areaSquareMetres.rounded())
            return "\(part.zone)  \(part.name): \(area) m², \(Count.text(part.segments, "segment"))"
        }
    }

    static func lines(_ merge: ZoneMerge) -> [String] {
        let area = Int(merge.areaSquareMetres.rounded())
        return ["\(merge.zone): \(area) m², \(Count.text(merge.moved, "segment")) moved"]
    }

    /// Tells what would come of it, and that nothing is written.
    static func trial(_ json: JSONObject, _ lines: [String], _ context: CommandContext) -> ExitCode
    {
        context.show(.object(json.merging(["dryRun": true]) { _, flag in flag })) {
            (lines + ["This was only a trial; nothing was written."]).joined(separator: "\n")
        }
        return .ok
    }
}
