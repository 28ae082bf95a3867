import FieldClient
import HubAPI
import Storage
import SyncCore
import SyncEngine

/// The office of a hub that another process serves: writing over its office listener, reading in
/// the store.
struct RemoteOffice: OfficePort {
    private let client: HubClient
    private let path: String
    private let domain: any Domain
    private let environment: Environment

    init(
        _ file: OfficeFile,
        path: String,
        domain: any Domain,
        environment: Environment
    ) throws {
        client = try HubClient(url: file.url, token: file.token)
        self.path = path
        self.domain = domain
        self.environment = environment
    }

    func submit(_ edits: [Edit]) throws -> Outcome {
        let answer = try post("operations", ["edits": .array(edits.map(\.json))])
        guard let outcome = answer["outcome"] else { throw Self.notUnderstood }
        return try Outcome(outcome)
    }

    func submitAll(_ operations: [[Edit]]) throws -> [Outcome] {
        var outcomes: [Outcome] = []
        var rest = operations[...]
        while !rest.isEmpty {
            let part = rest.prefix(OfficeLimit.operations)
            rest = rest.dropFirst(part.count)
            let lines = part.flatMap { JSONValue.array($0.map(\.json)).line() }
            let (answers, _) = Lines.split(try send("batch", lines, type: "application/x-ndjson"))
            guard answers.count == part.count else { throw Self.notUnderstood }
            outcomes += try answers.map { try Outcome(try JSONValue.parse($0)) }
        }
        return outcomes
    }

    func invite(_ invitation: Invitation) throws -> String {
        guard let code = try post("invitations", invitation.json)["code"]?.text else {
            throw Self.notUnderstood
        }
        return code
    }

    func addCentre(_ name: String, municipality: String?) throws -> RowID {
        var body: JSONObject = ["name": .string(name)]
        body["municipality"] = municipality.map { .string($0) }
        let answer = try post("centres", .object(body))
        guard let id = answer["centre"]?.text.flatMap({ RowID($0) }) else {
            throw Self.notUnderstood
        }
        return id
    }

    func changeGrant(of device: RowID, to grant: Grant, isDry: Bool) throws -> GrantChange {
        var body = grant.json.object ?? [:]
        body["dry"] = .bool(isDry)
        guard let change = GrantChange(try post("devices/\(device)/grant", .object(body))) else {
            throw Self.notUnderstood
        }
        return change
    }

    func retire(_ device: RowID) throws { _ = try post("devices/\(device)/retire", [:]) }

    func revoke(_ device: RowID, isLost: Bool) throws {
        _ = try post("devices/\(device)/revoke", ["lost": .bool(isLost)])
    }

    func tick() throws -> Bool { try post("tick", [:])["changed"]?.bool ?? false }

    func noteDurable(through seq: Int64, at path: String) throws -> Int64 {
        let body: JSONValue = ["seq": .integer(seq), "path": .string(path)]
        guard let noted = try post("durable", body)["durableThrough"]?.integer
        else { throw Self.notUnderstood }
        return noted
    }

    func compact() throws -> CompactionReport {
        var sum = CompactionReport()
        var afresh = true
        while true {
            let answer = try post("compact", ["afresh": .bool(afresh)])
            guard let forgotten = answer["forgotten"], let isDone = answer["done"]?.bool else {
                throw Self.notUnderstood
            }
            afresh = false
            sum += CompactionReport(forgotten)
            guard !isDone else { return sum }
        }
    }

    func erase(_ person: RowID, confirm token: String) throws {
        _ = try post("persons/\(person)/erase", ["token": .string(token)])
    }

    func remember(_ list: RosterColumns) throws { _ = try post("roster-columns", list.json) }

    func write(_ register: ReferenceRegister) throws {
        _ = try post("reference", register.json)
    }

    func retryNotices(_ ids: [RowID]?) throws -> Int {
        let body: JSONValue = ids.map { ["ids": .array($0.map(\.json))] } ?? [:]
        guard let count = try post("notices/retry", body)["notices"]?.integer else {
            throw Self.notUnderstood
        }
        return Int(count)
    }

    func read<R: Sendable>(_ body: (HubReader) throws -> R) throws -> R {
        let reader = try HubService.reader(path: path, domain: domain, environment: environment)
        return try reader.store.snapshot { try body(reader) }
    }

    private func post(_ path: String, _ body: JSONValue) throws -> JSONValue {
        try JSONValue.parse(send(path, body.bytes(), type: "application/json"))
    }

    /// The hub's refusals carry the codes a local office throws.
    private func send(_ path: String, _ body: [UInt8], type: String) throws -> [UInt8] {
        do {
            return try client.post("v1/office/\(path)", body, type: type)
        } catch let error as NetworkError where !error.code.hasPrefix("network.") {
            throw SyncError(error.code, error.message)
        }
    }

    private static let notUnderstood = SyncError(
        "office.not_understood",
        "The running hub is of another version; use the program it was started with."
    )
}
