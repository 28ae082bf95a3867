import Storage
import SyncCore
import SyncEngine

/// A device of a story with its replica; talks to the hub in the bytes of the wire.
final class StoryClient {
    let name: String
    let clock: StoryClock
    private(set) var catalogue: Catalogue
    let replica: any StoryReplica
    /// The hub's id of the device.
    private(set) var device: RowID
    private var token: String
    private let environment: Environment
    /// The hub shut it out; it cannot be expected to be equal any more.
    var isEnded = false
    /// Outcomes of own operations as the hub first told them, by the life of the store and the number in it.
    private var told: [RowID: [Int64: Outcome]] = [:]

    init(
        _ device: StoryDevice,
        _ place: StoryStore,
        clock: StoryClock,
        random: StoryRandom,
        names: RowNames,
        hub: StoryHub,
        catalogue bytes: [UInt8],
        outside: ClientProcess?
    ) throws {
        name = device.name
        self.clock = clock
        environment = Environment(now: { clock.now }, random: { random.bytes($0) })
        catalogue = try Catalogue(bytes)
        let incarnation = environment.newID()
        let enrolled = try hub.write { hub in
            let code = try hub.invite(
                role: device.role,
                centre: names.id(device.centre),
                person: device.person.map(names.id)
            )
            return try hub.enrol(code: code, name: device.name, incarnation: incarnation)
        }
        self.device = enrolled.device
        token = enrolled.token
        let enrolment = StoryEnrolment(enrolled: enrolled, incarnation: incarnation)
        guard let outside else {
            replica = try OwnReplica(
                place,
                enrolment,
                catalogue: catalogue,
                environment: environment
            )
            return
        }
        replica = try OutsideReplica(
            outside,
            name,
            place,
            enrolment,
            catalogue: bytes,
            clock: clock
        )
    }

    /// Goes on with another version of the program.
    func upgrade(to bytes: [UInt8]) throws {
        catalogue = try Catalogue(bytes)
        try replica.upgrade(to: catalogue, bytes)
    }

    /// A second machine with a copy of another device's store.
    init(_ name: String, copyOf other: StoryClient, _ place: StoryStore, random: StoryRandom) throws
    {
        self.name = name
        let clock = other.clock
        self.clock = clock
        catalogue = other.catalogue
        device = other.device
        token = other.token
        environment = Environment(now: { clock.now }, random: { random.bytes($0) })
        replica = try other.replica.copy(to: place, environment)
    }

    /// Joins again with the same store by a code that was given for it.
    func rejoin(_ hub: StoryHub, code: String) throws {
        let incarnation = environment.newID()
        let earlier = try replica.incarnation
        let former = device
        let enrolled = try hub.write {
            try $0.enrol(
                code: code,
                name: name,
                incarnation: incarnation,
                earlier: earlier,
                device: former
            )
        }
        try replica.rejoin(StoryEnrolment(enrolled: enrolled, incarnation: incarnation))
        device = enrolled.device
        token = enrolled.token
        told = [:]
        isEnded = false
    }

    /// Wipes the store where the hub says that the device is shut out, as every client does.
    private func heeding<R>(_ body: () throws -> R) throws -> R {
        do { return try body() } catch let error as SyncError where error.code == "device.revoked" {
            try replica.wipe()
            throw error
        }
    }

    /// What travels between a device and the hub, and how badly.
    struct Travel {
        var operationsPerPush = 500
        var rowsPerPage = HubReader.rowsPerPage
        var isEveryPushTwice = false
        /// Whether each pull is cut once before it arrives whole.
        var isEveryPullCut = false
    }

    func device(at hub: StoryHub) throws -> Device {
        guard let device = try hub.reader.device(token: token) else {
            throw SyncError("device.unknown", "The hub does not know the token.")
        }
        return device
    }

