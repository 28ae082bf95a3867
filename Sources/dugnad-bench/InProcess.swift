import Storage
import SyncCore
import SyncEngine

/// W pushed into a hub in this process, one device after the other, each push committed before the next is sent.
struct InProcess {
    let store: SeasonStore

    /// What all pushes take; the end state is compared with the reference afterwards.
    func push(in scratch: Scratch) throws -> Spent {
        let path = scratch.file("hub.db")
        try scratch.copy(store.path, to: "hub.db")
        let service = try HubService(path: path, domain: store.domain, environment: .system)
        defer { service.close() }
        var answered = 0
        let taken = try Spent {
            for round in 0..<store.season.scale {
                for client in store.clients {
                    answered += try send(client.pushes[round], of: client, to: service)
                }
            }
        }
        guard answered == store.season.operations else {
            throw Scratch.Failure(
                what: "\(answered) of \(store.season.operations) operations applied"
            )
        }
        try Reference(store.season).check(service)
        return taken
    }

    private func send(
        _ batch: SeasonStore.Batch,
        of client: SeasonStore.Client,
        to service: HubService
    ) throws -> Int {
        let request = PushRequest(
            incarnation: client.incarnation,
            first: batch.first,
            deviceNow: Environment.system.now(),
            operations: batch.operations
        )
        let answer = try service.write { try $0.push(request, from: client.device) }
        let applied = answer.outcomes.filter { [.applied, .merged].contains($0.verdict) }
        return applied.count
    }
}
