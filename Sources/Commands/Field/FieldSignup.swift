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
            .replica, .value("--person", "ID", "the person"),
            .value("--token", "ID", "the pass of somebody without a person record"), .json,
        ],
        exits: [.unreadable: "this device has no such shift"],
        example: "dugnad field signup 0197a3 --person 0197b2 --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let isForPerson = arguments.option("--person") != nil
        guard isForPerson != (arguments.option("--token") != nil) else {
            throw UsageError("Give either --person or --token.")
        }
        let work = try FieldWork(context)
        let shift = try work.id(try arguments.text("SHIFT"), of: .shift)
        _ = try work.row(shift, of: .shift)
        var set: [String: JSONValue] = [
            "shiftId": shift.json, "wish": "wants", "wishedAt": .integer(work.now),
        ]
        set["personId"] = try work.id(option: "--person", of: .person)?.json
        set["tokenId"] = try work.id(option: "--token", of: .claimToken)?.json
        return try work.make([Edit(.signup, context.environment.engine.newID(), set: set)])
    }
}
