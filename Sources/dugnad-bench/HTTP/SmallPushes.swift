import Foundation
import SyncCore
import SyncEngine
import Synchronization

/// How long a push of one operation takes, alone and beside what must not hold it up.
struct SmallPushes {
    let store: CrowdStore
    let scratch: Scratch

    enum Beside: String, CaseIterable {
        case nothing, firstStates = "first states", slowReaders = "slow readers"
        case hugePushes = "huge pushes"
    }

    struct Result {
        let medianMilliseconds: Double
        let slowMilliseconds: Double
        /// Answers that went to the neighbours meanwhile.
        let neighbours: Int
    }

    private static let pushes = 400
    private static let slowReaders = 8
    private static let slowBytesPerSecond = 100_000

    func run(beside: Beside) throws -> Result {
        try scratch.copy(store.path, to: "hub.db")
        let hub = try Program.hub(scratch.file("hub.db"), isPinned: false)
        let neighbours = Neighbours(store, port: hub.port)
        neighbours.start(beside)
        var taken: [Double] = []
        // Their first requests are under way.
        usleep(300_000)
        do {
            let client = try OneClient(port: hub.port)
            for number in 1...Self.pushes { taken.append(try push(number, client)) }
        } catch {
            neighbours.stop()
            throw error
        }
        neighbours.stop()
        if let failure = neighbours.failure { throw Scratch.Failure(what: failure) }
        taken.sort()
        return Result(
            medianMilliseconds: taken[taken.count / 2] * 1e3,
            slowMilliseconds: taken[taken.count * 99 / 100] * 1e3,
            neighbours: neighbours.answers
        )
    }

    private func push(_ number: Int, _ client: OneClient) throws -> Double {
        let row = RowID.version7(
            milliseconds: 1_790_000_000_000 + Int64(number),
            random: (7, UInt64(number))
        )
        let body = store.small.text(store.devices[0], first: "\(number)", row: row.description)
        let request = Requests.push(store.devices[0], Array(body.utf8))
        var status = 0
        let taken = try seconds {
            try client.send(request)
            status = try client.answer().status
        }
        guard status == 200 else { throw Scratch.Failure(what: "a small push got \(status)") }
        // A person's pace, so that the neighbours have their turn as well.
        usleep(5000)
        return taken
    }

    /// Threads that keep the hub busy until they are stopped.
    private final class Neighbours: Sendable {
        private let store: CrowdStore
        private let port: UInt16
        private let isStopping = Atomic(false)
        private let state = Mutex((running: 0, answers: 0, failure: nil as String?))

        init(_ store: CrowdStore, port: UInt16) {
            self.store = store
            self.port = port
        }

        var answers: Int { state.withLock { $0.answers } }
        var failure: String? { state.withLock { $0.failure } }

        func start(_ beside: Beside) {
            switch beside {
            case .nothing: return
            case .firstStates: add { try self.firstState(of: $0, bytesPerSecond: nil) }
            case .slowReaders:
                for _ in 0..<SmallPushes.slowReaders {
                    add {
                        try self.firstState(
                            of: $0,
                            bytesPerSecond: SmallPushes.slowBytesPerSecond
                        )
                    }
                }
            case .hugePushes: add { try self.hugePush($0) }
            }
        }

        func stop() {
            isStopping.store(true, ordering: .releasing)
            while state.withLock({ $0.running }) > 0 { usleep(10_000) }
        }

        /// A thread that does it again and again, with a number that counts up.
        private func add(_ work: @escaping @Sendable (Int) throws -> Void) {
            state.withLock { $0.running += 1 }
            Thread.detachNewThread {
                var turn = 0
                while !self.isStopping.load(ordering: .acquiring) {
                    do { try work(turn) } catch {
                        self.state.withLock { $0.failure = "\(error)" }
                        break
                    }
                    turn += 1
                }
                self.state.withLock { $0.running -= 1 }
            }
        }

        private func firstState(of turn: Int, bytesPerSecond: Int?) throws {
            let device = store.known[turn % store.known.count]
            let client = try OneClient(port: port)
            var cursor: Cursor?
            while !isStopping.load(ordering: .acquiring) {
                try client.send(Requests.pull(device, cursor: cursor))
                let page = try client.answer(bytesPerSecond: bytesPerSecond)
                guard page.status == 200, let last = Lines.split(try page.unpacked).lines.last,
                    case .end(let end) = try PullLine(last)
                else { throw Scratch.Failure(what: "a first state got \(page.status)") }
                state.withLock { $0.answers += 1 }
                cursor = end.cursor
                if end.cursor.isComplete { return }
            }
        }

        private func hugePush(_ turn: Int) throws {
            let device = store.devices[1]
            let first = turn * PushRequest.maximumOperations + 1
            let operations = (first..<first + PushRequest.maximumOperations).map { number in
                let row = RowID.version7(
                    milliseconds: 1_790_000_000_000 + Int64(number),
                    random: (8, UInt64(number))
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
            let client = try OneClient(port: port)
            try client.send(Requests.push(device, body.bytes))
            let status = try client.answer().status
            guard status == 200 else { throw Scratch.Failure(what: "a huge push got \(status)") }
            state.withLock { $0.answers += 1 }
        }
    }
}
