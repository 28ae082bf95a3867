import Coordination
import SyncCore

/// `dugnad lottery verify`: does a draw again from what is public.
enum LotteryVerify: Command {
    static let spec = CommandSpec(
        "lottery verify",
        "Does a draw again from its public list of numbers and its seed; needs no store.",
        arguments: [ArgumentSpec("LIST", "the public list")],
        options: [
            .value("--seed", "WORDS", "the words that were told at the draw", isRequired: true),
            .json,
        ],
        exits: [
            .refused: "the seed is not the one that was promised, or the list was changed",
            .unreadable: "the list cannot be read",
        ],
        example: "dugnad lottery verify lodd.txt --seed 'svart hav'"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let bytes = try InputFile(try context.arguments.text("LIST"), limit: 256 << 20).bytes
        guard let list = TicketList(bytes) else {
            throw Failure("lottery.list", "This is no list of a lottery, or it was changed.")
        }
        guard let winners = list.winners(try LotteryChoice.seed(context.arguments)) else {
            throw Failure("lottery.seed", "The seed is not the one that was promised.")
        }
        context.show(
            [
                "draw": list.draw.json, "tickets": .integer(Int64(list.numbers.count)),
                "ticketsHash": .string(Lottery.hash(bytes)),
                "winners": .array(winners.map { .string($0) }),
            ]
        ) {
            (winners + ["\(Count.text(list.numbers.count, "ticket")), \(Lottery.hash(bytes))"])
                .joined(separator: "\n")
        }
        return .ok
    }
}
