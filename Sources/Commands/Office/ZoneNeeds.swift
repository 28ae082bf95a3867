import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad zone needs`: which stretches of shore ask most to be cleaned, and why.
enum ZoneNeeds: Command {
    static let spec = CommandSpec(
        "zone needs",
        "Lists the stretches of shore that most need cleaning, and what says so.",
        details: """
            The need goes from 0 to 1000. It is what was seen since the last cleanup, by how much it was, how
            it was looked at and how long ago; or what has probably come ashore since. Reports without a
            stretch count for those within 200 m.
            """,
        options: [
            .db, .centre,
            .value("--mode", "MODE", "only zones with this mode, such as self_organised"),
            .value("--limit", "N", "how many to list; else 20, 0 for all"),
            .value("--geojson", "FILE", "write the whole map there, for other programs"), .json,
        ],
        exits: [
            .refused: "the file is there already",
            .unreadable: "the store or the file cannot be used",
        ],
        example: "dugnad zone needs --db hub.db --geojson behov.geojson"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let limit = Int(try arguments.integer("--limit", in: 0...1_000_000) ?? 20)
        let words = ZoneMode.allCases.map(\.rawValue)
        let mode = try arguments.choice("--mode", of: words).flatMap(ZoneMode.init)
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let now = context.environment.engine.now()
        let map = try NeedMap(reader, centre: centre, at: now)
        let places = map.places.filter { mode == nil || $0.mode == mode }
        if let file = arguments.option("--geojson") {
            try NewFile.write(map.geoJSON().line(), to: file, option: "--geojson")
        }
        let shown = limit == 0 ? places[...] : places.prefix(limit)
        context.show(.array(shown.map(json))) {
            guard !places.isEmpty else {
                return PhraseBook.told("No segments.", in: context.language)
            }
            let rest = places.count - shown.count
            return table(shown, context.language).text
                + (rest > 0
                    ? "\n"
                        + PhraseBook.told(
                            "\(rest) more; --limit 0 lists all.",
                            in: context.language
                        )
                    : "")
        }
        return .ok
    }

    private static func table(_ places: ArraySlice<NeedMap.Place>, _ language: Language) -> Table {
        var table = Table(language, "NEED", "ZONE", "STRETCH", "SHORE m", "MODE", "STATE", "WHY")
        for place in places {
            let segment = place.segment.row
            table.add(
                "\(place.need.score)",
                place.zone.row["name"]?.text ?? "",
                segment["name"]?.text ?? segment.id.description,
                segment["lengthM"]?.integer.map { "\($0)" } ?? "",
                place.mode.rawValue,
                segment["state"]?.text ?? "",
                NeedWords.why(place.need, in: language)
            )
        }
        return table
    }

    private static func json(_ place: NeedMap.Place) -> JSONValue {
        var out = place.properties
        out["id"] = place.segment.id.json
        return .object(out)
    }
}
