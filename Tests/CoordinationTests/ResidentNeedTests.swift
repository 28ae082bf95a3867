import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M6 and M7: residents say what they need and confirm it, and only then is anything worked out.
@Suite struct ResidentNeedTests {
    let village: Village
    private static let need = RowID(870)
    private static let other = RowID(871)
    private static let initiative = RowID(880)
    private static let idea = RowID(500)

    private let olasPhone = Actor(
        role: .volunteer,
        centre: Village.centre,
        person: Village.ola,
        origin: 16
    )
    /// A coordinator who is a resident as well.
    private let olasDesk = Actor(
        role: .coordinator,
        centre: Village.centre,
        person: Village.ola,
        origin: 17
    )

    init() throws { village = try Village() }

    private func stated(
        _ id: RowID = Self.need,
        by person: RowID? = Village.kari,
        _ extra: JSONObject = [:]
    ) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "text": "Vi savner et sted å sitte",
            "statedAt": .integer(Village.start),
        ]
        set["personId"] = person?.json
        set.merge(extra) { $1 }
        return Edit(.need, id, set: set)
    }

    private func need(_ set: JSONObject, by actor: Actor, _ id: RowID = Self.need) throws -> Answer
    {
        try village.hub.submit(Edit(.need, id, set: set), by: actor)
    }

    private func initiative(_ set: JSONObject, needs: [RowID] = []) throws -> Answer {
        let add: NameMap<[String]> = needs.isEmpty ? [:] : ["needIds": needs.map(\.description)]
        return try village.hub.submit(
            Edit(.initiative, Self.initiative, set: set, add: add),
            by: village.coordinator
        )
    }

    private var begun: JSONObject {
        ["centreId": Village.centre.json, "title": "Benker langs vannet"]
    }

    private let owners: JSONObject = [
        "politicalOwnerId": Village.ola.json, "adminOwnerId": Village.ola.json,
        "facilitatorId": Village.kari.json,
    ]

    private func idea() throws {
        try village.hub.submit(
            Edit(
                .task,
                Self.idea,
                set: [
                    "centreId": Village.centre.json, "kind": "event", "title": "Sette ut benker",
                    "state": "idea", "initiativeId": Self.initiative.json,
                ]
            ),
            by: village.coordinator
        )
    }

    private func plan() throws -> Answer {
        try village.hub.submit(
            Edit(.task, Self.idea, set: ["state": "draft"]),
            by: village.coordinator
        )
    }

    @Test func `whoever has the need confirms it, and nobody else`() throws {
        #expect(try village.hub.submit(stated(), by: village.karisPhone) == .accepted)
        #expect(village.row(Self.need)?["state"] == "stated")
        for actor in [village.coordinator, village.manager, village.officer, village.owner] {
            #expect(
                try need(["state": "confirmed"], by: actor) == .refused(["need.not_yours"])
            )
        }
        #expect(
            try need(["state": "confirmed"], by: olasPhone) == .refused(["access.denied"])
        )
        #expect(try need(["state": "confirmed"], by: village.karisPhone) == .accepted)
        #expect(village.row(Self.need)?["confirmedAt"] == .integer(village.hub.world.now))
        #expect(village.notices("need.news").isEmpty)
    }

    @Test func `her helper confirms for her, and nobody makes herself one`() throws {
        let own: JSONObject = ["helperId": Village.ola.json]
        #expect(
            try village.hub.submit(stated(Self.other, own), by: olasDesk)
                == .refused(["need.not_yours"])
        )
        #expect(try village.hub.submit(stated(), by: village.coordinator) == .accepted)
        #expect(try need(own, by: olasDesk) == .refused(["need.not_yours"]))
        #expect(try need(["state": "confirmed"], by: olasDesk) == .refused(["need.not_yours"]))
        #expect(try need(own, by: village.karisPhone) == .accepted)
        #expect(try need(["state": "confirmed"], by: olasDesk) == .accepted)
        #expect(village.notices("need.news").map { $0["personId"] } == [Village.kari.json])
    }

    private func stated(_ id: RowID, _ extra: JSONObject) -> Edit {
        stated(id, by: Village.kari, extra)
    }

    @Test func `somebody without a record confirms from the store she told it in`() throws {
        let pass = Actor(role: .pass, centre: Village.centre, person: nil, origin: 31)
        let another = Actor(role: .pass, centre: Village.centre, person: nil, origin: 32)
        #expect(try village.hub.submit(stated(by: nil), by: pass) == .accepted)
        #expect(try need(["state": "confirmed"], by: another) == .refused(["access.denied"]))
        #expect(
            try need(["state": "confirmed"], by: village.coordinator)
                == .refused(["need.not_yours"])
        )
        #expect(try need(["state": "confirmed"], by: pass) == .accepted)
        // What the office wrote down for nobody is confirmed by nobody at the office.
        let noted = stated(Self.other, by: nil)
        #expect(try village.hub.submit(noted, by: village.coordinator) == .accepted)
        #expect(
            try need(["state": "confirmed"], by: village.coordinator, Self.other)
                == .refused(["need.not_yours"])
        )
    }

    @Test func `no solution before it is confirmed, and her words are not rewritten`() throws {
        #expect(
            try village.hub.submit(stated(Self.other, ["text": " "]), by: village.karisPhone)
                == .refused(["text.blank"])
        )
        let solution: JSONObject = ["solution": "Tre benker av stein"]
        #expect(try village.hub.submit(stated(), by: village.karisPhone) == .accepted)
        #expect(
            try need(solution, by: village.officer) == .refused(["need.not_confirmed"])
        )
        #expect(
            try village.hub.submit(stated(Self.other, solution), by: village.officer)
                == .refused(["need.not_confirmed"])
        )
        _ = try need(["state": "confirmed"], by: village.karisPhone)
        #expect(try need(solution, by: village.officer) == .accepted)
        #expect(
            try need(["text": "Vi savner benker"], by: village.karisPhone)
                == .refused(["fact.immutable"])
        )
        // She adds to them by more words of her own.
        let more: JSONObject = ["addsToId": Self.need.json]
        #expect(
            try village.hub.submit(
                stated(Self.other, by: Village.ola, more),
                by: village.coordinator
            ) == .refused(["need.not_yours"])
        )
        #expect(
            try village.hub.submit(stated(Self.other, more), by: village.karisPhone) == .accepted
        )
    }

    @Test func `she is told each step, and what came of it is said at the end`() throws {
        try village.hub.submit(stated(), by: village.karisPhone)
        _ = try need(["state": "confirmed"], by: village.karisPhone)
        for state in ["designed", "tried"] {
            #expect(try need(["state": .string(state)], by: village.coordinator) == .accepted)
        }
        #expect(village.notices("need.news").count == 2)
        #expect(
            try need(["state": "evaluated"], by: village.coordinator)
                == .refused(["need.effect_missing"])
        )
        let effect: JSONObject = [
            "state": "evaluated", "effect": "harmed", "effectNote": "De står i veien",
        ]
        #expect(
            try need(effect, by: village.owner) == .refused(["need.not_yours"])
        )
        #expect(try need(effect, by: village.karisPhone) == .accepted)
        #expect(village.notices("need.news").count == 2)
    }

    @Test func `an initiative is planned about confirmed needs, and somebody answers for it`()
        throws
    {
        try village.hub.submit(stated(), by: village.karisPhone)
        #expect(try initiative(begun) == .accepted)
        #expect(village.row(Self.initiative)?["state"] == "idea")
        #expect(try initiative(["state": "planned"]) == .refused(["initiative.no_need"]))
        #expect(try initiative([:], needs: [Self.need]) == .accepted)
        #expect(try initiative(["state": "planned"]) == .refused(["need.not_confirmed"]))
        #expect(village.hub.findings.first?.detail == Self.need.description)
        _ = try need(["state": "confirmed"], by: village.karisPhone)
        #expect(try initiative(["state": "planned"]) == .accepted)
        // One that comes to it later is confirmed as well, also one the hub does not have.
        try village.hub.submit(stated(Self.other, [:]), by: village.karisPhone)
        for id in [Self.other, RowID(899)] {
            #expect(try initiative([:], needs: [id]) == .refused(["need.not_confirmed"]))
        }
        #expect(
            try initiative(["state": "active"]) == .refused(["initiative.owner_missing"])
        )
        var active = owners
        active["state"] = "active"
        #expect(try initiative(active) == .accepted)
        #expect(
            try initiative(["facilitatorId": .null]) == .refused(["initiative.owner_missing"])
        )
    }

    @Test func `an idea that came of a confirmed need was heard, of another it is not planned`()
        throws
    {
        try village.hub.submit(stated(), by: village.karisPhone)
        _ = try initiative(begun, needs: [Self.need])
        try idea()
        #expect(try plan() == .refused(["idea.no_contribution", "need.not_confirmed"]))
        // Neither a contribution nor somebody who answers for going on without makes up for it.
        let brought = Edit(
            .contribution,
            RowID(600),
            set: [
                "taskId": Self.idea.json, "kind": "comment", "text": "Gjerne i sola",
                "broughtAt": .integer(Village.start), "personId": Village.ola.json,
            ]
        )
        #expect(try village.hub.submit(brought, by: olasPhone) == .accepted)
        #expect(try plan() == .refused(["need.not_confirmed"]))
        _ = try need(["state": "confirmed"], by: village.karisPhone)
        #expect(try plan() == .accepted)
    }

    @Test func `a confirmed need alone is a resident's word`() throws {
        try village.hub.submit(stated(), by: village.karisPhone)
        _ = try need(["state": "confirmed"], by: village.karisPhone)
        _ = try initiative(begun)
        try idea()
        #expect(try plan() == .refused(["idea.no_contribution"]))
        _ = try initiative([:], needs: [Self.need])
        #expect(try plan() == .accepted)
    }

    @Test func `an initiative ends when everybody knows what came of it`() throws {
        try village.hub.submit(stated(), by: village.karisPhone)
        _ = try need(["state": "confirmed"], by: village.karisPhone)
        _ = try initiative(begun, needs: [Self.need])
        try idea()
        let brought = Edit(
            .contribution,
            RowID(600),
            set: [
                "taskId": Self.idea.json, "kind": "resource", "text": "Jeg har planker",
                "broughtAt": .integer(Village.start), "personId": Village.ola.json,
            ]
        )
        try village.hub.submit(brought, by: olasPhone)
        _ = try initiative(["state": "planned"])
        var active = owners
        active["state"] = "active"
        _ = try initiative(active)
        #expect(try initiative(["state": "closed"]) == .refused(["close.outcome_missing"]))
        #expect(village.hub.findings.first?.detail == "\(RowID(600)), \(Self.need)")
        try village.hub.submit(
            Edit(.contribution, RowID(600), set: ["outcome": "used"]),
            by: village.coordinator
        )
        #expect(try initiative(["state": "closed"]) == .refused(["close.outcome_missing"]))
        for state in ["designed", "tried"] {
            _ = try need(["state": .string(state)], by: village.coordinator)
        }
        let effect: JSONObject = [
            "state": "evaluated", "effect": "helped", "effectNote": .null,
        ]
        #expect(try need(effect, by: village.karisPhone) == .accepted)
        #expect(try initiative(["state": "closed"]) == .accepted)
    }
}
