import Coordination
import SyncCore
import SyncEngine
import Testing

/// A row moves to another centre when its owner offers it and the other accepts.
@Suite struct HandoverTests {
    let village: Village
    private let neighbour = Actor(
        role: .coordinator,
        centre: Village.otherCentre,
        person: nil,
        origin: 21
    )

    init() throws { village = try Village() }

    private func offer(_ id: UInt64 = 800, _ more: JSONObject = [:]) -> Edit {
        let set: JSONObject = [
            "centreId": Village.centre.json, "toCentreId": Village.otherCentre.json,
            "subjectId": Village.zone.json, "subjectEntity": "cleanupZone", "state": "offered",
        ]
        return Edit(.handover, RowID(id), set: set.merging(more) { $1 })
    }

    private func answer(_ state: String) -> Edit {
        Edit(.handover, RowID(800), set: ["state": .string(state)])
    }

    @Test func `an offer that is accepted moves the row once`() throws {
        #expect(try village.hub.submit(offer(), by: village.coordinator) == .accepted)
        #expect(village.row(Village.zone)?["centreId"] == Village.centre.json)
        #expect(try village.hub.submit(answer("accepted"), by: neighbour) == .accepted)
        #expect(village.row(Village.zone)?["centreId"] == Village.otherCentre.json)
        #expect(village.row(RowID(800))?["movedAt"] != nil)
    }

    @Test func `only the owner offers, to a centre that is another`() throws {
        #expect(
            try village.hub.submit(
                offer(800, ["centreId": Village.otherCentre.json]),
                by: neighbour
            )
                == .refused(["handover.not_owner"])
        )
        for receiver in [Village.centre, Village.zone] {
            #expect(
                try village.hub.submit(
                    offer(801, ["toCentreId": receiver.json]),
                    by: village.coordinator
                ) == .refused(["handover.centre"])
            )
        }
        #expect(
            try village.hub.submit(offer(802, ["subjectEntity": "task"]), by: village.coordinator)
                == .refused(["handover.not_owner"])
        )
    }

    @Test func `a row is offered to one centre at a time`() throws {
        try village.hub.submit(offer(), by: village.coordinator)
        #expect(
            try village.hub.submit(offer(801), by: village.coordinator)
                == .refused(["handover.open"])
        )
        #expect(try village.hub.submit(answer("withdrawn"), by: village.coordinator) == .accepted)
        #expect(try village.hub.submit(offer(801), by: village.coordinator) == .accepted)
    }

    @Test func `nobody answers for the other side`() throws {
        try village.hub.submit(offer(), by: village.coordinator)
        for state in ["accepted", "declined"] {
            let refused = try village.hub.submit(answer(state), by: village.coordinator)
            #expect(refused == .refused(["access.denied"]), "\(state)")
        }
        #expect(
            try village.hub.submit(answer("withdrawn"), by: neighbour)
                == .refused(["access.denied"])
        )
        #expect(try village.hub.submit(answer("declined"), by: neighbour) == .accepted)
        #expect(village.row(Village.zone)?["centreId"] == Village.centre.json)
    }
}
