import Storage
import SyncCore
import SyncEngine

/// An operation of a device as the hub has it.
struct SmallAnswered {
    let made: SmallMade
    let outcome: Outcome
    let corrected: Int64

    /// Whether the edit took part in the merge.
    var isAccepted: Bool { outcome.verdict == .applied || outcome.verdict == .merged }
}

extension SmallWorld {
    /// The hub's answers, in its order, with what was known to who made them.
    func answered(at spot: SmallSpot) -> [SmallAnswered] {
        let made = made[spot.made]
        return hubFacts[Int(spot.hub)].answers.compactMap { answer in
            let own = made.first { $0.device == answer.device && $0.number == answer.number }
            return own.map {
                SmallAnswered(made: $0, outcome: answer.outcome, corrected: answer.corrected)
            }
        }
    }
}

/// What holds after every step of every behaviour.
final class SmallAlways {
    private let world: SmallWorld
    /// What was found right, by the hub's content and the operations made.
    private var known: Set<SIMD2<Int32>> = []

    init(_ world: SmallWorld) { self.world = world }

    /// Promise 4: a clock a century off moves nothing; only what was caught on its way is later.
    func check(_ spot: SmallSpot) throws {
        guard known.insert(SIMD2(spot.hub, spot.made)).inserted else { return }
        for answer in world.answered(at: spot) {
            let made = answer.made
            let isRight =
                made.isStray ? answer.corrected >= made.at : answer.corrected == made.at
            guard isRight else {
                throw SmallFailure(
                    "operation \(made.number) of \(made.device) counts as made "
                        + "\(answer.corrected - made.at) ms off"
                )
            }
        }
    }

    /// Promise 7: numbers without a gap, each once; promise 4: hub time never decreases.
    static func checkOrder(_ hub: Connection) throws {
        let isOutOfOrder = try hub.first(
            """
            SELECT 1 FROM operation a JOIN operation b ON b.seq = a.seq + 1
            WHERE b.received < a.received OR (a.origin > 0 AND b.origin = a.origin
                AND b.number <= a.number)
            """
        ) { _ in true }
        guard isOutOfOrder == nil else {
            throw SmallFailure("numbers or times run backwards at the hub")
        }
        let gap = try hub.first(
            """
            SELECT 1 FROM operation WHERE origin > 0 GROUP BY origin
            HAVING max(number) <> count(*)
            """
        ) { _ in true }
        guard gap == nil else { throw SmallFailure("an operation is missing at the hub") }
    }
}
