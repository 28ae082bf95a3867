import Coordination
import SyncCore
import SyncEngine

/// `dugnad field signup`: a wish for a seat.
enum FieldSignup: Command {
    static let spec = CommandSpec(
        "field signup",
        "Signs a person or a pass up for a shift; the hub gives the seats.",
        arguments: [
            ArgumentSpec("SHIFT", "the shift's id, or at least 6 characters of its start or end")
        ],
        options: [
            .replica, .value("--person", "ID", "the person; else the one this device is linked to"),
            .value("--token", "ID", "the pass of somebody without a person record"), .json,
        ],
        exits: [.unreadable: "this device has no such shift"],
        example: "dugnad field signup 0197a3 --person 0197b2 --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        guard arguments.option("--person") == nil || arguments.option("--token") == nil else {
            throw UsageError("Give either --person or --token.")
        }
        let work = try FieldWork(context)
        let author = try work.author()
        guard author.person != nil || author.token != nil else {
            throw UsageError("Give --person or --token; this device is linked to no person.")
        }
        let shift = try work.id(try arguments.text("SHIFT"), of: .shift)
        _ = try work.row(shift, of: .shift)
        var set: JSONObject = [
            "shiftId": shift.json, "wish": "wants", "wishedAt": .integer(work.now),
        ]
        set["personId"] = author.person?.json
        set["tokenId"] = author.token?.json
        return try work.make([Edit(.signup, context.environment.engine.newID(), set: set)])
    }
}
