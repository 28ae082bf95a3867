import SyncCore
import SyncEngine

/// A device that another client plays, in its own process and with its own store.
final class OutsideReplica: StoryReplica {
    private let client: ClientProcess
    private let device: String
    private let clock: StoryClock
    private let catalogue: [UInt8]

    init(
        _ client: ClientProcess,
        _ name: String,
        _ place: StoryStore,
        _ enrolment: StoryEnrolment,
        catalogue: [UInt8],
        clock: StoryClock
    ) throws {
        self.client = client
        self.clock = clock
        self.catalogue = catalogue
        device = client.newDevice(name)
        _ = try ask(
            "open",
            [
                "store": .string(place.path), "catalogue": .string(try client.catalogue(catalogue)),
                "incarnation": enrolment.incarnation.json, "enrolled": enrolment.enrolled.told,
            ]
        )
    }

    /// A second machine with a store that has joined before.
    private init(copyOf other: OutsideReplica, in place: StoryStore) throws {
        client = other.client
        clock = other.clock
        catalogue = other.catalogue
        device = client.newDevice("copy")
        _ = try other.ask("copy", ["to": .string(place.path)])
        _ = try ask(
            "open",
            ["store": .string(place.path), "catalogue": .string(try client.catalogue(catalogue))]
        )
    }

    deinit { _ = try? ask("close") }

    private func ask(_ what: String, _ more: JSONObject = [:]) throws -> JSONValue {
        var request = more
        request["do"] = .string(what)
        request["device"] = .string(device)
        request["now"] = .integer(clock.now)
        return try client.ask(.object(request))
    }

    private static func text(_ bytes: [UInt8]) -> JSONValue {
        .string(String(decoding: bytes, as: UTF8.self))
    }

    private func cursor(_ name: String) throws -> Cursor? {
        try ask("cursor")[name]?.text.map { token in
            guard let cursor = Cursor(token: token) else {
                throw StoryFailure("the client changed its cursor")
            }
            return cursor
        }
    }

    var cursor: Cursor? { get throws { try cursor("cursor") } }
    var pullCursor: Cursor? { get throws { try cursor("pull") } }

    var lackedScopes: Set<String> {
        get throws { Set((try ask("lacks")["scopes"]?.array ?? []).compactMap(\.text)) }
    }

    var rowsAhead: Set<RowID> {
        get throws {
            Set(
                (try ask("ahead")["rows"]?.array ?? []).compactMap { $0.text.flatMap { RowID($0) } }
            )
        }
    }

    func upgrade(to catalogue: Catalogue, _ bytes: [UInt8]) throws {
        _ = try ask("upgrade", ["catalogue": .string(try client.catalogue(bytes))])
    }

    func dropEnded() throws { _ = try ask("ended") }

    var incarnation: RowID {
        get throws {
            guard let id = try ask("cursor")["incarnation"]?.text.flatMap({ RowID($0) }) else {
                throw StoryFailure("the client's answer lacks its incarnation")
            }
            return id
        }
    }

    var pullRepair: PullRepair? {
        get throws { try ask("repair")["repair"]?.text.flatMap { PullRepair(text: $0) } }
    }

    func wipe() throws { _ = try ask("wipe") }

    func rejoin(_ enrolment: StoryEnrolment) throws {
        _ = try ask(
            "rejoin",
            [
                "incarnation": enrolment.incarnation.json, "enrolled": enrolment.enrolled.told,
            ]
        )
    }

    func copy(to place: StoryStore, _ environment: Environment) throws -> any StoryReplica {
        try OutsideReplica(copyOf: self, in: place)
    }

    func restore(from other: any StoryReplica, in place: StoryStore) throws {
        guard let other = other as? OutsideReplica else {
            throw StoryFailure("a store goes from one client to the same client only")
        }
        _ = try other.ask("copy", ["to": .string(place.path)])
        _ = try ask("restart", ["store": .string(place.path)])
    }

    func restart() throws { _ = try ask("restart") }

    func make(_ edits: [Edit]) throws -> Int64 {
        let answer = try ask("make", ["edits": .array(edits.map(\.json))])
        return try number("n", in: answer)
    }

    func nextPush(from number: Int64, limit: Int) throws -> [UInt8]? {
        let request: JSONObject = [
            "from": .integer(number), "limit": .integer(Int64(limit)),
        ]
        return try ask("push", request)["body"]?.text.map { Array($0.utf8) }
    }

    func take(_ answer: PushAnswer, to request: PushRequest) throws -> Int64? {
        try ask("answer", ["push": Self.text(request.bytes), "body": Self.text(answer.bytes)])[
            "next"
        ]?.integer
    }

    func take(_ page: [UInt8]) throws -> PullResult {
        let answer = try ask("page", ["body": Self.text(page)])
        switch answer["result"]?.text {
        case "more": return .more
        case "diverged": return .diverged
        case "complete":
            return .complete(
                rows: Int(try number("rows", in: answer)),
                left: Int(try number("left", in: answer)),
                outcomes: Int(try number("outcomes", in: answer)),
                requeued: Int(try number("requeued", in: answer))
            )
        default: throw StoryFailure("the client's answer lacks its result")
        }
    }

    func row(_ id: RowID) throws -> RowState? {
        guard let row = try ask("row", ["id": id.json])["row"], !row.isNull else { return nil }
        return try RowState(row)
    }

    func rows(_ entity: EntityName) throws -> [RowState] {
        let answer = try ask("rows", ["entity": .string(entity.rawValue)])
        return try (answer["rows"]?.array ?? []).map { try RowState($0) }
    }

    func waitingCount() throws -> Int { Int(try number("count", in: try ask("waiting"))) }

    func sums() throws -> [(scope: String, sum: String)] {
        let sums = try ask("sums")["sums"]?.object ?? [:]
        return sums.sorted { $0.key < $1.key }.map { (scope: $0.key, sum: $0.value.text ?? "") }
    }

    private func number(_ name: String, in answer: JSONValue) throws -> Int64 {
        guard let number = answer[name]?.integer else {
            throw StoryFailure("the client's answer lacks '\(name)'")
        }
        return number
    }
}

extension Enrolled {
    /// As the hub tells it to a client that enrols.
    fileprivate var told: JSONValue {
        var members: JSONObject = [
            "device": device.json, "centre": centre.json, "role": .string(role.rawValue),
            "token": .string(token), "origin": .integer(origin), "timeline": timeline.json,
        ]
        members["person"] = person?.json
        members["name"] = name.map { .string($0) }
        if let admits {
            members["admits"] = admits.json
            heard.add(to: &members)
        }
        return .object(members)
    }
}
