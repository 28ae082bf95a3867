import HTTPServer
import Storage
import SyncCore
import SyncEngine

extension HubDesk {
    /// Takes in operations; the answer is sent after they are on the disk.
    func push(_ call: Call) -> Disposition {
        onPool(call, deadlineSeconds: limits.writeSeconds, late: .hubSlow) { desk in
            let device = try desk.service.read { try desk.device(call, $0) }
            let ticket = try desk.tickets.take(device)
            let request = try PushRequest(try call.body(limit: desk.limits.inflatedBytes))
            desk.writing(call) { hub in
                try withExtendedLifetime(ticket) {
                    try hub.requireAdmitted(device)
                    return try hub.push(request, from: device)
                }
            } done: { answer in
                Answer.lines(answer.bytes)
            }
        }
    }
}

extension Hub {
    /// Throws `device.revoked` when that happened while the push was on its way here.
    fileprivate func requireAdmitted(_ device: Device) throws {
        let isAdmitted = try store.first(
            "SELECT 1 FROM device WHERE device = ?1 AND revoked IS NULL",
            device.number
        ) { _ in true }
        guard isAdmitted ?? false else {
            throw SyncError(
                "device.revoked",
                "This device was revoked. Ask the centre for a new code."
            )
        }
    }
}
