import Synchronization

/// Where a parked pull finds its waiter, which is made later and on another thread.
final class Seat: Sendable {
    private let taken = Mutex<Waiter?>(nil)

    var waiter: Waiter? { taken.withLock { $0 } }

    func take(_ waiter: Waiter) { taken.withLock { $0 = waiter } }
}
