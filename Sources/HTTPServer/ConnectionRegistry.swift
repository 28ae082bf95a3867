import Glibc
import Synchronization

/// The open connections of all workers, for the reaper and for the limit of one address.
final class ConnectionRegistry: Sendable {
    private let state = Mutex(State())

    private struct State {
        var connections: [Int32: Connection] = [:]
        var perAddress: [String: Int] = [:]
    }

    var count: Int { state.withLock { $0.connections.count } }

    /// How many connections this address has open.
    func count(of peer: String) -> Int {
        state.withLock { $0.perAddress[peer] ?? 0 }
    }

    /// Adds a connection; true when it is the only one.
    func add(_ connection: Connection) -> Bool {
        state.withLock { state in
            state.connections[connection.descriptor] = connection
            state.perAddress[connection.peer, default: 0] += 1
            return state.connections.count == 1
        }
    }

    /// Removes a connection; called before its descriptor is closed and can be another's.
    func remove(_ connection: Connection) {
        state.withLock { state in
            state.connections[connection.descriptor] = nil
            let left = (state.perAddress[connection.peer] ?? 1) - 1
            state.perAddress[connection.peer] = left > 0 ? left : nil
        }
    }

    /// Shuts down what is due and says how many connections there are.
    ///
    /// The lock is held throughout: a connection is removed under it before its descriptor is
    /// closed, so that no descriptor here can have become another connection's.
    func reap(at now: UInt64) -> Int {
        state.withLock { state in
            for connection in state.connections.values where connection.isDue(at: now) {
                shutdown(connection.descriptor, Int32(SHUT_RDWR))
                connection.setDeadline(Connection.never)
            }
            return state.connections.count
        }
    }
}
