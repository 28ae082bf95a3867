import Storage
import SyncCore
import SyncEngine

/// An operation of a device as the hub has it.
struct SmallAnswered {
    let made: SmallWorld.Made
    let outcome: Outcome
    let corrected: Int64

    /// Whether the edit took part in the merge.
    var isAccepted: Bool { outcome.verdict == .applied || outcome.verdict == .merged }
}

extension SmallWorld {
    /// The hub's answers, in its order.
    func answered() throws -> [SmallAnswered] {
        let answers = try stores[0].connection.all(
            "SELECT origin, number, outcome, corrected FROM operation WHERE origin > 0 ORDER BY seq"
        ) { (origin: $0.int64(0), number: $0.int64(1), outcome: $0.bytes(2), at: $0.int64(3)) }
        var out: [SmallAnswered] = []
        for answer in answers {
            guard let device = origins.firstIndex(of: answer.origin),
                let made = progress.made.first(where: {
                    $0.device == device && $0.number == answer.number
                })
            else { continue }
            let outcome = try Outcome(try JSONValue.parse(answer.outcome))
            out.append(SmallAnswered(made: made, outcome: outcome, corrected: answer.at))
        }
        return out
    }
}

/// What holds after every step of every behaviour.
struct SmallAlways {
    let world: SmallWorld

    init(_ world: SmallWorld) { self.world = world }

    func check() throws {
        try checkOrder()
        try checkClocks()
    }

    /// Promise 7: numbers without a gap, each once; promise 4: hub time never decreases.
    private func checkOrder() throws {
        let store = world.stores[0].connection
        let isOutOfOrder = try store.first(
            """
            SELECT 1 FROM operation a JOIN operation b ON b.seq = a.seq + 1
            WHERE b.received < a.received OR (a.origin > 0 AND b.origin = a.origin
                AND b.number <= a.number)
            """
        ) { _ in true }
        guard isOutOfOrder == nil else {
            throw SmallFailure("numbers or times run backwards at the hub")
        }
        let gap = try store.first(
            """
            SELECT 1 FROM operation WHERE origin > 0 GROUP BY origin
            HAVING max(number) <> count(*)
            """
        ) { _ in true }
        guard gap == nil else { throw SmallFailure("an operation is missing at the hub") }
    }

    /// Promise 4: a clock a century off moves nothing; only what was caught on its way is later.
    private func checkClocks() throws {
        for answer in try world.answered() {
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
}
