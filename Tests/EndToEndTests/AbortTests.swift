import FieldClient
import Foundation
import Glibc
import SyncCore
import SyncEngine
import Testing

/// An operation that ends the process deciding it blocks nobody: at the third start it is held.
@Suite struct AbortTests {
    private let centre: Centre
    private let enrolled: Enrolled
    private let request: PushRequest

    init() throws {
        centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        defer { hub.stop() }
        let incarnation = Environment.system.newID()
        enrolled = try HubClient(url: hub.url, token: nil).enrol(
            code: try centre.code("coordinator"),
            name: "sender",
            incarnation: incarnation
        )
        let place = enrolled.centre
        let notes = ["Nr. 1", "Dette overlever ingen", "Nr. 3"]
        request = PushRequest(
            incarnation: incarnation,
            first: 1,
            deviceNow: Environment.system.now(),
            operations: notes.enumerated().map { index, note in
                Self.report(note, number: Int64(index + 1), incarnation, place)
            }
        )
        try Data(request.bytes).write(to: URL(filePath: centre.folder.file("push")))
    }

    private static func report(
        _ note: String,
        number: Int64,
        _ incarnation: RowID,
        _ centre: RowID
    ) -> [UInt8] {
        let now = Environment.system.now()
        let report = Edit(
            EntityName(rawValue: "litterReport"),
            Environment.system.newID(),
            set: [
                "centreId": centre.json, "amount": "bagful", "seenAt": .integer(now),
                "note": .string(note),
            ]
        )
        return Operation(
            incarnation: incarnation,
            number: number,
            schema: 1,
            at: now,
            base: nil,
            edits: [report]
        ).json.bytes()
    }

    /// The push, taken by a process with a rule that ends it.
    private func die() throws -> Program.Answer {
        let beside = URL(filePath: Program.path).deletingLastPathComponent()
        return try Program.execute(
            beside.appending(path: "dugnad-dying-hub").path,
            [centre.store, enrolled.token, centre.folder.file("push")],
            variables: ["SWIFT_BACKTRACE": "enable=no"]
        )
    }

    private func expectHeld(_ answer: PushAnswer) {
        #expect(answer.outcomes.map(\.verdict) == [.applied, .held, .applied])
        #expect(answer.outcomes.map { $0.findings.map(\.code) }[1] == ["hub.could_not_decide"])
        #expect(answer.expected == 4)
    }

    @Test func `what two processes died of is held by the third, and what is behind it goes on`()
        throws
    {
        for _ in 0..<2 {
            let answer = try die()
            #expect(answer.status == SIGABRT, "\(answer.errors)")
            #expect(answer.output.isEmpty)
        }
        // The third would die of it as well, if it decided it.
        let third = try die()
        try #require(third.status == 0, "\(third.errors)")
        let answer = try PushAnswer(Array(third.output.utf8))
        expectHeld(answer)
        let hub = try HubProcess(store: centre.store)
        let again = try HubClient(url: hub.url, token: enrolled.token).push(request)
        #expect(again.outcomes == answer.outcomes)
        #expect(hub.stop() == 0)
        #expect(try Program.run("doctor", "--db", centre.store, "--json").status == 0)
    }

    @Test func `the product itself holds what two processes died of`() throws {
        for _ in 0..<2 { try #require(try die().status == SIGABRT) }
        let hub = try HubProcess(store: centre.store)
        expectHeld(try HubClient(url: hub.url, token: enrolled.token).push(request))
        let rows = try Program.run("office", "list", "litterReport", "--db", centre.store, "--json")
        let notes = try rows.json.elements.compactMap { $0["fields"]["note"].text }
        #expect(Set(notes) == ["Nr. 1", "Nr. 3"])
    }

    @Test func `what one process died of is decided by the next`() throws {
        try #require(try die().status == SIGABRT)
        let hub = try HubProcess(store: centre.store)
        let answer = try HubClient(url: hub.url, token: enrolled.token).push(request)
        #expect(answer.outcomes.map(\.verdict) == [.applied, .applied, .applied])
    }
}
