import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad lottery promise`: a lottery whose seed is promised before anybody knows the tickets.
enum LotteryPromise: Command {
    static let spec = CommandSpec(
        "lottery promise",
        "Makes a lottery among those who delivered bags, and promises its seed by a hash.",
        details: """
            Keep the words of the seed to yourself until the draw; their hash is public from now on, so that nobody can
            choose other words later. One draw is promised for a season, before its first bag in somebody's name; the
            hub says when. The day of the draw closes the list: bags written down, picked up or said yes to from then
            on give no ticket, so that it does not matter when it is drawn. Those take part who said yes: 'office new consent purpose=lottery …'.
            """,
        options: [
            .db,
            .value(
                "--season",
                "YEAR",
                "the calendar year in which bags were left",
                isRequired: true
            ),
            .value("--seed", "WORDS", "any words", isRequired: true),
            .value("--prizes", "N", "how many tickets win, 1 to 1000", isRequired: true),
            .value("--on", "YYYY-MM-DD", "the day of the draw", isRequired: true), .json,
        ],
        exits: [
            .refused:
                "one was promised for that season, bags were left already, or the day has come"
        ],
        example: """
            dugnad lottery promise --season 2031 --seed 'svart hav' --prizes 3 --on 2032-01-10 --db hub.db
            """
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        guard let season = try arguments.integer("--season", in: 2000...9999),
            let prizes = try arguments.integer("--prizes", in: 1...1000)
        else { throw UsageError("--season and --prizes take whole numbers.") }
        guard let day = LocalDate(try arguments.required("--on")) else {
            throw UsageError("--on takes a day, such as 2032-01-10.")
        }
        let promise = Lottery.promise(of: try LotteryChoice.seed(arguments))
        return try Office.with(context) { office in
            let centre = try office.read { $0.identity.centre }
            let set: JSONObject = [
                "centreId": centre.json, "season": .integer(season), "prizes": .integer(prizes),
                "seedHash": .string(promise),
                "drawOn": .string(day.description),
            ]
            let edit = Edit(.lotteryDraw, context.environment.engine.newID(), set: set)
            let outcome = try office.submit([edit])
            OutcomeText(context).show(
                outcome,
                rows: [edit],
                more: ["promise": .string(promise)],
                lines: ["\(edit.entity) \(edit.id)", "Promise: \(promise)"]
            )
            return ExitCode(outcome)
        }
    }
}

/// Which lottery is meant.
enum LotteryChoice {
    /// The words of the seed; throws a usage error for none.
    static func seed(_ arguments: Arguments) throws -> String {
        let seed = try arguments.required("--seed")
        guard !seed.isEmpty, seed.utf8.count <= 200 else {
            throw UsageError("--seed takes 1 to 200 bytes.")
        }
        return seed
    }

    /// The lottery of the season that was promised with this seed; throws `lottery.unknown` and `lottery.seed`.
    static func draw(_ season: Int64, _ seed: String, _ reader: HubReader) throws -> LotteryView {
        let centre = reader.identity.centre
        let draws = try reader.rows(.lotteryDraw, of: centre).map(LotteryView.init)
            .filter { $0.season == season }
        guard !draws.isEmpty else {
            throw Failure(
                "lottery.unknown",
                "No lottery was promised for that season; begin with 'dugnad lottery promise'.",
                exit: .unreadable
            )
        }
        guard let draw = draws.last(where: { $0.promise == Lottery.promise(of: seed) }) else {
            throw Failure("lottery.seed", "The seed is not one that was promised for that season.")
        }
        return draw
    }
}
