import HTTPServer
import Storage
import SyncCore
import SyncEngine

extension HubDesk {
    /// Takes in operations; the answer is sent after they are on the disk.
    func push(_ call: Call) -> Disposition {
        let arrived = service.environment.now()
        return onPool(call, deadlineSeconds: limits.writeSeconds, late: .hubSlow) { desk in
            let device = try desk.service.read { try desk.device(call, $0) }
            let ticket = try desk.tickets.take(device)
            let request = try PushRequest(try call.body(limit: desk.limits.inflatedBytes))
            let push = PushInParts(
                call: call,
                device: device,
                ticket: ticket,
                request: request,
                arrived: arrived
            )
            desk.store(push, from: 0, told: nil)
        }
    }

    /// Stores the next part of a push, then the rest, so that what others send comes in between.
    private func store(_ push: PushInParts, from place: Int, told: PushAnswer?) {
        service.submit({ [environment = service.environment] hub in
            // As the device is now: it may have been retired, or its grant changed, since the push came or its last part.
            let device = try hub.device(number: push.device.number)
            return try hub.push(push.part(from: place, now: environment.now()), from: device)
        }) { result in
            switch result {
            case .success(let answer): self.goOn(push, after: place, told.joined(with: answer))
            case .failure(let error):
                guard var told else { return self.fail(push.call, error) }
                // What was stored counts. The client goes on from there, and is then told the error itself.
                told.stopped = "push.gap"
                self.answer(push, told)
            }
        }
    }

    private func goOn(_ push: PushInParts, after place: Int, _ told: PushAnswer) {
        let next = place + PushInParts.operations
        guard told.stopped == nil, next < push.request.operations.count else {
            return answer(push, told)
        }
        // Whoever was answered at the deadline sends it again.
        guard push.call.exchange.isWaiting else { return }
        store(push, from: next, told: told)
    }

    /// Long answers are packed on a thread of the pool, as the writer has others to serve.
    private func answer(_ push: PushInParts, _ told: PushAnswer) {
        let isShort = told.outcomes.count <= 2
        guard !isShort, pool.submit(isForced: true, { push.answer(told) }) else {
            return push.answer(told)
        }
    }
}

/// A push on its way into the store.
private struct PushInParts: Sendable {
    let call: Call
    let device: Device
    /// Counts the request for as long as it is under way.
    let ticket: DeviceTickets.Ticket
    let request: PushRequest
    /// The hub's clock when it came, Unix milliseconds.
    let arrived: Int64

    /// How many operations are stored at once.
    ///
    /// A small push waits for no more of a huge one; a day's work, which is less, is stored with one commit.
    static let operations = 320

    /// The operations from this place, sent now: the time they waited here is no error of the device's clock.
    func part(from place: Int, now: Int64) -> PushRequest {
        let end = min(place + Self.operations, request.operations.count)
        let (sentNow, isBeyond) = request.deviceNow.addingReportingOverflow(max(0, now - arrived))
        return request.part(place..<end, deviceNow: isBeyond ? request.deviceNow : sentNow)
    }

    func answer(_ told: PushAnswer) {
        call.exchange.respond(Answer.packed(Answer.lines(told.bytes), for: call.request))
    }
}

extension PushAnswer? {
    /// The answers to two parts of a push, as one to both.
    fileprivate func joined(with next: PushAnswer) -> PushAnswer {
        guard let self else { return next }
        var sum = next
        sum.outcomes = self.outcomes + next.outcomes
        return sum
    }
}
