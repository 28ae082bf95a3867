import Coordination
import SyncCore

/// `dugnad lottery verify`: does a draw again from what is public.
enum LotteryVerify: Command {
    static let spec = CommandSpec(
        "lottery verify",
        "Does a draw again from its public list of numbers and its seed; needs no store.",
        details: """
            Give the promise as it was told before the season and the hash of the list as it stands with the draw.
            Without both of them only the list agrees with itself, and whoever wrote the list may have chosen all of it.
            """,
        arguments: [ArgumentSpec("LIST", "the public list")],
        options: [
            .value("--seed", "WORDS", "the words that were told at the draw", isRequired: true),
            .value("--promise", "HEX", "the promise that was told before"),
            .value("--tickets-hash", "HEX", "the hash of the list that was told at the draw"),
            .json,
        ],
        exits: [
            .warnings: "without --promise and --tickets-hash, only the list agrees with itself",
            .refused: "the seed is not the one that was promised, or the list was changed",
            .unreadable: "the list cannot be read",
        ],
        example: """
            dugnad lottery verify lodd.txt --seed 'svart hav' --promise b43bd38e… --tickets-hash 7d10c4e1…
            """
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let bytes = TicketList.unixLines(
            try InputFile(try context.arguments.text("LIST"), limit: 256 << 20).bytes
        )
        guard let list = TicketList(bytes) else {
            throw Failure("lottery.list", "This is no list of a lottery, or it was changed.")
        }
        let hash = Lottery.hash(bytes)
        let promise = context.arguments.option("--promise")
        let ticketsHash = context.arguments.option("--tickets-hash")
        guard promise == nil || promise?.lowercased() == list.promise else {
            throw Failure("lottery.list", "The list names another promise than the one given.")
        }
        guard ticketsHash == nil || ticketsHash?.lowercased() == hash else {
            throw Failure("lottery.list", "The list is another than the one of the hash given.")
        }
        let isProven = promise != nil && ticketsHash != nil
        guard let winners = list.winners(try LotteryChoice.seed(context.arguments)) else {
            throw Failure("lottery.seed", "The seed is not the one that was promised.")
        }
        context.show(
            [
                "draw": list.draw.json, "tickets": .integer(Int64(list.numbers.count)),
                "ticketsHash": .string(hash), "isProven": .bool(isProven),
                "winners": .array(winners.map { .string($0) }),
            ]
        ) {
            let count = "\(Count.text(list.numbers.count, "ticket")), \(hash)"
            return (winners + [count] + (isProven ? [] : [unproven])).joined(separator: "\n")
        }
        return isProven ? .ok : .warnings
    }

    private static let unproven = """
        Only the list agrees with itself. Give --promise and --tickets-hash as they were told in public.
        """
}
