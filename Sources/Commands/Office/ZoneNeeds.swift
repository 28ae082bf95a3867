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
            stretch count for those within 200 m. With --near it is the other way round: the stretches in need
            (above 0) that are nearest to a place, by metres to their nearest point, reading little beyond them.
            """,
        options: [
            .db, .centre,
            .value("--mode", "MODE", "only zones with this mode, such as self_organised"),
            .value(
                "--near",
                "LON,LAT",
                "the nearest ones in need to this place, the nearest first"
            ),
            .value("--within", "M", "with --near: no farther away, in metres; else 20000"),
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
        let isWanted = { (place: NeedMap.Place) in mode == nil || place.mode == mode }
        let within = try arguments.integer("--within", in: 0...Int64(farthest))
        if let point = try PointText.option("--near", of: arguments)?.position {
            let near = try NearestNeeds(
                reader,
                to: point,
                first: limit == 0 ? .max : limit,
                within: within.map(Double.init) ?? NearestNeeds.farthest,
                centre: centre,
                at: now,
                where: isWanted
            )
            return try show(near, context)
        }
        guard within == nil else { throw UsageError("--within takes --near beside it.") }
        let map = try NeedMap(reader, centre: centre, at: now)
        let places = map.places.filter(isWanted)
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

    /// As far as anybody may ask, in metres.
    private static let farthest = 100_000.0

    private static func show(_ near: NearestNeeds, _ context: CommandContext) throws -> ExitCode {
        if let file = context.arguments.option("--geojson") {
            try NewFile.write(near.geoJSON.line(), to: file, option: "--geojson")
        }
        let rows = near.entries.map { entry -> JSONValue in
            var out = members(entry.place)
            out["metres"] = .integer(Int64(entry.metres.rounded()))
            return .object(out)
        }
        context.show(.array(rows)) {
            guard !near.entries.isEmpty else {
                return PhraseBook.told("No segments.", in: context.language)
            }
            var table = Table(
                (["AWAY m"] + columns).map { TableWords.word($0, in: context.language) }
            )
            for entry in near.entries {
                let cells = cells(entry.place, context.language)
                table.add(["\(Int64(entry.metres.rounded()))"] + cells)
            }
            return table.text
        }
        return .ok
    }

    private static let columns = ["NEED", "ZONE", "STRETCH", "SHORE m", "MODE", "STATE", "WHY"]

    private static func table(_ places: ArraySlice<NeedMap.Place>, _ language: Language) -> Table {
        var table = Table(columns.map { TableWords.word($0, in: language) })
        for place in places { table.add(cells(place, language)) }
        return table
    }

    private static func cells(_ place: NeedMap.Place, _ language: Language) -> [String] {
        let segment = place.segment.row
        return [
            "\(place.need.score)",
            place.zone.row["name"]?.text ?? "",
            segment["name"]?.text ?? segment.id.description,
            segment["lengthM"]?.integer.map { "\($0)" } ?? "",
            place.mode.rawValue,
            segment["state"]?.text ?? "",
            NeedWords.why(place.need, in: language),
        ]
    }

    private static func json(_ place: NeedMap.Place) -> JSONValue { .object(members(place)) }

    private static func members(_ place: NeedMap.Place) -> JSONObject {
        var out = place.properties
        out["id"] = place.segment.id.json
        return out
    }
}
