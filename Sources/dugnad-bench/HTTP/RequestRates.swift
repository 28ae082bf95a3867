import Storage
import SyncCore
import SyncEngine

/// Requests a second on one processor: an empty pull and a push of one operation, beside a bare "hello".
struct RequestRates {
    let store: CrowdStore
    let scratch: Scratch

    static let connections = [1, 64, 256, 5000]
    private static let seconds = 2

    struct Sample {
        /// Requests a second.
        let rate: Double
        /// Microseconds of the server's processor for each of them.
        let micros: Double
        let failures: Int
    }

    struct Round {
        let hello: Sample
        let pull: Sample
        let push: Sample
    }

    func run(connections: Int) throws -> Round {
        let hello = try Program.hello()
        let bare = try wrk(hello, connections, Requests.hello)
        try scratch.copy(store.path, to: "hub.db")
        let hub = try Program.hub(scratch.file("hub.db"))
        let pull = try wrk(hub, connections, Requests.emptyPulls(store.devices))
        return Round(hello: bare, pull: pull, push: try pushes(hub, connections))
    }

    private func wrk(_ server: Program, _ connections: Int, _ script: String) throws -> Sample {
        let before = server.processorSeconds()
        let result = try Wrk.run(
            port: server.port,
            connections: connections,
            seconds: Self.seconds,
            script: script,
            in: scratch
        )
        let used = server.processorSeconds() - before
        return Sample(
            rate: result.rate,
            micros: used / Double(max(result.requests, 1)) * 1e6,
            failures: result.failures
        )
    }

    /// What counts is what the store has got, whatever was answered.
    private func pushes(_ hub: Program, _ connections: Int) throws -> Sample {
        let before = try operations()
        // wrk does not know which device an answer is for, so that it cannot send again what was refused.
        guard connections * 4 <= store.devices.count else {
            return try crowdPushes(hub, connections)
        }
        let script = Requests.smallPushes(store.devices, store.small)
        let used = hub.processorSeconds()
        let result = try Wrk.run(
            port: hub.port,
            connections: connections,
            seconds: Self.seconds,
            script: script,
            in: scratch
        )
        let stored = try operations() - before
        // The answers still on their way when wrk stops are not counted by it.
        guard stored >= result.requests - result.failures, stored <= result.requests + connections
        else { throw Scratch.Failure(what: "\(result.requests) answers, \(stored) operations") }
        return Sample(
            rate: result.rate,
            micros: (hub.processorSeconds() - used) / Double(max(stored, 1)) * 1e6,
            failures: result.failures
        )
    }

    private func crowdPushes(_ hub: Program, _ connections: Int) throws -> Sample {
        let before = try operations()
        let crowd = try Crowd(port: hub.port, connections: connections)
        var numbers = Array(repeating: 1, count: connections)
        var failures = 0
        func push(_ place: Int) throws {
            let device = store.devices[place]
            let row = Self.row(place, numbers[place])
            let body = store.small.text(device, first: "\(numbers[place])", row: row)
            try crowd.send(Requests.push(device, Array(body.utf8)), on: place)
        }
        let used = hub.processorSeconds()
        for place in 0..<connections { try push(place) }
        let clock = ContinuousClock()
        let start = clock.now
        _ = try crowd.run(seconds: Double(Self.seconds)) { place, answer in
            if answer.status == 200 { numbers[place] += 1 } else { failures += 1 }
            try push(place)
            return true
        }
        let taken = clock.now - start
        let seconds =
            Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
        let stored = try operations() - before
        return Sample(
            rate: Double(stored) / seconds,
            micros: (hub.processorSeconds() - used) / Double(max(stored, 1)) * 1e6,
            failures: failures
        )
    }

    /// The last operation of the served store.
    private func operations() throws -> Int {
        let reader = try HubService.connection(scratch.file("hub.db"), .readOnly)
        return try reader.first("SELECT max(seq) FROM operation") { $0.int(0) } ?? 0
    }

    private static func row(_ place: Int, _ number: Int) -> String {
        RowID.version7(
            milliseconds: 1_790_000_000_000 + Int64(number),
            random: (UInt64(place), UInt64(number))
        ).description
    }
}
