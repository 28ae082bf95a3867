import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// What changed for a device; with `wait` and nothing new, the answer comes when there is news.
    func pull(_ call: Call) -> Disposition {
        let query: PullQuery
        do { query = try PullQuery(call, waitMaximum: limits.waitSeconds) } catch {
            return refusePull(call, error)
        }
        guard query.wait > 0 else {
            return onPool(call, deadlineSeconds: limits.readSeconds, late: .hubBusy) { desk in
                desk.send(try desk.look(call, query).page, to: call)
            }
        }
        let seat = Seat()
        let isTaken = pool.submit { [self] in
            guard call.exchange.isWaiting else { return }
            do { try lookOrWait(call, query, seat) } catch { fail(call, error) }
        }
        guard isTaken else {
            return .respond(ErrorAnswer.response(SyncError.hubBusy, to: call.request))
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
        let device: Device
        /// The device's own, where it is to wait for a change of them.
        let scopes: Set<Int64>
        let page: PullPage
        let ticket: DeviceTickets.Ticket
    }

    private func look(_ call: Call, _ query: PullQuery) throws -> Look {
        try service.read { reader in
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
            if !page.isRepeated {
                try noteFollowed(device, query.incarnation, query.cursor, reader)
            }
            let waits = page.isNothingNew && query.wait > 0
            return Look(
                device: device,
                scopes: waits ? try reader.scopeNumbers(of: device) : [],
                page: page,
                ticket: ticket
            )
        }
    }

    /// Notes how far the device has come, where an erasure waits to hear it; seldom, and nobody waits for it.
    ///
    /// What could not be noted is looked at again at the first pull after anybody has written.
    private func noteFollowed(
        _ device: Device,
        _ incarnation: RowID,
        _ cursor: Cursor?,
        _ reader: HubReader
    ) throws {
        guard let seq = try reader.unconfirmed(device, incarnation, at: cursor) else { return }
        service.submit({ try $0.confirm(device, incarnation, through: seq) }) { _ in }
    }

    private func lookOrWait(_ call: Call, _ query: PullQuery, _ seat: Seat) throws {
        let commits = waitingRoom.commits
        let look = try look(call, query)
        guard look.page.isNothingNew else { return send(look.page, to: call) }
        let waiter = Waiter(
            call,
            .init(device: look.device.number, incarnation: query.incarnation),
            cursor: query.cursor,
            lacks: query.lacks,
            brief: query.brief,
            page: look.page,
            ticket: look.ticket
        )
        let added = try waitingRoom.add(waiter, scopes: look.scopes, after: commits)
        if let earlier = added.earlier { earlier.call.exchange.respond(earlier.idleResponse) }
        seat.take(waiter)
        // A commit is told after it can be seen: one that was not told yet will find the waiter.
        if added.looksAgain { lookAgain(waiter) }
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
                    lacks: waiter.lacks,
                    brief: waiter.brief
                )
                if !page.isRepeated {
                    try noteFollowed(device, waiter.owner.incarnation, waiter.cursor, reader)
                }
                return page
            }
            guard !page.isNothingNew else { return waiter.keep(page) }
            waitingRoom.remove(waiter)
            send(page, to: call)
        } catch {
            waitingRoom.remove(waiter)
            fail(call, error)
        }
    }
}

/// The query of a pull.
private struct PullQuery: Sendable {
    let cursor: Cursor?
    let incarnation: RowID
    /// Scopes whose rows the device dropped by itself when their time was over.
    let lacks: Set<String>
    let repair: PullRepair?
    /// The client's schema version, where it may be told in one line that nobody has written.
    let brief: Int?
    /// Seconds; a longer wait than the hub allows counts as the longest.
    let wait: Int

    private static let names: Set<String> = [
        "incarnation", "cursor", "wait", "lacks", "repair", "brief",
    ]

    init(_ call: Call, waitMaximum: Int) throws(SyncError) {
        if let error = call.request.unknownQuery(Self.names) { throw error }
        guard let incarnation = try call.queryID("incarnation") else {
            throw .field("incarnation", "a UUID")
        }
        self.incarnation = incarnation
        wait = min(try call.queryNumber("wait") ?? 0, waitMaximum)
        brief = try call.queryNumber("brief")
        lacks = Set((call.request.query("lacks") ?? "").split(separator: ",").map(String.init))
        repair = call.request.query("repair").flatMap { PullRepair(text: $0) }
        guard repair != nil || call.request.query("repair") == nil else {
            throw .field("repair", "places of scopes with buckets, such as 3:0aff,7")
        }
        let token = call.request.query("cursor") ?? ""
        cursor = Cursor(token: token)
        guard token.isEmpty || cursor != nil else { throw .cursorMalformed }
    }
}
