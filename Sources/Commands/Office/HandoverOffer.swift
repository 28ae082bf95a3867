import Coordination
import SyncCore
import SyncEngine

/// `dugnad handover offer`: offers a row to another centre.
enum HandoverOffer: Command {
    static let spec = CommandSpec(
        "handover offer",
        "Offers a zone, task, organisation, ban or enquiry to another centre.",
        details: """
            Nothing moves before the other centre accepts; then all that belongs to the row goes with it. What is
            known of people goes only where they have agreed to share it; of an enquiry nothing goes before whoever asked
            has said what may: 'office set enquiry ID mayTell=question' or 'mayTell=contact'.
            """,
        arguments: [
            ArgumentSpec("ENTITY", "cleanupZone, task, organisation, accessRestriction or enquiry"),
            ArgumentSpec("ID", "the row"),
        ],
        options: [
            .db, .value("--to", "CENTRE", "the centre that is to have it", isRequired: true),
            .value("--reason", "TEXT", "why"), .json,
        ],
        exits: [
            .refused: "the row is not this centre's, or is offered already",
            .unreadable: "there is no such row or centre",
        ],
        example: "dugnad handover offer cleanupZone 0197a3c1 --to 0197b2d4 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let (name, text) = (try arguments.text("ENTITY"), try arguments.text("ID"))
        let receiver = try arguments.required("--to")
        return try Office.with(context) { office in
            let edit = try office.read { reader in
                let rows = OfficeRows(reader)
                let entity = try reader.domain.catalogue.require(name)
                let row = try rows.row(text, of: entity.name)
                var set: JSONObject = [
                    "centreId": reader.identity.centre.json,
                    "toCentreId": try rows.row(receiver, of: .volunteerCentre).id.json,
                    "subjectEntity": .string(entity.name.rawValue), "subjectId": row.id.json,
                    "offeredAt": .integer(context.environment.engine.now()), "state": "offered",
                ]
                set["reason"] = arguments.option("--reason").map { .string($0) }
                return Edit(.handover, context.environment.engine.newID(), set: set)
            }
            return try office.write([edit])
        }
    }
}
