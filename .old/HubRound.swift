import Coordination
import Storage
import SyncCore
import SyncEngine

/// A fresh hub in this process, with one device: pushes in, and the whole state out to a new replica.
struct HubRound {
    let service: HubService
    let device: Device
    let domain: VolunteerDomain
    let enrolled: Enrolled
    let workload: Workload
    let scratch: Scratch

    init(operations: Int, in scratch: Scratch) throws {
        self.scratch = scratch
        domain = try Coordination.domain()
        let path = scratch.file("hub.db")
        let centre = try HubService.found(
            path: path,
            centre: "Benk frivilligsentral",
            municipality: nil,
            domain: domain,
            environment: .system
        )
        service = try HubService(path: path, domain: domain, environment: .system)
        let incarnation = Environment.system.newID()
        let enrolled = try service.write { hub in
            let code = try hub.invite(role: Role(rawValue: "coordinator"), centre: centre)
            return try hub.enrol(code: code, name: "bench", incarnation: incarnation)
        }
        let found = try service.read { try $0.device(token: enrolled.token) }
        guard let found else { throw Scratch.Failure(what: "the device was not enrolled") }
        self.enrolled = enrolled
        device = found
        workload = Workload(
            count: operations,
            centre: centre,
            incarnation: incarnation,
            schema: domain.catalogue.schemaVersion
        )
    }

    /// Seconds to take in every push; each is committed before the next is sent.
    func push() throws -> Double {
        let pushes = workload.pushes
        let device = device
        return try seconds {
            for push in pushes {
                let answer = try service.write { try $0.push(push, from: device) }
                guard answer.outcomes.allSatisfy({ $0.verdict == .applied }) else {
                    throw Scratch.Failure(what: "an operation was not applied: \(answer)")
                }
            }
        }
    }

    /// Seconds to make all pages of a first pull, and what they come to in bytes.
    func bootstrap() throws -> (seconds: Double, pages: [[UInt8]]) {
        var pages: [[UInt8]] = []
        var cursor: Cursor?
        let (device, incarnation) = (device, workload.incarnation)
        let taken = try seconds {
            while true {
                let from = cursor
                let page = try service.read {
                    try $0.pull(device, incarnation: incarnation, cursor: from)
                }
                pages.append(page.bytes)
                guard !page.isComplete else { return }
                guard let last = Lines.split(page.bytes).lines.last,
                    case .end(let end) = try PullLine(last)
                else { throw Scratch.Failure(what: "a page has no end") }
                cursor = end.cursor
            }
        }
        return (taken, pages)
    }

    /// Seconds for a new replica to take the pages in, its sums compared with the hub's.
    func take(_ pages: [[UInt8]]) throws -> Double {
        var options = Connection.Options()
        options.applicationID = StoreKind.replica.applicationID
        let store = try Connection(
            path: scratch.file("replica.db"),
            mode: .create,
            options: options
        )
        let replica = try Replica.join(
            store,
            hubURL: "http://127.0.0.1",
            enrolled: enrolled,
            incarnation: workload.incarnation,
            catalogue: domain.catalogue,
            environment: .system
        )
        return try seconds {
            for page in pages {
                guard try replica.take(page) != .diverged else {
                    throw Scratch.Failure(what: "the replica differs from the hub")
                }
            }
        }
    }
}
