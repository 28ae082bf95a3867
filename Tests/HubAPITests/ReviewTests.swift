import HubAPI
import Coordination
import SyncCore
import SyncEngine
import Testing

struct ReviewTests {
    @Test func `a coordinator reads what waits for a decision, others do not`() throws {
        let hub = try TestHub()
        let zone = try hub.zone()
        let coordinator = try hub.join()
        let volunteer = try hub.join(.actionOwner)
        #expect(try coordinator.review().json["items"]?.array == [])
        // An action owner may only propose another mode.
        let outcome = try volunteer.push([
            volunteer.operation(
                1,
                [Edit(.cleanupZone, zone, set: ["description": "Trapp ned til stranda"])],
                base: try volunteer.cursor()
            )
        ]).outcomes[0]
        #expect(outcome.verdict == .held)
        let items = try coordinator.review().json["items"]?.array ?? []
        #expect(items.count == 1)
        #expect(items.first?["subjectId"]?.text == zone.description)
        #expect(items.first?["sides"]?.array?.first?["values"]?["edits"] != nil)
        let denied = try volunteer.review()
        #expect(denied.status == 403)
        #expect(denied.code == "review.denied")
        let item = try #require(items.first?["id"]?.text.flatMap { RowID($0) })
        let decided = try hub.office.submit([
            Edit(.reviewItem, item, set: ["decision": "accept", "decidedReason": "Stemmer"])
        ])
        #expect(decided.verdict == .applied)
        #expect(try coordinator.review().json["items"]?.array == [])
    }
}

extension TestDevice {
    func review() throws -> TestClient.Answer {
        try hub.get("/v1/review", headers: [authorization])
    }
}
