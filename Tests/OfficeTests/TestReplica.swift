import Coordination
import Storage
import SyncCore
@testable import SyncEngine

/// A field client's store in a file, which talks to a hub's service in the bytes of the wire.
final class TestReplica {
    let replica: Replica
    let id: RowID
    private let service: HubService

    init(_ name: String, _ role: String, at centre: TestCentre, person: RowID? = nil) throws {
        service = centre.service
        let incarnation = Environment.system.newID()
        let home = centre.centre
        let enrolled = try service.write { hub in
            let code = try hub.invite(role: Role(rawValue: role), centre: home, person: person)
            return try hub.enrol(code: code, name: name, incarnation: incarnation)
        }
        id = enrolled.device
        var options = Connection.Options()
        options.applicationID = StoreKind.replica.applicationID
        replica = try Replica.join(
            try Connection(
                path: "\(centre.folder)/\(name).replica",
                mode: .create,
                options: options
            ),
            hubURL: "test:",
            enrolled: enrolled,
            incarnation: incarnation,
            catalogue: service.domain.catalogue,
            environment: .system
        )
    }

    /// Pushes all that waits, then pulls; with another hub, to that one.
    @discardableResult func sync(with other: HubService? = nil) throws -> [Outcome] {
        let service = other ?? self.service
        var outcomes: [Outcome] = []
        for _ in 0..<4 {
            outcomes += try push(to: service)
            guard try pull(from: service) else { return outcomes }
        }
        return outcomes
    }

    private func device(_ service: HubService) throws -> Device {
        let token = replica.identity.token
        return try require(try service.read { try $0.device(token: token) })
    }

    private func push(to service: HubService) throws -> [Outcome] {
        var outcomes: [Outcome] = []
        var number: Int64 = 1
        while let request = try replica.nextPush(from: number) {
            let device = try device(service)
            let answer = try service.write { try $0.push(request, from: device) }
            let step = try replica.take(answer, to: request)
            if let stopped = step.stopped { throw stopped }
            outcomes += answer.outcomes
            number = step.next
        }
        return outcomes
    }

    /// Whether work came back into the outbox.
    private func pull(from service: HubService) throws -> Bool {
        while true {
            let (cursor, incarnation) = (try replica.pullCursor, try replica.incarnation)
            let device = try device(service)
            let (page, followed) = try service.read { reader in
                (
                    try reader.pull(device, incarnation: incarnation, cursor: cursor),
                    try reader.unconfirmed(device, incarnation, at: cursor)
                )
            }
            if let followed {
                try service.write { try $0.confirm(device, incarnation, through: followed) }
            }
            guard case .complete(_, _, _, let requeued) = try replica.take(page.bytes) else {
                continue
            }
            return requeued > 0
        }
    }
}
