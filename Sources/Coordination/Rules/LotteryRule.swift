import Geometry
import SyncCore
import SyncEngine

/// One draw for a centre and a season: promised before its first bag, for a day, and told as the rows themselves give
/// it.
///
/// With the day the list is closed: whoever knows the seed can draw later, and draws the same.
/// A bag that was left before the promise would let whoever promises choose a seed by which that bag wins, whether
/// it is delivered yet or not; so no bag with a name may be there. What is told of the draw is reckoned again, and
/// nothing of it changes after.
struct LotteryRule: Rule {
    let reach = Reach.only([.lotteryDraw])

    private static let result = ["seed", "ticketsHash", "ticketCount", "winners", "drawnAt"]

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, draw) in changes.of(LotteryView.self) {
            if change.isNew, let code = try Self.objection(to: draw, in: world) {
                objections.refuse(Finding(code, draw, field: "season"))
            }
            if change.isNew, draw.day.map({ $0 <= OsloTime.date(at: world.now) }) ?? true {
                objections.refuse(Finding("lottery.day", draw, field: "drawOn"))
            }
            guard Self.result.contains(where: change.changed) else { continue }
            if change.isNew {
                objections.refuse(Finding("lottery.not_committed", draw, field: "seed"))
            } else if change.before?["seed"] != nil {
                objections.refuse(Finding("lottery.drawn", draw, field: "seed"))
            } else if let day = draw.day, draw.row["sealedAt"] == nil {
                objections.refuse(
                    Finding("lottery.not_yet", draw, field: "seed", detail: day.description)
                )
            } else if draw.row.integer("ticketCount") == 0 {
                objections.refuse(Finding("lottery.no_tickets", draw, field: "ticketCount"))
            } else if let seed = draw.row.text("seed"), Lottery.promise(of: seed) == draw.promise {
                if let field = try Self.falseField(of: draw, seed, in: world) {
                    objections.refuse(Finding("lottery.result", draw, field: field))
                }
            } else {
                objections.refuse(Finding("lottery.seed", draw, field: "seed"))
            }
        }
    }

    /// When the promise was made is the hub's to say.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        changes.of(LotteryView.self).compactMap { change, draw in
            guard change.isNew else { return nil }
            return Write.edit(draw.row, set: ["committedAt": .integer(world.now)])
        }
    }

    /// Closes the list when the day has come.
    func tick(in world: any World) throws -> [Edit] {
        try world.rows(.lotteryDraw).map(LotteryView.init).compactMap { draw in
            guard draw.row["sealedAt"] == nil, !draw.isDrawn, draw.seal(at: world.now) != nil
            else { return nil }
            return Write.edit(draw.row, set: ["sealedAt": .integer(world.now)])
        }
    }

    /// Why a draw cannot be promised any more, or not again.
    private static func objection(to draw: LotteryView, in world: any World) throws -> String? {
        guard let centre = draw.centre else { return nil }
        let draws: [LotteryView] = try world.views(where: "centreId", is: centre)
        if draws.contains(where: { $0.id != draw.id && $0.season == draw.season }) {
            return "lottery.promised"
        }
        let deposits: [DepositView] = try world.views(where: "centreId", is: centre)
        let isLate = deposits.contains { deposit in
            deposit.counts && deposit.row["reportedById"] != nil && draw.holds(deposit)
        }
        return isLate ? "lottery.late" : nil
    }

    /// The first field that is not what the rows give by the seed.
    private static func falseField(
        of draw: LotteryView,
        _ seed: String,
        in world: any World
    ) throws -> String? {
        let list = try TicketBook(draw, in: world).list
        if draw.row.integer("ticketCount") != Int64(list.numbers.count) { return "ticketCount" }
        if draw.row.text("ticketsHash") != Lottery.hash(list.bytes) { return "ticketsHash" }
        let winners = (list.winners(seed) ?? []).map { JSONValue.string($0) }
        let told = draw.row["winners"]?.array ?? []
        return told == winners ? nil : "winners"
    }
}