    /// Hands bytes to the hub and reads its answer from bytes; outcomes told before must be the
    /// same.
    func deliver(_ bytes: [UInt8], to hub: StoryHub) throws -> PushAnswer {
        let request = try PushRequest(bytes)
        let device = try device(at: hub)
        let answer = try heeding {
            try PushAnswer(try hub.write { try $0.push(request, from: device).bytes })
        }
        for outcome in answer.outcomes {
            if let known = told[request.incarnation]?[outcome.number], known != outcome {
                throw StoryFailure(
                    "operation \(outcome.number) was answered \(known.told), then \(outcome.told)"
                )
            }
            told[request.incarnation, default: [:]][outcome.number] = outcome
        }
        return answer
    }

    /// Sends all that waits, in order; goes on where the client says when the hub stops.
    func push(from first: Int64 = 1, to hub: StoryHub, _ travel: Travel) throws -> PushReport {
        var report = PushReport()
        var number = first
        var stops = 0
        while let bytes = try replica.nextPush(from: number, limit: travel.operationsPerPush) {
            let answer = try deliver(bytes, to: hub)
            if travel.isEveryPushTwice, try deliver(bytes, to: hub) != answer {
                throw StoryFailure("the same push was answered in two ways")
            }
            let request = try PushRequest(bytes)
            report.take(answer.outcomes, of: request.incarnation)
            report.stopped = report.stopped ?? answer.stopped
            stops += answer.stopped == nil ? 0 : 1
            guard stops <= 8 else {
                throw StoryFailure("\(name) cannot get rid of its outbox")
            }
            guard let next = try replica.take(answer, to: request) else { break }
            number = next
        }
        return report
    }

    /// Takes in what is new, page by page.
    func pull(from hub: StoryHub, _ travel: Travel) throws -> PullReport {
        var report = PullReport()
        var rounds = 0
        var isCut = travel.isEveryPullCut
        while true {
            let page = try nextPage(from: hub, travel)
            if isCut {
                isCut = false
                try takeCut(page)
            }
            switch try replica.take(page) {
            case .more: continue
            case .diverged: throw StoryFailure("\(name) came out different from the hub")
            case .complete(let rows, let left, _, let requeued):
                report.rows += rows
                report.left += left
                // A hub that was restored has lost answers; they are sent again at once.
                guard requeued > 0, rounds < 3 else { return report }
                rounds += 1
                _ = try push(to: hub, travel)
            }
        }
    }

    /// A restored hub may answer otherwise what it has lost.
    func forgetAnswers() { told = [:] }

    func nextPage(from hub: StoryHub, _ travel: Travel) throws -> [UInt8] {
        try replica.dropEnded()
        return try heeding {
            try hub.reader.pull(
                try device(at: hub),
                incarnation: try replica.incarnation,
                cursor: try replica.pullCursor,
                lacks: try replica.lackedScopes,
                repair: try replica.pullRepair,
                brief: catalogue.schemaVersion,
                rows: travel.rowsPerPage
            ).bytes
        }
    }

    /// Takes in a page of which the end was lost; the replica has to refuse it and stay as it was.
    func takeCut(_ page: [UInt8]) throws {
        let before = try replica.cursor
        do {
            _ = try replica.take(Array(page.prefix(page.count / 2)))
        } catch let error as SyncError where error.code == "pull.cut" {
            guard try replica.cursor == before else {
                throw StoryFailure("a cut pull moved the cursor")
            }
            return
        }
        throw StoryFailure("a cut pull was taken for a whole one")
    }
}

/// What a push came to; an operation that was told twice counts once.
struct PushReport {
    private(set) var outcomes: [Outcome] = []
    /// Why the hub first stopped.
    var stopped: String?

    private var known: Set<Key> = []

    private struct Key: Hashable {
        let incarnation: RowID
        let number: Int64
    }

    mutating func take(_ news: [Outcome], of incarnation: RowID) {
        outcomes += news.filter {
            known.insert(Key(incarnation: incarnation, number: $0.number)).inserted
        }
    }
}

struct PullReport {
    var rows = 0
    var left = 0
}

/// Something in a run that must not be, said in a sentence.
struct StoryFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension Outcome {
    /// The outcome in a few words.
    var told: String {
        let codes = findings.map(\.code)
        return codes.isEmpty
            ? verdict.rawValue : "\(verdict.rawValue) (\(codes.joined(separator: ", ")))"
    }
}
