import FieldClient
import Foundation
import Glibc
import SyncCore
import SyncEngine
import Synchronization

/// W pushed over HTTP into a hub of its own, with the field client's own connection.
struct OverHTTP {
    let store: SeasonStore

    struct Result {
        let seconds: Double
        /// The most memory the hub had, in bytes.
        let memory: Int
        /// The pages the store grew by, in bytes.
        let disk: Int
    }

    /// Pushes by so many clients at once; the end state is compared with the reference afterwards.
    func push(clients: Int, in scratch: Scratch) throws -> Result {
        try scratch.copy(store.path, to: "hub.db")
        let path = scratch.file("hub.db")
        let before = Scratch.size(path)
        var hub: ServedHub? = try ServedHub(store: path)
        guard let url = hub?.url else { throw Scratch.Failure(what: "the hub does not serve") }
        let work = Work(store, url: url)
        let taken = try seconds { try work.run(threads: clients) }
        let memory = hub?.peakMemory() ?? 0
        // Stopped, so that its log is in the store.
        hub = nil
        let service = try HubService(path: path, domain: store.domain, environment: .system)
        defer { service.close() }
        try Reference(store.season).check(service)
        return Result(seconds: taken, memory: memory, disk: Scratch.size(path) - before)
    }

    /// Devices waiting for their turn, each with all its pushes.
    private final class Work: Sendable {
        private let store: SeasonStore
        private let url: String
        private let state = Mutex((next: 0, failure: nil as String?))

        init(_ store: SeasonStore, url: String) {
            self.store = store
            self.url = url
        }

        func run(threads: Int) throws {
            let done = DispatchSemaphore(value: 0)
            for _ in 0..<threads {
                Thread.detachNewThread {
                    while let client = self.take() { self.send(client) }
                    done.signal()
                }
            }
            for _ in 0..<threads { done.wait() }
            if let failure = state.withLock({ $0.failure }) { throw Scratch.Failure(what: failure) }
        }

        private func take() -> SeasonStore.Client? {
            state.withLock { state in
                guard state.failure == nil, state.next < store.clients.count else { return nil }
                defer { state.next += 1 }
                return store.clients[state.next]
            }
        }

        private func send(_ client: SeasonStore.Client) {
            do {
                let hub = try HubClient(url: url, token: client.enrolled.token)
                for batch in client.pushes {
                    let answer = try hub.push(
                        PushRequest(
                            incarnation: client.incarnation,
                            first: batch.first,
                            deviceNow: Environment.system.now(),
                            operations: batch.operations
                        )
                    )
                    let applied = answer.outcomes.filter {
                        [.applied, .merged].contains($0.verdict)
                    }
                    guard applied.count == batch.operations.count else {
                        throw Scratch.Failure(what: "an operation was not applied")
                    }
                }
            } catch { state.withLock { $0.failure = "\(error)" } }
        }
    }
}
