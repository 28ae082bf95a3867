import CMicrohttpd
import Glibc
import Synchronization

/// Serves the requests of one event loop; the library's callbacks end here.
///
/// Not Sendable: it is made on its loop's thread and every method is called there.
final class Worker {
    let shared: ServerState
    let mailbox: Mailbox
    /// Counts callbacks, so that the loop can tell work from spinning.
    var callbacks: UInt64 = 0
    /// Suspended requests by the number of their exchange.
    private var parked: [UInt64: RequestContext] = [:]
    /// When requests were last resumed, in monotonic nanoseconds.
    private var lastResume: UInt64 = 0

    /// A sleep that is shorter would cost more than the walk it saves, in nanoseconds.
    private static let shortestPause: UInt64 = 51_200

    init(shared: ServerState, mailbox: Mailbox) {
        self.shared = shared
        self.mailbox = mailbox
    }

    var configuration: HTTPServer.Configuration { shared.configuration }

    /// Keeps a request aside; false when as many as may be are parked.
    func addParked(_ context: RequestContext, id: UInt64) -> Bool {
        let count = shared.parked.add(1, ordering: .relaxed).newValue
        guard count <= configuration.parkedMaximum else {
            shared.parked.subtract(1, ordering: .relaxed)
            return false
        }
        parked[id] = context
        return true
    }

    /// Lets answers come together while many requests are parked.
    ///
    /// The library walks through all suspended connections whenever one is resumed. With 5,000 of them that costs
    /// more than the request, so that it is done once for all that is answered in a moment: 0.8 µs a parked
    /// request, and not at all below 64 of them or when nothing was resumed for so long.
    func gatherAnswers() {
        let pause = UInt64(parked.count) * 800
        guard pause >= Self.shortestPause, mailbox.waker.isSignalled else { return }
        let now = monotonicNanoseconds()
        guard now < lastResume + pause else { return }
        var rest = timespec(tv_sec: 0, tv_nsec: Int(lastResume + pause - now))
        nanosleep(&rest, nil)
    }

    /// Resumes what other threads have answered; the library then calls the handler again.
    func resumeAnswered() {
        guard mailbox.waker.isSignalled else { return }
        mailbox.waker.clear()
        lastResume = monotonicNanoseconds()
        for id in mailbox.takeAll() {
            guard let context = parked.removeValue(forKey: id) else { continue }
            resume(context)
        }
    }

    /// Resumes every parked request, answered or not.
    func resumeAll() {
        for context in parked.values { resume(context) }
        parked = [:]
    }

    private func resume(_ context: RequestContext) {
        shared.parked.subtract(1, ordering: .relaxed)
        MHD_resume_connection(context.connection)
    }
}
