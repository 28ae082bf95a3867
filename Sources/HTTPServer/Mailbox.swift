import Synchronization

/// Where other threads leave the numbers of answered exchanges for one event loop.
///
/// Only the loop's own thread ever calls libmicrohttpd, so no pointer of it crosses a thread.
final class Mailbox: Sendable {
    let waker: Waker
    private let answered = Mutex<[UInt64]>([])

    init(waker: Waker) {
        self.waker = waker
    }

    func post(_ id: UInt64) {
        answered.withLock { $0.append(id) }
        waker.wake()
    }

    func takeAll() -> [UInt64] {
        answered.withLock { ids in
            defer { ids = [] }
            return ids
        }
    }
}
