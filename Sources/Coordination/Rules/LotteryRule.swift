import SyncCore
import SyncEngine

/// The seed of a draw is promised first, is the one that was promised, and nothing of a draw changes after it.
struct LotteryRule: Rule {
    let reach = Reach.only([.lotteryDraw])

    private static let result = ["seed", "ticketsHash", "ticketCount", "winners", "drawnAt"]

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, draw) in changes.of(LotteryView.self)
        where Self.result.contains(where: change.changed) {
            if change.isNew {
                objections.refuse(Finding("lottery.not_committed", draw, field: "seed"))
            } else if change.before?["seed"] != nil {
                objections.refuse(Finding("lottery.drawn", draw, field: "seed"))
            } else if Lottery.promise(of: draw.row.text("seed") ?? "") != draw.promise {
                objections.refuse(Finding("lottery.seed", draw, field: "seed"))
            }
        }
    }
}
