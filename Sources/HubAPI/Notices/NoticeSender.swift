import Coordination
import SyncCore
import SyncEngine
import Synchronization

/// Sends notices on, one after the other, on a thread of its own: nobody at the hub waits for it.
///
/// What became of each stands in the store, so that a hub that is started again goes on where it was. A notice is
/// noted as sent after the receiver has said so; if the hub dies between, it comes again with the same id.
final class NoticeSender: Sendable {
    private let service: HubService
    private let hook: NoticeHook
    private let report: @Sendable (String) -> Void
    private let bell = CountingBell()
    private let hasNews = Atomic(false)
    private let isStopping = Atomic(false)
    private let thread = Mutex<OwnThread?>(nil)

    /// How many are read at once.
    private static let batch = 50

    init(
        _ service: HubService,
        _ hook: NoticeHook,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.service = service
        self.hook = hook
        self.report = report
    }

    /// Starts; false when the system has no thread left.
    ///
    /// What is written from here on is sent: throws what writing the store throws.
    func start() throws -> Bool {
        try service.write { try $0.queueNotices(.notice) }
        let started = OwnThread { [self] in work() }
        thread.withLock { $0 = started }
        return started != nil
    }

    /// There may be something new; costs next to nothing, and is called after every commit.
    func wake() {
        guard !hasNews.exchange(true, ordering: .acquiringAndReleasing) else { return }
        bell.ring()
    }

    /// Breaks off the attempt that is being made, which counts for nothing, and ends the thread.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        bell.ring()
        thread.withLock { $0.take() }?.join()
    }

    private var mustStop: Bool { isStopping.load(ordering: .acquiring) }

    private func work() {
        while !mustStop {
            hasNews.store(false, ordering: .releasing)
            var pause = hook.patience.look
            do { pause = try round() } catch {
                report("notices: \(ErrorAnswer.report(error) ?? "\(type(of: error))")")
            }
            guard !mustStop else { return }
            _ = bell.wait(milliseconds: max(1, pause))
        }
    }

    /// Sends what is due; returns after how many milliseconds there may be more.
    private func round() throws -> Int64 {
        if try service.read({ try $0.hasNewNotices(.notice) }) {
            try service.write { try $0.queueNotices(.notice) }
        }
        let now = service.environment.now()
        let due = try service.read { try $0.dueNotices(at: now, limit: Self.batch) }
        for delivery in due {
            guard !mustStop else { return 0 }
            // A receiver that is down is not asked for each notice: the others wait for their turn.
            guard try send(delivery) else { return wait(try next()) }
        }
        return due.count == Self.batch ? 0 : wait(try next())
    }

    private func next() throws -> Int64? { try service.read { try $0.nextNotice() } }

    private func wait(_ next: Int64?) -> Int64 {
        let look = hook.patience.look
        guard let next else { return look }
        // Never at once: after a failure others are still due.
        return min(look, max(hook.patience.first / 4, next - service.environment.now()))
    }

    /// Makes one attempt and notes how it ended; false when it failed.
    private func send(_ delivery: NoticeDelivery) throws -> Bool {
        let (id, tries) = (delivery.id, delivery.tries)
        let body: [UInt8]
        do {
            let now = service.environment.now()
            let withContacts = hook.withContacts
            body = try service.read { reader in
                try NoticeEnvelope(
                    id,
                    at: now,
                    isFirstTurn: delivery.isFirstTurn,
                    withContacts: withContacts,
                    reader
                ).json.bytes()
            }
        } catch let refusal as NoticeEnvelope.Refusal {
            try service.write { try $0.note(.dropped(refusal.code), of: id) }
            return true
        }
        let failure = hook.receiver.take(
            body,
            id: id,
            milliseconds: hook.patience.attempt,
            isStopping: { [isStopping = Stopping(self)] in isStopping.now }
        )
        guard !(failure != nil && mustStop) else { return false }
        let now = service.environment.now()
        let patience = hook.patience
        let attempt: NoticeAttempt =
            failure.map { .failed($0, next: patience.next(after: tries + 1, at: now)) } ?? .sent
        try service.write { try $0.note(attempt, of: id) }
        if case .failed(let code, next: nil) = attempt { report("notice \(id): \(code)") }
        return failure == nil
    }

    /// What an attempt may ask without holding the thread's owner.
    private struct Stopping: Sendable {
        private weak let sender: NoticeSender?
        init(_ sender: NoticeSender) { self.sender = sender }
        var now: Bool { sender?.mustStop ?? true }
    }
}

extension NoticeEnvelope.Refusal {
    /// As it stands beside the delivery.
    fileprivate var code: String {
        switch self {
        case .gone: "notice.gone"
        case .old: "notice.old"
        case .doNotContact: "notice.do_not_contact"
        }
    }
}
