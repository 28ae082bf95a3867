import Storage
import SyncCore
import SyncEngine

/// Devices that come back into coverage at once, each with a week's operations.
struct Backlog {
    let store: CrowdStore
    let scratch: Scratch

    static let devices = 1000
    static let operations = 500
    /// As many as the field client sends at once.
    private static let batch = 200

    struct Result {
        let seconds: Double
        /// When the device in the middle and the last one had their last answer, in seconds.
        let median: Double
        let slowest: Double
        /// Answers that asked to come back later.
        let refusals: Int
        let reconnections: Int
    }

    func run() throws -> Result {
        try scratch.copy(store.path, to: "hub.db")
        let before = try count()
        let hub = try Program.hub(scratch.file("hub.db"), isPinned: false)
        let crowd = try Crowd(port: hub.port, connections: Self.devices)
        var first = Array(repeating: 1, count: Self.devices)
        var ended: [Double] = []
        var refusals = 0
        let clock = ContinuousClock()
        let start = clock.now
        func push(_ place: Int) throws {
            try crowd.send(request(place, from: first[place]), on: place)
        }
        for place in 0..<Self.devices { try push(place) }
        let isDone = try crowd.run(seconds: 600) { place, answer in
            if answer.status == 200 { first[place] += Self.batch } else { refusals += 1 }
            if first[place] <= Self.operations {
                try push(place)
            } else {
                let taken = clock.now - start
                ended.append(
                    Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
                )
            }
            return ended.count < Self.devices
        }
        guard isDone, try count() - before == Self.devices * Self.operations else {
            throw Scratch.Failure(what: "not every operation of the backlog is in the store")
        }
        return Result(
            seconds: ended[ended.count - 1],
            median: ended[ended.count / 2],
            slowest: ended[ended.count - 1],
            refusals: refusals,
            reconnections: crowd.reconnections
        )
    }

    private func request(_ place: Int, from first: Int) -> [UInt8] {
        let device = store.devices[place]
        let numbers = first...min(first + Self.batch - 1, Self.operations)
        let operations = numbers.map { number in
            let row = RowID.version7(
                milliseconds: 1_790_000_000_000 + Int64(number),
                random: (UInt64(place), UInt64(number))
            )
            let text = store.small.text(device, first: "\(number)", row: row.description)
            return Array(text.utf8.drop { $0 != 0x0A }.dropFirst().dropLast())
        }
        let body = PushRequest(
            incarnation: device.incarnation,
            first: Int64(first),
            deviceNow: store.small.now,
            operations: operations
        )
        return Requests.push(device, body.bytes)
    }

    private func count() throws -> Int {
        let reader = try HubService.connection(scratch.file("hub.db"), .readOnly)
        return try reader.first("SELECT max(seq) FROM operation") { $0.int(0) } ?? 0
    }
}
