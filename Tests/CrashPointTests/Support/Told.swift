import SyncCore
@testable import SyncEngine
import Synchronization

/// What people and devices were told, which no power cut may take back.
final class Told: Sendable {
    private struct Key: Hashable {
        let incarnation: RowID
        let number: Int64
    }

    private struct State {
        var outcomes: [Key: Outcome] = [:]
        var contradictions: [String] = []
        var made: [String: Int64] = [:]
    }

    private let state: Mutex<State>

    init() { state = Mutex(State()) }

    private init(_ other: Told) { state = Mutex(other.state.withLock { $0 }) }

    func copy() -> Told { Told(self) }

    /// Notes answers that reached the device; a second answer must be the first again.
    ///
    /// A hub that was restored keeps to a refusal it does not know any more, and says so in place of the reasons.
    func note(_ outcomes: [Outcome], to incarnation: RowID) {
        state.withLock { state in
            for outcome in outcomes {
                let key = Key(incarnation: incarnation, number: outcome.number)
                if let known = state.outcomes[key], known != outcome,
                    !Self.keepsTo(known, outcome)
                {
                    state.contradictions.append("number \(outcome.number) has two outcomes")
                }
                state.outcomes[key] = outcome
            }
        }
    }

    private static func keepsTo(_ known: Outcome, _ outcome: Outcome) -> Bool {
        known.verdict == .refused && outcome.verdict == .refused
            && outcome.findings.contains { $0.code == Outcome.refusedBefore }
    }

    /// Notes that a device said an operation of its own is kept.
    func noteMade(_ number: Int64, by device: String) {
        state.withLock { $0.made[device] = number }
    }

    /// The last operation a device said it keeps.
    func lastMade(by device: String) -> Int64 { state.withLock { $0.made[device] ?? 0 } }

    var contradictions: [String] { state.withLock { $0.contradictions } }

    var all: [(incarnation: RowID, outcome: Outcome)] {
        state.withLock { state in state.outcomes.map { ($0.key.incarnation, $0.value) } }
    }
}
