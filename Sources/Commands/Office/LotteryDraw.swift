import Coordination
import HubAPI
import SyncCore
import SyncEngine

/// `dugnad lottery draw`: draws a lottery, so that anybody can do it again.
enum LotteryDraw: Command {
    static let spec = CommandSpec(
        "lottery draw",
        "Draws a lottery, writes the public list of numbers, and tells you who won.",
        details: """
            A bag that was delivered is a ticket, two half bags are one. The list holds numbers and no names: publish
            it with the seed and the two hashes that are printed, and 'dugnad lottery verify' gives anybody the same
            winners. The hub reckons the result again and refuses another. It is drawn on the promised day or later, and
            gives the same whenever that is. Without tickets nothing is drawn, and the promise stands. What is printed
            here with names is for the office.
            """,
        options: [
            .db,
            .value("--season", "YEAR", "the season of the lottery", isRequired: true),
            .value("--seed", "WORDS", "the words that were promised", isRequired: true),
            .value("--list", "FILE", "write the public list of numbers there; needed for a draw"),
            .flag("--dry-run", "only tell how it would end, also before the day"), .json,
        ],
        exits: [
            .warnings: "there are no tickets; nothing is drawn",
            .refused:
                "the seed is not the one that was promised, the day has not come, or it was drawn",
            .unreadable: "nothing was promised for that season",
        ],
        example: """
            dugnad lottery draw --season 2031 --seed 'svart hav' --list lodd.txt --db hub.db
            """
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        guard let season = try arguments.integer("--season", in: 2000...9999) else {
            throw UsageError("--season takes a year.")
        }
        let seed = try LotteryChoice.seed(arguments)
        let isDry = arguments.flag("--dry-run")
        guard isDry || arguments.option("--list") != nil else {
            throw UsageError(
                "Give --list: without the public list nobody can do the draw again. Or --dry-run."
            )
        }
        let now = context.environment.engine.now()
        return try Office.with(context) { office in
            // The hub closes the list before anybody reads it.
            if !isDry { _ = try office.port.tick() }
            let (book, names) = try office.read { reader in
                let draw = try LotteryChoice.draw(season, seed, reader)
                guard !draw.isDrawn else {
                    throw Failure("lottery.drawn", "The lottery is drawn and does not change.")
                }
                guard isDry || draw.row["drawOn"] == nil || draw.row["sealedAt"] != nil else {
                    throw Failure("lottery.not_yet", notYet(draw.row["drawOn"]?.text, context))
                }
                let book = try TicketBook(draw, reader, at: now)
                return (book, try holderNames(book, reader))
            }
            guard let winners = book.list.winners(seed) else {
                throw Failure("lottery.seed", "The seed is not the one that was promised.")
            }
            let isEmpty = book.list.numbers.isEmpty
            if let file = arguments.option("--list"), isDry || !isEmpty {
                try NewFile.write(book.list.bytes, to: file, option: "--list")
            }
            if !isDry, !isEmpty {
                let outcome = try office.submit([result(book.list, winners, seed, now)])
                guard outcome.verdict == .applied || outcome.verdict == .merged else {
                    let told = Sentences.text(for: outcome, context.language)
                    throw Failure(
                        outcome.findings.first?.code ?? "lottery.drawn",
                        told.joined(separator: " "),
                        findings: outcome.findings
                    )
                }
            }
            show(book, winners, names, isDry, context)
            return isEmpty ? .warnings : .ok
        }
    }

    private static func notYet(_ day: String?, _ context: CommandContext) -> String {
        let day = day ?? ""
        return context.say(
            nb: "Det trekkes tidligst \(day); --dry-run viser hvordan det ville gått nå.",
            nn: "Det blir trekt tidlegast \(day); --dry-run viser korleis det ville gått no.",
            en: "It is drawn on \(day) at the earliest; --dry-run tells how it would end now."
        )
    }

    private static func result(
        _ list: TicketList,
        _ winners: [String],
        _ seed: String,
        _ now: Int64
    ) -> Edit {
        Edit(
            .lotteryDraw,
            list.draw,
            set: [
                "seed": .string(seed), "ticketsHash": .string(Lottery.hash(list.bytes)),
                "ticketCount": .integer(Int64(list.numbers.count)),
                "winners": .array(winners.map { .string($0) }), "drawnAt": .integer(now),
            ]
        )
    }

    private static func holderNames(_ book: TicketBook, _ reader: HubReader) throws -> [RowID:
        String]
    {
        var names: [RowID: String] = [:]
        for holder in book.holders.values where names[holder.person] == nil {
            names[holder.person] = try reader.row(holder.person)?["displayName"]?.text ?? ""
        }
        return names
    }

    private static func show(
        _ book: TicketBook,
        _ winners: [String],
        _ names: [RowID: String],
        _ isDry: Bool,
        _ context: CommandContext
    ) {
        let won = winners.map { number -> JSONValue in
            var out: JSONObject = ["number": .string(number)]
            out["personId"] = book.holders[number]?.person.json
            out["guardianName"] = book.holders[number]?.guardian.map { .string($0) }
            return .object(out)
        }
        context.show(
            [
                "draw": book.list.draw.json, "tickets": .integer(Int64(book.list.numbers.count)),
                "winners": .array(won), "dryRun": .bool(isDry),
                "promise": .string(book.list.promise),
                "ticketsHash": .string(Lottery.hash(book.list.bytes)),
            ]
        ) {
            var table = Table(context.language, "NUMBER", "NAME", "GUARDIAN")
            for number in winners {
                let holder = book.holders[number]
                table.add(
                    number,
                    holder.flatMap { names[$0.person] } ?? "",
                    holder?.guardian ?? ""
                )
            }
            let count = Count.text(book.list.numbers.count, "ticket")
            let end = isDry || table.isEmpty ? " Nothing is drawn." : ""
            let told = table.isEmpty ? "No tickets.\(end)" : "\(table.text)\n\(count).\(end)"
            let hash = Lottery.hash(book.list.bytes)
            return "\(told)\nPromise: \(book.list.promise)\nList: \(hash)"
        }
    }
}
