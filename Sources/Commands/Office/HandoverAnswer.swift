import Coordination
import SyncCore
import SyncEngine

/// `dugnad handover accept`: takes what another centre offers.
enum HandoverAccept: Command {
    static let spec = HandoverAnswer.spec("accept", "Takes what another centre offers.")

    static func run(_ context: CommandContext) throws -> ExitCode {
        try HandoverAnswer.give(.accepted, context)
    }
}

/// `dugnad handover decline`: leaves it where it is.
enum HandoverDecline: Command {
    static let spec = HandoverAnswer.spec("decline", "Says no to what another centre offers.")

    static func run(_ context: CommandContext) throws -> ExitCode {
        try HandoverAnswer.give(.declined, context)
    }
}

/// `dugnad handover withdraw`: takes an own offer back.
enum HandoverWithdraw: Command {
    static let spec = HandoverAnswer.spec("withdraw", "Takes back an offer nobody has answered.")

    static func run(_ context: CommandContext) throws -> ExitCode {
        try HandoverAnswer.give(.withdrawn, context)
    }
}

enum HandoverAnswer {
    static func spec(_ word: String, _ purpose: String) -> CommandSpec {
        CommandSpec(
            "handover \(word)",
            purpose,
            details: "The office speaks for the centre the store was made for.",
            arguments: [ArgumentSpec("ID", "the offer, as 'handover list' shows it")],
            options: [.db, .value("--reason", "TEXT", "why"), .json],
            exits: [
                .refused: "it is not this centre's to say, or it was answered already",
                .unreadable: "there is no such offer",
            ],
            example: "dugnad handover \(word) 0197a3c1 --db hub.db"
        )
    }

    static func give(_ state: HandoverState, _ context: CommandContext) throws -> ExitCode {
        let text = try context.arguments.text("ID")
        return try Office.with(context) { office in
            let id = try office.read { try OfficeRows($0).row(text, of: .handover).id }
            var set: JSONObject = ["state": .string(state.rawValue)]
            set["answerReason"] = context.arguments.option("--reason").map { .string($0) }
            return try office.write([Edit(.handover, id, set: set)])
        }
    }
}
