import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B7: adopt a segment, with renewal.
@Suite struct AdoptionTests {
    let village: Village

    init() throws { village = try Village() }

    private func adopt(
        _ id: UInt64 = 810,
        from: String = "2026-03-01",
        until: String = "2027-03-01",
        by person: RowID = Village.kari
    ) -> Edit {
        Edit(
            .segmentAdoption,
            RowID(id),
            set: [
                "segmentId": Village.segment.json, "byName": "Familien Vik",
                "personId": person.json, "fromOn": .string(from), "untilOn": .string(until),
            ]
        )
    }

    private func until(_ day: String) -> Edit {
        Edit(.segmentAdoption, RowID(810), set: ["untilOn": .string(day)])
    }

    @Test func `a stretch is looked after by one at a time`() throws {
        #expect(try village.hub.submit(adopt(), by: village.karisPhone) == .accepted)
        #expect(
            try village.hub.submit(
                adopt(811, from: "2027-03-01", until: "2027-06-01", by: Village.ola),
                by: village.coordinator
            ) == .refused(["adoption.taken"])
        )
        #expect(
            try village.hub.submit(
                adopt(811, from: "2027-03-02", until: "2027-06-01", by: Village.ola),
                by: village.coordinator
            ) == .accepted
        )
        #expect(
            try village.hub.submit(until("2027-03-05"), by: village.karisPhone)
                == .refused(["adoption.taken"])
        )
    }

    @Test func `nobody makes, ends or renames another's`() throws {
        let owner = Actor(
            role: .actionOwner,
            centre: Village.centre,
            person: Village.kari,
            origin: 21
        )
        let other = Actor(
            role: .actionOwner,
            centre: Village.centre,
            person: Village.ola,
            origin: 22
        )
        let denied = Answer.refused(["access.denied"])
        #expect(try village.hub.submit(adopt(by: Village.kari), by: other) == denied)
        #expect(try village.hub.submit(adopt(by: Village.kari), by: owner) == .accepted)
        let name = Edit(.segmentAdoption, RowID(810), set: ["byName": "Familien Nes"])
        #expect(try village.hub.submit(name, by: other) == denied)
        #expect(try village.hub.submit(until("2026-03-02"), by: other) == denied)
        #expect(try village.hub.submit(name, by: owner) == .accepted)
        #expect(try village.hub.submit(until("2026-03-02"), by: owner) == .accepted)
        // A group without a record is known by its store.
        var group = adopt(811, from: "2026-04-01", until: "2026-06-01")
        group.set["personId"] = nil
        #expect(try village.hub.submit(group, by: owner) == .accepted)
        let ended = Edit(.segmentAdoption, RowID(811), set: ["untilOn": "2026-05-01"])
        #expect(try village.hub.submit(ended, by: other) == denied)
        #expect(try village.hub.submit(ended, by: owner) == .accepted)
    }

    @Test func `those whom the access table gives it take an adoption away`() throws {
        let away = Edit(.segmentAdoption, RowID(810), mark: .removed)
        #expect(try village.hub.submit(adopt(), by: village.karisPhone) == .accepted)
        for actor in [village.karisPhone, village.owner, village.officer] {
            #expect(try village.hub.submit(away, by: actor) == .refused(["access.denied"]))
        }
        #expect(try village.hub.submit(away, by: village.coordinator) == .accepted)
        #expect(
            try village.hub.submit(adopt(811, by: Village.ola), by: village.coordinator)
                == .accepted
        )
    }

    @Test func `for two years at most, and the last day is not before the first`() throws {
        #expect(
            try village.hub.submit(adopt(until: "2028-03-02"), by: village.karisPhone)
                == .refused(["adoption.too_long"])
        )
        #expect(
            try village.hub.submit(adopt(until: "2026-02-28"), by: village.karisPhone)
                == .refused(["adoption.period"])
        )
        #expect(
            try village.hub.submit(adopt(until: "2028-03-01"), by: village.karisPhone) == .accepted
        )
    }

    @Test func `she is asked a month before the end whether to go on, once`() throws {
        try village.hub.submit(adopt(), by: village.karisPhone)
        try village.hub.tick(at: Village.noon("2027-01-29"))
        #expect(village.notices("adoption.ending").isEmpty)
        try village.hub.tick(at: Village.noon("2027-01-30"))
        try village.hub.tick(at: Village.noon("2027-01-31"))
        let notices = village.notices("adoption.ending")
        #expect(notices.count == 1)
        #expect(notices.first?["detail"] == "2027-03-01")
        #expect(notices.first?["personId"] == Village.kari.json)
        #expect(try village.hub.submit(until("2028-03-01"), by: village.karisPhone) == .accepted)
        try village.hub.tick(at: Village.noon("2028-02-15"))
        #expect(village.notices("adoption.ending").count == 2)
    }
}
