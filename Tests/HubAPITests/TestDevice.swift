import Coordination
import SyncCore
import SyncEngine
import Synchronization
import Testing

/// An enrolled client as far as the wire goes: token, incarnation, numbers.
final class TestDevice: Sendable {
    let hub: TestHub
    let token: String
    let id: RowID
    let incarnation: RowID

    init(_ hub: TestHub, code: String, name: String) throws {
        self.hub = hub
        incarnation = Environment.system.newID()
        let body: JSONValue = [
            "code": .string(code), "name": .string(name), "incarnation": incarnation.json,
        ]
        let answer = try hub.post("/v1/devices", body.bytes())
        #expect(answer.status == 201)
        token = try #require(answer.json["token"]?.text)
        id = try #require(answer.json["device"]?.text.flatMap { RowID($0) })
    }

    /// For devices made in the store itself, when there have to be many.
    init(_ hub: TestHub, enrolled: Enrolled, incarnation: RowID) {
        self.hub = hub
        token = enrolled.token
        id = enrolled.device
        self.incarnation = incarnation
    }

    var authorization: (String, String) { ("Authorization", "Bearer \(token)") }

    /// A report of litter, which any role may make.
    func report(_ number: Int64, at: Int64? = nil, amount: JSONValue = "bagful") -> Operation {
        let now = at ?? Environment.system.now()
        let edit = Edit(
            .litterReport,
            Environment.system.newID(),
            set: ["centreId": hub.centre.json, "amount": amount, "seenAt": .integer(now)]
        )
        return operation(number, [edit], at: at)
    }

    func operation(
        _ number: Int64,
        _ edits: [Edit],
        at: Int64? = nil,
        base: Cursor? = nil
    ) -> Operation {
        Operation(
            incarnation: incarnation,
            number: number,
            schema: hub.service.domain.catalogue.schemaVersion,
            at: at ?? Environment.system.now(),
            base: base,
            edits: edits
        )
    }

    func body(_ operations: [Operation], now: Int64? = nil) -> [UInt8] {
        PushRequest(
            incarnation: incarnation,
            first: operations.first?.number ?? 1,
            deviceNow: now ?? Environment.system.now(),
            operations: operations.map { $0.json.bytes() }
        ).bytes
    }

    func push(_ operations: [Operation], now: Int64? = nil) throws -> PushAnswer {
        let answer = try push(body(operations, now: now))
        #expect(answer.status == 200)
        return try PushAnswer(answer.body)
    }

    func push(_ body: [UInt8], headers: [(String, String)] = []) throws -> TestClient.Answer {
        try hub.post("/v1/sync/push", body, headers: [authorization] + headers)
    }

    func pullTarget(_ cursor: Cursor? = nil, wait: Int? = nil, isBrief: Bool = false)
        -> String
    {
        var target = "/v1/sync/pull?incarnation=\(incarnation)"
        if let cursor { target += "&cursor=\(cursor.token)" }
        if isBrief { target += "&brief=1" }
        if let wait { target += "&wait=\(wait)" }
        return target
    }

    func pull(_ cursor: Cursor? = nil, wait: Int? = nil) throws -> [PullLine] {
        let answer = try hub.get(pullTarget(cursor, wait: wait), headers: [authorization])
        #expect(answer.status == 200)
        return try answer.pull
    }

    /// Pulls to the end and gives the cursor.
    func cursor() throws -> Cursor {
        let last = try pull().last
        guard case .end(let end) = last else { throw Missing() }
        #expect(end.cursor.isComplete)
        return end.cursor
    }

    struct Missing: Error {}
}

extension [PullLine] {
    var rows: [RowState] {
        compactMap { if case .row(let row, _, _, _) = $0 { row } else { nil } }
    }

    var end: PullEnd? {
        if case .end(let end)? = last { end } else { nil }
    }
}
