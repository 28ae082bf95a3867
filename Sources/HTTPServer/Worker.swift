import CMicrohttpd
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

    /// Resumes what other threads have answered; the library then calls the handler again.
    func resumeAnswered() {
        guard mailbox.waker.isSignalled else { return }
        mailbox.waker.clear()
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
