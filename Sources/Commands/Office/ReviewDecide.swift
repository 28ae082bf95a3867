import Coordination
import SyncCore
import SyncEngine

/// `dugnad review decide`: a person's word on one item.
enum ReviewDecide: Command {
    static let spec = CommandSpec(
        "review decide",
        "Decides one item, or all of one cause; each decision syncs like any other work.",
        details: """
            'accept' lets held work in and 'reject' does not; for a value, 'keep' leaves what is in force and
            'take' puts another side in its place (--side, where there are more than two).
            With --cause ITEM is left out and all open items of that kind are decided alike, each by an operation of
            its own; those the decision does not fit are left. 'review reopen' takes a decision back.
            """,
        arguments: [
            ArgumentSpec(
                "ITEM",
                "the item, as 'review list' shows it; not with --cause",
                isRequired: false
            ),
            ArgumentSpec("DECISION", "accept, reject, keep or take", isRequired: false),
        ],
        options: [
            .db, .value("--side", "ID", "the side to take"),
            .value(
                "--cause",
                "CODE",
                "decide all open items of this kind, such as access.proposed"
            ),
            .value("--subject-entity", "ENTITY", "of those, only items about rows of this entity"),
            .value("--older-than", "SPAN", "of those, only items that wait longer: 14d, 12h"),
            .flag("--dry-run", "with --cause: only say what would be decided"),
            .value("--reason", "TEXT", "why, for those who ask later", isRequired: true), .json,
        ],
        exits: [
            .warnings: "with --cause: no item has it, or some were left",
            .refused: "it was decided already, or cannot be decided so",
            .unreadable: "there is no such item",
        ],
        example: "dugnad review decide 0197a3c1 keep --reason 'Talt med operatøren' --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        if arguments.option("--cause") != nil { return try ReviewBulk(context).run() }
        for name in ["--subject-entity", "--older-than"] where arguments.option(name) != nil {
            throw UsageError("\(name) goes with --cause.")
        }
        let decision = try arguments.text("DECISION")
        guard ReviewChoices.all.contains(decision) else {
            throw UsageError("DECISION is accept, reject, keep or take.")
        }
        let text = try arguments.text("ITEM")
        return try Office.with(context) { office in
            let item = try office.read { try OfficeRows($0).row(text, of: .reviewItem) }
            try ReviewChoices.require(decision, for: item)
            guard item["state"]?.text != "decided" else {
                throw Failure(
                    "review.decided",
                    "The item was decided before; 'dugnad review reopen' takes that back first."
                )
            }
            let taken = try office.read { try side(of: item, decision, arguments, $0) }
            let set: JSONObject = [
                "decision": .string(decision), "side": taken?.json ?? .null,
                "decidedReason": .string(try arguments.required("--reason")),
            ]
            return try office.write([Edit(.reviewItem, item.id, set: set)])
        }
    }

    /// The side taken: the one that is named, or the only one that is not in force.
    private static func side(
        of item: RowState,
        _ decision: String,
        _ arguments: Arguments,
        _ reader: HubReader
    ) throws -> RowID? {
        guard decision == "take" else { return nil }
        let sides = try reader.rows(.reviewSide, where: "itemId", is: item.id.json)
        if let text = arguments.option("--side") {
            return try ShortID.find(text, of: .reviewSide) { sides.map(\.id) }
        }
        let others = sides.filter { $0["isInForce"]?.bool != true }
        guard others.count == 1 else {
            throw UsageError("Say which side with --side; 'review show' lists them.")
        }
        return others[0].id
    }
}
