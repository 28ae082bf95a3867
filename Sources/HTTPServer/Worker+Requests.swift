import CMicrohttpd
import Synchronization

/// The life of a request: head, pieces of body, and the answer.
///
/// The library calls at least twice: with the head, then for each piece of body, then once with
/// nothing. An answer queued in the first call closes the connection afterwards, which is right for
/// a refusal and wrong for an answer; while pieces arrive it takes no answer at all.
extension Worker {
    func handleHead(_ context: RequestContext, version: String) -> MHD_Result {
        guard context.takeLayoutVerdict() else {
            return refuse(context, .malformed("a header field is folded, empty or cut"))
        }
        let fault = HeaderGuard.check(
            method: context.method,
            target: context.target,
            version: version,
            headers: context.headers,
            fieldLimit: configuration.headerFields
        )
        if let fault { return refuse(context, fault) }
        let limit = configuration.limit(method: context.method, path: context.path)
        if let announced = announcedLength(context.headers), announced > UInt64(limit) {
            return refuse(context, .contentTooLarge(limit: limit))
        }
        context.expectBody(limit: limit)
        context.client?.setDeadline(
            monotonicMilliseconds(after: configuration.bodySeconds * 1000)
        )
        return .YES
    }

    func handleEnd(_ context: RequestContext) -> MHD_Result {
        context.client?.setDeadline(Connection.never)
        if let fault = context.fault { return refuse(context, fault) }
        let exchange = Exchange(id: shared.nextExchange(), mailbox: mailbox)
        context.exchange = exchange
        switch shared.handler(context.takeRequest(), exchange) {
        case .respond(let response):
            _ = exchange.finish()
            return answer(context, response)
        case .park(let milliseconds, let endsWithDrain, let atDeadline):
            if let response = exchange.park(atDeadline: atDeadline) {
                return answer(context, response)
            }
            return park(
                context,
                exchange,
                deadline: monotonicMilliseconds(after: milliseconds),
                endsWithDrain: endsWithDrain
            )
        }
    }

    /// Answers a request that was parked; the library calls after it was resumed.
    func handleResumed(_ context: RequestContext) -> MHD_Result {
        guard let response = context.exchange?.finish() else { return refuse(context, .stopping) }
        return answer(context, response)
    }

    func refuse(_ context: RequestContext, _ fault: HTTPFault) -> MHD_Result {
        var response = configuration.errorResponse(fault)
        response.headers.append(("Connection", "close"))
        return answer(context, response)
    }

    private func park(
        _ context: RequestContext,
        _ exchange: Exchange,
        deadline: UInt64,
        endsWithDrain: Bool
    ) -> MHD_Result {
        guard addParked(context, id: exchange.id) else {
            _ = exchange.finish()
            return refuse(context, .overloaded)
        }
        context.phase = .parked
        MHD_suspend_connection(context.connection)
        // From here on it may be answered; the answer waits in the mailbox for our next round.
        shared.timekeeper.schedule(exchange, deadline: deadline, endsWithDrain: endsWithDrain)
        return .YES
    }

    /// A length beyond 64 bits never gets here: the library refuses it.
    private func announcedLength(_ headers: [(name: String, value: String)]) -> UInt64? {
        headers.first { $0.name.equalsIgnoringCase("content-length") }
            .map { UInt64($0.value) ?? .max }
    }
}
