import Synchronization

/// What the handler returns: an answer, or the promise of one.
package enum Disposition: Sendable {
    /// Answer now.
    case respond(HTTPResponse)
    /// Set the request aside until `Exchange.respond` is called, or the deadline comes.
    ///
    /// `atDeadline` makes the answer when nobody else has; it runs on the timer thread and must be
    /// quick. With `endsWithDrain` it is asked as soon as the server drains, which is right for a
    /// long poll and wrong for a write that will be answered in a moment.
    case park(
        deadlineMilliseconds: Int,
        endsWithDrain: Bool = false,
        atDeadline: @Sendable () -> HTTPResponse
    )
}

/// Answers requests; called on an event-loop thread, where it must not block for long.
package typealias HTTPHandler = @Sendable (HTTPRequest, Exchange) -> Disposition

/// The one answer to one request, to be given from any thread.
///
///     { request, exchange in
///         writer.submit(request.body) { outcome in exchange.respond(outcome.response) }
///         return .park(deadlineMilliseconds: 10_000) { tooSlow }
///     }
///
/// It may be kept for as long as one likes: an answer that comes after the deadline, or after the
/// client has left, goes nowhere.
package final class Exchange: Sendable {
    let id: UInt64
    private let mailbox: Mailbox
    private let state = Mutex(State.open)

    private enum State {
        case open
        case parked(atDeadline: @Sendable () -> HTTPResponse)
        case answered(HTTPResponse)
        case finished
    }

    init(id: UInt64, mailbox: Mailbox) {
        self.id = id
        self.mailbox = mailbox
    }

    /// Answers the request; the first answer counts, and the result says whether it was this one.
    @discardableResult
    package func respond(_ response: HTTPResponse) -> Bool {
        enum Step { case late, kept, resume }
        let step = state.withLock { state -> Step in
            switch state {
            case .open:
                state = .answered(response)
                return .kept
            case .parked:
                state = .answered(response)
                return .resume
            case .answered, .finished:
                return .late
            }
        }
        if case .resume = step { mailbox.post(id) }
        return step != .late
    }

    /// Whether an answer is still wanted; long work may look before it begins.
    package var isWaiting: Bool {
        state.withLock { state in
            switch state {
            case .open, .parked: true
            case .answered, .finished: false
            }
        }
    }

    /// Parks the exchange, unless the answer is already there: then it is returned.
    func park(atDeadline: @escaping @Sendable () -> HTTPResponse) -> HTTPResponse? {
        state.withLock { state in
            guard case .answered(let response) = state else {
                state = .parked(atDeadline: atDeadline)
                return nil
            }
            state = .finished
            return response
        }
    }

    /// Answers a parked exchange with its deadline's answer; the timer calls it, and the drain.
    func expire() {
        let make = state.withLock { state -> (@Sendable () -> HTTPResponse)? in
            guard case .parked(let atDeadline) = state else { return nil }
            return atDeadline
        }
        guard let make else { return }
        respond(make())
    }

    /// Ends the exchange and takes the answer, if there is one; later ones are dropped.
    func finish() -> HTTPResponse? {
        state.withLock { state in
            defer { state = .finished }
            guard case .answered(let response) = state else { return nil }
            return response
        }
    }
}
