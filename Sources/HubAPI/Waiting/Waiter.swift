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
    let lacks: Set<String>
    let brief: Int?
    private let ticket: DeviceTickets.Ticket
    private let state: Mutex<State>

    private struct State {
        var page: PullPage
        var isQueued = false
    }

    init(
        _ call: Call,
        _ owner: Owner,
        cursor: Cursor?,
        lacks: Set<String>,
        brief: Int?,
        page: PullPage,
        ticket: DeviceTickets.Ticket
    ) {
        self.call = call
        self.owner = owner
        self.cursor = cursor
        self.lacks = lacks
        self.brief = brief
        self.ticket = ticket
        state = Mutex(State(page: page))
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

    /// Keeps the page that tells nothing new, for when the time is up.
    func keep(_ page: PullPage) { state.withLock { $0.page = page } }

    /// What is answered when nothing came; quick, as it was made before.
    var idleResponse: HTTPResponse { Answer.lines(state.withLock { $0.page.bytes }) }
}
