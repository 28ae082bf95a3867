import HTTPServer
import SyncEngine
import Synchronization

/// Pulls that wait, found by the scopes of their devices.
///
/// Nothing here reads the store or holds a thread: a commit looks up who is concerned, and only they are
/// looked at again.
final class WaitingRoom: Sendable {
    private let limit: Int
    private let state = Mutex(State())

    private struct State {
        var waiters: [Waiter.Owner: (waiter: Waiter, scopes: Set<Int64>)] = [:]
        var byScope: [Int64: Set<Waiter.Owner>] = [:]
        var wakeUps = 0
        /// How many commits have been told.
        var commits = 0

        mutating func remove(_ owner: Waiter.Owner) -> Waiter? {
            guard let (waiter, scopes) = waiters.removeValue(forKey: owner) else { return nil }
            for scope in scopes {
                byScope[scope]?.remove(owner)
                if byScope[scope]?.isEmpty ?? false { byScope[scope] = nil }
            }
            return waiter
        }
    }

    init(limit: Int) { self.limit = limit }

    var count: Int { state.withLock { $0.waiters.count } }

    /// How many waits were looked at again because of a commit.
    var wakeUps: Int { state.withLock { $0.wakeUps } }

    /// How many commits have been told; to be asked before a pull looks whether there is news.
    var commits: Int { state.withLock { $0.commits } }

    /// What adding a wait came to.
    struct Added {
        /// The earlier wait of the same store: its client has left or changed its mind.
        let earlier: Waiter?
        /// Whether a commit was told since the look, which woke nobody: it has to look once more.
        let looksAgain: Bool
    }

    /// Lets a pull wait that found nothing after so many commits; throws `pull.too_many_waiting`.
    func add(_ waiter: Waiter, scopes: Set<Int64>, after commits: Int) throws(SyncError) -> Added {
        let (isFull, added) = state.withLock { state -> (Bool, Added) in
            let added = Added(
                earlier: state.remove(waiter.owner),
                looksAgain: state.commits != commits
            )
            guard state.waiters.count < limit else { return (true, added) }
            state.waiters[waiter.owner] = (waiter, scopes)
            for scope in scopes { state.byScope[scope, default: []].insert(waiter.owner) }
            return (false, added)
        }
        if isFull { throw .tooManyWaiting }
        return added
    }

    /// Ends a wait, unless a newer one has its place.
    func remove(_ waiter: Waiter) {
        state.withLock { state in
            guard state.waiters[waiter.owner]?.waiter === waiter else { return }
            _ = state.remove(waiter.owner)
        }
    }

    /// Who has to look again because these scopes changed, each once.
    func concerned(by scopes: Set<Int64>) -> [Waiter] {
        state.withLock { state in
            state.commits += 1
            var owners: Set<Waiter.Owner> = []
            for scope in scopes { owners.formUnion(state.byScope[scope] ?? []) }
            state.wakeUps += owners.count
            return owners.compactMap { state.waiters[$0]?.waiter }
        }
    }

    /// Forgets waits that were answered in another way.
    func sweep() {
        state.withLock { state in
            let over = state.waiters.filter { !$0.value.waiter.call.exchange.isWaiting }
            for owner in over.keys { _ = state.remove(owner) }
        }
    }
}
