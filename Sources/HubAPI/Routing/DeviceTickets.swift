import SyncEngine
import Synchronization

/// Counts the open requests of each device.
final class DeviceTickets: Sendable {
    private let limit: Int
    private let open = Mutex<[Int64: Int]>([:])

    init(limit: Int) { self.limit = limit }

    /// Counts one more request until the ticket is let go.
    ///
    /// Throws `device.too_many_requests`.
    func take(_ device: Device) throws(SyncError) -> Ticket {
        let isFree = open.withLock { open in
            let count = open[device.number] ?? 0
            guard count < limit else { return false }
            open[device.number] = count + 1
            return true
        }
        guard isFree else { throw .tooManyRequests }
        return Ticket(device.number, of: self)
    }

    fileprivate func giveBack(_ device: Int64) {
        open.withLock { open in
            let left = (open[device] ?? 1) - 1
            open[device] = left > 0 ? left : nil
        }
    }

    /// One open request.
    final class Ticket: Sendable {
        private let device: Int64
        private let tickets: DeviceTickets

        fileprivate init(_ device: Int64, of tickets: DeviceTickets) {
            self.device = device
            self.tickets = tickets
        }

        deinit { tickets.giveBack(device) }
    }
}
