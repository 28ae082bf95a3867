import Coordination
import SyncCore
@testable import SyncEngine
import Testing

/// Whoever sees a question and may answer such questions decides it, and nobody else, whatever ids she knows.
struct ReviewSightTests {
    private let centre: TestCentre
    /// The row that is proposed, and the item that asks about it.
    private let task = Environment.system.newID()
    private let item: RowID

    /// An action is proposed by a volunteer's phone, which the office is to decide.
    init() throws {
        centre = try TestCentre()
        let phone = try TestReplica("phone", "volunteer", at: centre)
        try phone.sync()
        _ = try phone.replica.make([
            Edit(
                .task,
                task,
                set: [
                    "centreId": centre.centre.json, "kind": "event", "title": "Rydding",
                    "state": "draft",
                ]
            )
        ])
        #expect(try phone.sync().map(\.verdict) == [.held])
        item = try require(try centre.rows(.reviewItem).first).id
    }

    /// A decision as the device's first operation, whatever its program would have said to it.
    private func decide(_ decision: JSONValue, on device: TestReplica) throws -> Outcome {
        let identity = device.replica.identity
        let operation = Operation(
            incarnation: identity.incarnation,
            number: 1,
            schema: centre.service.domain.catalogue.schemaVersion,
            at: Environment.system.now(),
            base: try device.replica.cursor,
            edits: [Edit(.reviewItem, item, set: ["decision": decision])]
        )
        let request = PushRequest(
            incarnation: identity.incarnation,
            first: 1,
            deviceNow: Environment.system.now(),
            operations: [operation.json.bytes()]
        )
        let known = try require(try centre.service.read { try $0.device(token: identity.token) })
        return try require(
            try centre.service.write { try $0.push(request, from: known) }.outcomes.last
        )
    }

    private var isLetIn: Bool { get throws { try !centre.rows(.task).isEmpty } }

    private var state: String? {
        get throws { try centre.rows(.reviewItem).first { $0.id == item }?["state"]?.text }
    }

    private static let deciders: Set<Role> = [.coordinator, .manager]

    @Test(arguments: Role.all)
    func `of all roles those decide that see the question and may answer it`(
        role: Role
    ) throws {
        let device = try TestReplica("own", role.rawValue, at: centre)
        try device.sync()
        let isShown = try device.replica.row(item) != nil
        #expect(isShown == (Self.deciders.contains(role) || role == .privacyOfficer))
        let outcome = try decide("accept", on: device)
        let mayDecide = Self.deciders.contains(role)
        #expect(outcome.verdict == (mayDecide ? .applied : .refused))
        #expect(outcome.findings.map(\.code) == (mayDecide ? [] : ["access.denied"]))
        #expect(try isLetIn == mayDecide)
        #expect(try state == (mayDecide ? "decided" : "open"))
    }

    @Test(arguments: Role.all, ["accept", "reject"])
    func `a role of another centre decides nothing here`(
        role: Role,
        decision: String
    ) throws {
        let other = try centre.addCentre()
        let device = try TestReplica("other", role.rawValue, at: centre)
        let id = device.id
        try centre.service.write { hub in
            _ = try hub.changeGrant(of: id, to: Grant(role: role, centre: other, person: nil))
        }
        try device.sync()
        #expect(try device.replica.row(item) == nil)
        #expect(try decide(.string(decision), on: device).verdict == .refused)
        #expect(try !isLetIn)
        #expect(try state == "open")
    }

    @Test(
        arguments: ReviewSightTests.deciders.sorted { $0.rawValue < $1.rawValue },
        [
            "accept", "reject",
        ]
    )
    func `who may see such questions decides them also before her store has them`(
        role: Role,
        decision: String
    ) throws {
        // It has never pulled: she read the question over HTTP.
        let device = try TestReplica("early", role.rawValue, at: centre)
        #expect(try decide(.string(decision), on: device).verdict == .applied)
        #expect(try isLetIn == (decision == "accept"))
        #expect(try state == "decided")
    }

    @Test func `the office has every question before it, and takes back what was decided`() throws {
        let rejected = Edit(.reviewItem, item, set: ["decision": "reject"])
        #expect(try centre.submit([rejected]).verdict == .applied)
        let reopened = Edit(.reviewItem, item, set: ["decision": .null])
        let blind = try TestReplica("blind", "officer", at: centre)
        #expect(try decide(.null, on: blind).verdict == .refused)
        #expect(try state == "decided")
        #expect(try centre.submit([reopened]).verdict == .applied)
        #expect(try state == "open")
        let accepted = Edit(.reviewItem, item, set: ["decision": "accept"])
        #expect(try centre.submit([accepted]).verdict == .applied)
        #expect(try isLetIn)
    }
}
