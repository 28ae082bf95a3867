import Coordination
import SyncCore
import SyncEngine

/// `dugnad zone propose`: what a zone's own facts say about who should clean it.
enum ZonePropose: Command {
    static let spec = CommandSpec(
        "zone propose",
        "Proposes who should clean each zone, and says why; it changes nothing.",
        details: """
            Reckoned from how the zone is reached, its terrain, access bans, what was seen there and dangerous finds.
            Whoever decides takes a proposal by 'dugnad zone mark'; a zone of which too little is known has none.
            """,
        options: [
            .db, .centre, .flag("--all", "also zones that have the proposed mode already"), .json,
        ],
        exits: [.warnings: "something else is proposed than what stands"],
        example: "dugnad zone propose --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let now = context.environment.engine.now()
        let places = try ProposalMap(reader, centre: centre, at: now).places
        let shown = arguments.flag("--all") ? places : places.filter(\.differs)
        context.show(.array(shown.map(json))) {
            var table = Table(context.language, "ID", "ZONE", "NOW", "PROPOSED", "WHY")
            for place in shown {
                let reasons = place.proposal.reasons.map {
                    ShoreWords.text($0, in: context.language)
                }
                table.add(
                    place.zone.id.description,
                    place.zone.row["name"]?.text ?? "",
                    ShoreWords.text(place.zone.mode, in: context.language),
                    ShoreWords.text(place.proposal.mode, in: context.language),
                    reasons.joined(separator: ", ")
                )
            }
            return table.isEmpty ? "Nothing to propose." : table.text
        }
        return places.contains(where: \.differs) ? .warnings : .ok
    }

    private static func json(_ place: ProposalMap.Place) -> JSONValue {
        var facts: JSONObject = [
            "protection": .string(place.facts.protection.rawValue),
            "hazards": .array(place.facts.hazards.sorted().map { .string($0) }),
        ]
        facts["accessibility"] = place.facts.accessibility.map { .integer($0) }
        facts["terrainRisk"] = place.facts.terrainRisk.map { .integer($0) }
        facts["amount"] = place.facts.amount.map { .string($0.rawValue) }
        var out: JSONObject = [
            "id": place.zone.id.json, "mode": .string(place.zone.mode.rawValue),
            "proposed": .string(place.proposal.mode.rawValue), "differs": .bool(place.differs),
            "reasons": .array(place.proposal.reasons.map { .string($0.rawValue) }),
            "facts": .object(facts),
        ]
        out["name"] = place.zone.row["name"]
        return .object(out)
    }
}
