import HTTPServer
import SyncCore
import SyncEngine
import Synchronization

/// A pull that waits until something changes for its device.
final class Waiter: Sendable {
    /// Whose wait it is; a newer one of the same store takes its place.
    struct Owner: Hashable, Sendable {
        let device: Int64
        let incarnation: RowID
    }

    let call: Call
    let owner: Owner
    let cursor: Cursor?
    let brief: Int?
    private let ticket: DeviceTickets.Ticket
    private let now: @Sendable () -> Int64
    private let state: Mutex<State>

    private struct State {
        var idle: IdleAnswer
        var isQueued = false
    }

    init(
        _ call: Call,
        _ owner: Owner,
        cursor: Cursor?,
        brief: Int?,
        idle: IdleAnswer,
        now: @escaping @Sendable () -> Int64,
        ticket: DeviceTickets.Ticket
    ) {
        self.call = call
        self.owner = owner
        self.cursor = cursor
        self.brief = brief
        self.now = now
        self.ticket = ticket
        state = Mutex(State(idle: idle))
    }

    /// Whether the caller is to queue another look; one that is queued and not begun will see all.
    func claimLook() -> Bool {
        state.withLock { state in
            guard !state.isQueued else { return false }
            state.isQueued = true
            return true
        }
    }

    /// Says that a look begins now: what changes from here on needs another.
    func beginLook() { state.withLock { $0.isQueued = false } }

    /// Keeps what tells that nothing is new, for when the time is up.
    func keep(_ idle: IdleAnswer) { state.withLock { $0.idle = idle } }

    /// What is answered when nothing came; quick, as it needs no store.
    var idleResponse: HTTPResponse { Answer.lines(state.withLock { $0.idle }.bytes(at: now())) }
}
