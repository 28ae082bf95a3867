import Coordination
import Storage
import SyncCore
import SyncEngine

/// First states of W's devices: made by the hub, taken by replicas, and pulls that find nothing new.
struct FirstStates {
    let store: SeasonStore

    struct Result {
        var make = Sum()
        var take = Sum()
        var nothingSeconds = 0.0
        var nothingBytes = 0
        var bytes = 0
        var values = 0
        var devices = 0
        var packing = Packing()
    }

    /// Seconds in all, by the clock and of processor.
    struct Sum {
        var seconds = 0.0
        var processor = 0.0

        static func += (sum: inout Sum, spent: Spent) {
            sum.seconds += spent.seconds
            sum.processor += spent.processor
        }
    }

    /// How many devices: one of each centre, so that no two have the same rows.
    private static let step = Season.devicesPerCentre

    func run(in scratch: Scratch) throws -> Result {
        try scratch.copy(store.path, to: "hub.db")
        let service = try HubService(
            path: scratch.file("hub.db"),
            domain: store.domain,
            environment: .system
        )
        defer { service.close() }
        var result = Result()
        for place in stride(from: 0, to: store.clients.count, by: Self.step) {
            try measure(store.clients[place], service, scratch, &result)
        }
        return result
    }

    private func measure(
        _ client: SeasonStore.Client,
        _ service: HubService,
        _ scratch: Scratch,
        _ result: inout Result
    ) throws {
        var pages: [[UInt8]] = []
        result.make += try Spent { pages = try Self.pages(client, service) }
        result.bytes += pages.map(\.count).reduce(0, +)
        try result.packing.add(pages)
        result.devices += 1
        scratch.remove("replica.db")
        let replica = try join(client, scratch)
        result.take += try Spent {
            for page in pages {
                guard try replica.take(page) != .diverged else {
                    throw Scratch.Failure(what: "the replica differs from the hub")
                }
            }
        }
        for entity in store.domain.catalogue.ordered {
            for row in try replica.rows(entity.name) { result.values += row.fields.count }
        }
        let cursor = try replica.pullCursor
        result.nothingSeconds += try seconds {
            let page = try service.read {
                try $0.pull(client.device, incarnation: client.incarnation, cursor: cursor)
            }
            guard page.isNothingNew else { throw Scratch.Failure(what: "there is something new") }
            result.nothingBytes = page.bytes.count
        }
    }

    private static func pages(
        _ client: SeasonStore.Client,
        _ service: HubService
    ) throws -> [[UInt8]] {
        var pages: [[UInt8]] = []
        var cursor: Cursor?
        while true {
            let from = cursor
            let page = try service.read {
                try $0.pull(client.device, incarnation: client.incarnation, cursor: from)
            }
            pages.append(page.bytes)
            guard !page.isComplete else { return pages }
            guard let last = Lines.split(page.bytes).lines.last,
                case .end(let end) = try PullLine(last)
            else { throw Scratch.Failure(what: "a page has no end") }
            cursor = end.cursor
        }
    }

    private func join(_ client: SeasonStore.Client, _ scratch: Scratch) throws -> Replica {
        var options = Connection.Options()
        options.applicationID = StoreKind.replica.applicationID
        let connection = try Connection(
            path: scratch.file("replica.db"),
            mode: .create,
            options: options
        )
        return try Replica.join(
            connection,
            hubURL: "http://127.0.0.1",
            enrolled: client.enrolled,
            incarnation: client.incarnation,
            catalogue: store.domain.catalogue,
            environment: .system
        )
    }
}
