import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// What changed for a device; with `wait` and nothing new, the answer comes when there is news.
    ///
    /// That nothing is new is often known without the store, and then answered on the event loop itself.
    func pull(_ call: Call) -> Disposition {
        let query: PullQuery
        do { query = try PullQuery(call, waitMaximum: limits.waitSeconds) } catch {
            return refusePull(call, error)
        }
        let question = query.idle(call)
        let told = waitingRoom.commits
        let now = service.environment.now()
        let found = question.flatMap {
            service.idlePulls.found($0, after: service.commits, now: now)
        }
        let seat = Seat()
        do {
            switch (found, query.wait) {
            case (let found?, 0):
                return .respond(Answer.lines(found.answer.bytes(at: now)))
            case (let found?, _):
                try wait(call, query, found, ticket: tickets.take(found.device), seat, after: told)
            case (nil, 0):
                return onPool(call, deadlineSeconds: limits.readSeconds, late: .hubBusy) { desk in
                    desk.send(try desk.look(call, query, question).page, to: call)
                }
            case (nil, _):
                guard pool.submit({ self.lookOrWait(call, query, question, seat) }) else {
                    throw SyncError.hubBusy
                }
            }
        } catch {
            return .respond(ErrorAnswer.response(error, to: call.request))
        }
        return .park(deadlineMilliseconds: query.wait * 1000, endsWithDrain: true) {
            [waitingRoom] in
            guard let waiter = seat.waiter else {
                return ErrorAnswer.response(SyncError.hubBusy, to: call.request)
            }
            waitingRoom.remove(waiter)
            return waiter.idleResponse
        }
    }

    /// Refuses a query, but says so only to a device of this hub: nobody else learns what a query has.
    private func refusePull(_ call: Call, _ error: SyncError) -> Disposition {
        onPool(call, deadlineSeconds: limits.readSeconds, late: .hubBusy) { desk in
            _ = try desk.service.read { try desk.device(call, $0) }
            throw error
        }
    }

    private func send(_ page: PullPage, to call: Call) {
        call.exchange.respond(Answer.packed(Answer.lines(page.bytes), for: call.request))
    }

    /// Has those look again who are concerned by a commit; called on the writer's thread.
    func changed(_ scopes: Set<Int64>) {
        for waiter in waitingRoom.concerned(by: scopes) { queueLook(waiter) }
    }

    /// What there is for the device now.
    private struct Look: Sendable {
        let page: PullPage
        let ticket: DeviceTickets.Ticket
        /// Where the page can be told again.
        let found: IdlePulls.Found?
    }

    private func look(
        _ call: Call,
        _ query: PullQuery,
        _ question: IdlePulls.Question?
    ) throws -> Look {
        let commits = service.commits
        return try service.read { reader in
            let device = try device(call, reader)
            let ticket = try tickets.take(device)
            let page = try reader.pull(
                device,
                incarnation: query.incarnation,
                cursor: query.cursor,
                lacks: query.lacks,
                repair: query.repair,
                brief: query.brief
            )
            let isHeard = try noteFollowed(device, query.incarnation, query.cursor, reader)
            let found = try page.idle.map {
                IdlePulls.Found(
                    device: device,
                    scopes: try reader.scopeNumbers(of: device),
                    answer: $0
                )
            }
            if let found, let question, isHeard {
                service.idlePulls.note(found, to: question, after: commits)
            }
            return Look(page: page, ticket: ticket, found: found)
        }
    }

    /// Notes how far the device has come, where an erasure waits to hear it; seldom, and nobody waits for it.
    ///
    /// True where there was nothing to note: what could not be noted is looked at again at the next pull.
    @discardableResult
    private func noteFollowed(
        _ device: Device,
        _ incarnation: RowID,
        _ cursor: Cursor?,
        _ reader: HubReader
    ) throws -> Bool {
        guard let seq = try reader.unconfirmed(device, incarnation, at: cursor) else { return true }
        service.submit({ try $0.confirm(device, incarnation, through: seq) }) { _ in }
        return false
    }

    private func lookOrWait(
        _ call: Call,
        _ query: PullQuery,
        _ question: IdlePulls.Question?,
        _ seat: Seat
    ) {
        // Whoever waited in vain has been answered already.
        guard call.exchange.isWaiting else { return }
        do {
            let told = waitingRoom.commits
            let look = try look(call, query, question)
            guard let found = look.found else { return send(look.page, to: call) }
            try wait(call, query, found, ticket: look.ticket, seat, after: told)
        } catch { fail(call, error) }
    }

    /// Has a pull wait that found nothing after so many commits were told.
    private func wait(
        _ call: Call,
        _ query: PullQuery,
        _ found: IdlePulls.Found,
        ticket: DeviceTickets.Ticket,
        _ seat: Seat,
        after told: Int
    ) throws(SyncError) {
        let waiter = Waiter(
            call,
            .init(device: found.device.number, incarnation: query.incarnation),
            cursor: query.cursor,
            brief: query.brief,
            idle: found.answer,
            now: service.environment.now,
            ticket: ticket
        )
        let added = try waitingRoom.add(waiter, scopes: found.scopes, after: told)
        if let earlier = added.earlier { earlier.call.exchange.respond(earlier.idleResponse) }
        seat.take(waiter)
        // A commit is told after it can be seen: one that was not told yet will find the waiter.
        if added.looksAgain { queueLook(waiter) }
    }

    private func queueLook(_ waiter: Waiter) {
        guard waiter.claimLook() else { return }
        // Forced, as a lost wake-up is a lost answer; there is at most one for each waiter.
        _ = pool.submit(isForced: true) { [self] in lookAgain(waiter) }
    }

    private func lookAgain(_ waiter: Waiter) {
        waiter.beginLook()
        let call = waiter.call
        guard call.exchange.isWaiting else { return waitingRoom.remove(waiter) }
        do {
            let page = try service.read { reader in
                let device = try device(call, reader)
                let page = try reader.pull(
                    device,
                    incarnation: waiter.owner.incarnation,
                    cursor: waiter.cursor,
                    brief: waiter.brief
                )
                try noteFollowed(device, waiter.owner.incarnation, waiter.cursor, reader)
                return page
            }
            if let idle = page.idle { return waiter.keep(idle) }
            waitingRoom.remove(waiter)
            send(page, to: call)
        } catch {
            waitingRoom.remove(waiter)
            fail(call, error)
        }
    }
}
