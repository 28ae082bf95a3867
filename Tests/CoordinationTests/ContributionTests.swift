import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M6 and M7: heard before it is planned, and told what came of it.
@Suite struct ContributionTests {
    let village: Village
    private static let idea = RowID(500)

    init() throws {
        village = try Village()
        try village.hub.submit(
            Edit(
                .task,
                Self.idea,
                set: [
                    "centreId": Village.centre.json, "kind": "event", "title": "Benk ved vannet",
                    "state": "idea",
                ]
            ),
            by: village.coordinator
        )
    }

    private func bring(_ id: UInt64, person: RowID?, extra: JSONObject = [:]) -> Edit {
        var set: JSONObject = [
            "taskId": Self.idea.json, "kind": "need", "text": "Vi savner et sted å sitte",
            "broughtAt": .integer(Village.start),
        ]
        set["personId"] = person?.json
        set.merge(extra) { $1 }
        return Edit(.contribution, RowID(id), set: set)
    }

    private func move(to state: String, extra: JSONObject = [:]) throws -> Answer {
        var set: JSONObject = ["state": .string(state)]
        set.merge(extra) { $1 }
        return try village.hub.submit(Edit(.task, Self.idea, set: set), by: village.coordinator)
    }

    @Test func `an idea is not planned before a resident was heard`() throws {
        #expect(try move(to: "draft") == .refused(["idea.no_contribution"]))
        let own = bring(600, person: nil, extra: ["isFromOffice": true])
        #expect(try village.hub.submit(own, by: village.coordinator) == .accepted)
        #expect(try move(to: "draft") == .refused(["idea.no_contribution"]))
        #expect(
            try village.hub.submit(bring(601, person: Village.kari), by: village.karisPhone)
                == .accepted
        )
        #expect(try move(to: "draft") == .accepted)
    }

    @Test func `somebody with a name may answer for going on without`() throws {
        let reason: JSONObject = ["waiverReason": "Pålagt av fylket"]
        #expect(try move(to: "draft", extra: reason) == .refused(["idea.no_contribution"]))
        var named = reason
        named["waivedById"] = Village.ola.json
        #expect(try move(to: "draft", extra: named) == .accepted)
    }

    @Test func `the office says who contributed, or that it was itself`() throws {
        #expect(
            try village.hub.submit(bring(600, person: nil), by: village.coordinator)
                == .refused(["contribution.whose"])
        )
        #expect(
            try village.hub.submit(bring(600, person: Village.ola), by: village.coordinator)
                == .accepted
        )
    }

    @Test func `a task is closed when everybody was told what came of it`() throws {
        try village.hub.submit(bring(600, person: Village.kari), by: village.karisPhone)
        try village.hub.submit(bring(601, person: Village.ola), by: village.coordinator)
        try village.hub.submit(
            Edit(.task, Self.idea, set: ["state": "validated"]),
            by: .hub
        )
        #expect(try move(to: "closed") == .refused(["close.outcome_missing"]))
        #expect(
            village.hub.findings.first?.detail == "\(RowID(600)), \(RowID(601))"
        )
        func decide(_ id: UInt64, _ outcome: String, _ reason: String?) throws -> Answer {
            var set: JSONObject = ["outcome": .string(outcome)]
            set["outcomeReason"] = reason.map { .string($0) }
            return try village.hub.submit(
                Edit(.contribution, RowID(id), set: set),
                by: village.coordinator
            )
        }
        #expect(try decide(600, "not_used", nil) == .refused(["contribution.reason_missing"]))
        #expect(try decide(600, "not_used", "Grunnen er for våt") == .accepted)
        #expect(try move(to: "closed") == .refused(["close.outcome_missing"]))
        #expect(try decide(601, "used", nil) == .accepted)
        #expect(try move(to: "closed") == .accepted)
        let notices = village.notices("contribution.outcome")
        #expect(
            Set(notices.compactMap { $0["personId"]?.text }) == [
                Village.kari.description, Village.ola.description,
            ]
        )
    }

    @Test func `nobody contributes in another's name, nor judges what came of it`() throws {
        #expect(
            try village.hub.submit(bring(600, person: Village.ola), by: village.karisPhone)
                == .refused(["access.denied"])
        )
        try village.hub.submit(bring(601, person: Village.kari), by: village.karisPhone)
        let own = Edit(.contribution, RowID(601), set: ["outcome": "used"])
        #expect(try village.hub.submit(own, by: village.karisPhone) == .refused(["access.denied"]))
    }

    @Test(arguments: ["halted", "cancelled", "not_needed"])
    func `an idea that comes back from a halt is not planned unheard either`(end: String) throws {
        #expect(try move(to: end) == .accepted)
        #expect(try move(to: "draft") == .refused(["idea.no_contribution"]))
        if end == "halted" {
            #expect(try move(to: "in_progress") == .refused(["idea.no_contribution"]))
        }
        try village.hub.submit(bring(601, person: Village.kari), by: village.karisPhone)
        #expect(try move(to: "draft") == .accepted)
        // Once it is planned it is a plan like any other.
        try village.hub.submit(Edit(.contribution, RowID(601), mark: .removed), by: .hub)
        #expect(try move(to: "halted") == .accepted)
        #expect(try move(to: "draft") == .accepted)
    }

    @Test func `volunteers' devices show neither ideas nor drafts`() throws {
        let condition = try #require(village.hub.domain.catalogue[.task]?.scopes.publicWhen)
        let row = try #require(village.row(Self.idea))
        #expect(!condition.holds(for: row))
        try village.hub.submit(bring(601, person: Village.kari), by: village.karisPhone)
        _ = try move(to: "draft")
        #expect(try !condition.holds(for: #require(village.row(Self.idea))))
    }
}
