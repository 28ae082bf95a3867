import HTTPServer
import SyncEngine

/// What all routes of a hub share, and how they get off the event loops.
final class HubDesk: Sendable {
    let service: HubService
    let limits: ServeLimits
    let report: @Sendable (String) -> Void
    let pool: WorkPool
    let waitingRoom: WaitingRoom
    let tickets: DeviceTickets
    let tries: TryLimiter
    let needMaps = KeptAnswers()
    let calendars = KeptAnswers()
    let opportunityLists = KeptAnswers()
    let started: Int64

    init(_ service: HubService, _ configuration: ServeConfiguration) {
        self.service = service
        limits = configuration.limits
        report = configuration.report
        pool = WorkPool(limit: limits.queuedReads)
        waitingRoom = WaitingRoom(limit: limits.waiting)
        tickets = DeviceTickets(limit: limits.requestsPerDevice)
        tries = TryLimiter(
            tries: limits.enrolmentTries,
            secondsPerTry: limits.enrolmentSecondsPerTry
        )
        started = service.environment.now()
    }

    /// Answers by reading, on a thread of the pool.
    func reading(
        _ call: Call,
        _ work: @escaping @Sendable (HubReader) throws -> HTTPResponse
    ) -> Disposition {
        onPool(call, deadlineSeconds: limits.readSeconds, late: .hubBusy) { desk in
            call.exchange.respond(Answer.packed(try desk.service.read(work), for: call.request))
        }
    }

    /// Parks the request and does the work on a thread of the pool; the work answers, or throws.
    ///
    /// `late` is answered at the deadline, and `hub.busy` at once when the pool is full.
    func onPool(
        _ call: Call,
        deadlineSeconds: Int,
        late: SyncError,
        _ work: @escaping @Sendable (HubDesk) throws -> Void
    ) -> Disposition {
        let isTaken = pool.submit {
            // Whoever waited in vain has been answered already.
            guard call.exchange.isWaiting else { return }
            do { try work(self) } catch { self.fail(call, error) }
        }
        guard isTaken else {
            return .respond(ErrorAnswer.response(SyncError.hubBusy, to: call.request))
        }
        return .park(deadlineMilliseconds: deadlineSeconds * 1000) {
            ErrorAnswer.response(late, to: call.request)
        }
    }

    /// Runs a job on the hub and answers after its commit.
    func writing<R: Sendable>(
        _ call: Call,
        _ job: @escaping @Sendable (Hub) throws -> R,
        done: @escaping @Sendable (R) -> HTTPResponse
    ) {
        service.submit(job) { result in
            switch result {
            case .success(let value):
                call.exchange.respond(Answer.packed(done(value), for: call.request))
            case .failure(let error): self.fail(call, error)
            }
        }
    }

    func fail(_ call: Call, _ error: any Error) {
        if let what = ErrorAnswer.report(error) { report("\(call.request.method): \(what)") }
        call.exchange.respond(ErrorAnswer.response(error, to: call.request))
    }

    /// The device whose token the call carries; throws `auth.missing`, `auth.unknown`, `device.revoked`.
    func device(_ call: Call, _ reader: HubReader) throws -> Device {
        guard let device = try reader.device(token: try call.bearer()) else {
            throw SyncError.authUnknown
        }
        guard device.revoked == nil else { throw SyncError.deviceRevoked }
        return device
    }
}
