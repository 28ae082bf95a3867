import Coordination
import Geometry
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M3: every enquiry has exactly one owner at any time.
@Suite struct EnquiryTests {
    let village: Village
    private static let enquiry = RowID(840)

    private static let tore = RowID(103)
    private static let liv = RowID(104)

    init() throws {
        village = try Village()
        for person in [Self.tore, Self.liv] {
            let member: JSONObject = [
                "personId": person.json, "centreId": Village.otherCentre.json,
            ]
            try village.hub.submit(
                [
                    Edit(.person, person, set: ["displayName": "Nabo"]),
                    Edit(.centreMembership, RowID(person.low + 1000), set: member),
                ],
                by: .hub
            )
        }
    }

    private var other: Actor {
        Actor(role: .coordinator, centre: Village.otherCentre, person: nil, origin: 21)
    }

    private func ask(by actor: Actor, owner: RowID? = nil) throws -> Answer {
        var set: JSONObject = [
            "centreId": Village.centre.json, "subject": "Hjelp til brygga",
            "text": "Den er farlig for barna", "receivedAt": .integer(Village.start),
            "fromPersonId": Village.kari.json, "mayTell": "question",
        ]
        set["ownerPersonId"] = owner?.json
        return try village.hub.submit(Edit(.enquiry, Self.enquiry, set: set), by: actor)
    }

    private func change(_ set: JSONObject, by actor: Actor) throws -> Answer {
        try village.hub.submit(Edit(.enquiry, Self.enquiry, set: set), by: actor)
    }

    private func turns() -> [RowState] {
        village.hub.world.rows(.enquiryOwner, where: "enquiryId", is: Self.enquiry.json)
    }

    private func owners() -> [RowState] { turns().filter { $0["untilAt"] == nil } }

    /// Offers the enquiry to the other centre, or back, and accepts.
    private func handOver(_ id: UInt64, from giver: Actor, to receiver: Actor) throws {
        let offer = Edit(
            .handover,
            RowID(id),
            set: [
                "centreId": giver.centre?.json ?? .null,
                "toCentreId": receiver.centre?.json ?? .null,
                "subjectEntity": "enquiry", "subjectId": Self.enquiry.json, "state": "offered",
            ]
        )
        #expect(try village.hub.submit(offer, by: giver) == .accepted)
        #expect(owners().count == 1)
        let accept = Edit(.handover, RowID(id), set: ["state": "accepted"])
        #expect(try village.hub.submit(accept, by: receiver) == .accepted)
    }

    @Test func `a resident asks, and the centre has it at once`() throws {
        #expect(try ask(by: village.karisPhone) == .accepted)
        #expect(owners().map { $0["ownerCentreId"] } == [Village.centre.json])
        #expect(owners().first?["personId"] == nil)
        #expect(
            try change(["ownerPersonId": Village.ola.json], by: village.coordinator) == .accepted
        )
        #expect(owners().map { $0["personId"] } == [Village.ola.json])
        #expect(turns().count == 2)
        #expect(village.notices("enquiry.yours").last?["personId"] == Village.ola.json)
        #expect(
            try change(["ownerPersonId": Village.kari.json], by: village.karisPhone)
                == .refused(["access.denied"])
        )
    }

    @Test func `whatever is handed over, there is one owner and never nobody`() throws {
        _ = try ask(by: village.coordinator, owner: Village.ola)
        var state: UInt64 = 4711
        func dice(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        var holder = village.coordinator
        for step in 0..<200 {
            let receiver = holder.centre == Village.centre ? other : village.coordinator
            if dice(3) == 0 {
                try handOver(UInt64(2000 + step), from: holder, to: receiver)
                holder = receiver
                #expect(village.row(Self.enquiry)?["ownerPersonId"] == nil)
            } else {
                let own =
                    holder.centre == Village.centre
                    ? [Village.kari.json, Village.ola.json] : [Self.tore.json, Self.liv.json]
                let person = (own + [.null])[Int(dice(3))]
                #expect(try change(["ownerPersonId": person], by: holder) == .accepted)
            }
            #expect(owners().count == 1, "step \(step)")
            #expect(owners().first?["ownerCentreId"] == holder.centre?.json)
            #expect(owners().first?["personId"] == village.row(Self.enquiry)?["ownerPersonId"])
        }
        // The log has no gap: each turn ends when the next begins.
        let log = turns()
        for (one, next) in zip(log, log.dropFirst()) {
            #expect(one["untilAt"] == next["fromAt"])
        }
        #expect(log.count > 50)
    }

    @Test func `an enquiry is in the overdue list on the fifteenth day, once`() throws {
        _ = try ask(by: village.karisPhone, owner: nil)
        _ = try change(["ownerPersonId": Village.ola.json], by: village.coordinator)
        func isOverdue(_ day: String) throws -> Bool {
            let row = try #require(village.row(Self.enquiry))
            return EnquiryView(row).isOverdue(on: try #require(LocalDate(day)))
        }
        #expect(try !isOverdue("2026-03-15"))
        #expect(try isOverdue("2026-03-16"))
        try village.hub.tick(at: Village.noon("2026-03-15"))
        #expect(village.notices("enquiry.overdue").isEmpty)
        try village.hub.tick(at: Village.noon("2026-03-16"))
        try village.hub.tick(at: Village.noon("2026-03-17"))
        #expect(village.notices("enquiry.overdue").map { $0["personId"] } == [Village.ola.json])
        #expect(village.row(Self.enquiry)?["overdueSince"] == "2026-03-16")
    }

    @Test func `an answer has words, ends the wait and is told to who asked`() throws {
        _ = try ask(by: village.karisPhone)
        #expect(
            try change(["state": "answered"], by: village.coordinator)
                == .refused(["enquiry.answer_missing"])
        )
        #expect(
            try change(["state": "answered", "answer": "Vi retter den"], by: village.coordinator)
                == .accepted
        )
        #expect(village.row(Self.enquiry)?["answeredAt"] != nil)
        #expect(village.notices("enquiry.answered").map { $0["personId"] } == [Village.kari.json])
        try village.hub.tick(at: Village.noon("2026-04-16"))
        #expect(village.notices("enquiry.overdue").isEmpty)
        #expect(try change(["state": "in_hand"], by: village.coordinator) == .accepted)
        #expect(village.row(Self.enquiry)?["answeredAt"] == nil)
        #expect(
            try change(["state": "closed"], by: village.coordinator)
                == .refused(["state.transition"])
        )
    }

    @Test func `an enquiry says something, and outlives the erasure of who asked`() throws {
        let empty = Edit(
            .enquiry,
            Self.enquiry,
            set: [
                "centreId": Village.centre.json, "subject": " ",
                "receivedAt": .integer(Village.start),
            ]
        )
        #expect(
            try village.hub.submit(empty, by: village.coordinator) == .refused(["text.blank"])
        )
        _ = try ask(by: village.karisPhone)
        // What is left of it when she is erased.
        try village.hub.submit(
            Edit(
                .enquiry,
                Self.enquiry,
                set: ["subject": .null, "text": .null, "fromPersonId": .null]
            ),
            by: .hub
        )
        try village.hub.tick(at: Village.noon("2026-03-16"))
        #expect(village.notices("enquiry.overdue").count == 1)
        #expect(
            try change(["state": "answered", "answer": "Ordnet"], by: village.coordinator)
                == .accepted
        )
        #expect(owners().count == 1)
    }

    private func offer(_ id: UInt64, by giver: Actor, to receiver: RowID) throws -> Answer {
        let set: JSONObject = [
            "centreId": giver.centre?.json ?? .null, "toCentreId": receiver.json,
            "subjectEntity": "enquiry", "subjectId": Self.enquiry.json, "state": "offered",
        ]
        return try village.hub.submit(Edit(.handover, RowID(id), set: set), by: giver)
    }

    private func accept(_ id: UInt64, by actor: Actor) throws -> Answer {
        let edit = Edit(.handover, RowID(id), set: ["state": "accepted"])
        return try village.hub.submit(edit, by: actor)
    }

    /// What the other centre has of how to reach her.
    private func contactsThere() -> [RowState] {
        village.hub.world.rows(.contactPoint).filter {
            $0["centreId"] == Village.otherCentre.json
        }
    }

    private func phone() throws {
        let set: JSONObject = [
            "personId": Village.kari.json, "centreId": Village.centre.json, "kind": "mobile",
            "valueNormalised": "+4799900045",
        ]
        try village.hub.submit(Edit(.contactPoint, RowID(870), set: set), by: village.coordinator)
    }

    @Test func `another centre is told nothing before whoever asked has said what`() throws {
        try phone()
        _ = try ask(by: village.karisPhone)
        for word: JSONValue in [.null, "nothing"] {
            #expect(try change(["mayTell": word], by: village.karisPhone) == .accepted)
            #expect(
                try offer(900, by: village.coordinator, to: Village.otherCentre)
                    == .refused(["enquiry.no_word"])
            )
        }
        #expect(try change(["mayTell": "question"], by: village.karisPhone) == .accepted)
        #expect(try offer(900, by: village.coordinator, to: Village.otherCentre) == .accepted)
        // A word that is taken back before the answer holds.
        #expect(try change(["mayTell": "nothing"], by: village.karisPhone) == .accepted)
        #expect(try accept(900, by: other) == .refused(["enquiry.no_word"]))
        #expect(try change(["mayTell": "question"], by: village.karisPhone) == .accepted)
        #expect(try accept(900, by: other) == .accepted)
        #expect(village.row(Self.enquiry)?["centreId"] == Village.otherCentre.json)
        #expect(contactsThere().isEmpty)
        #expect(
            !village.hub.world.rows(.centreMembership, where: "personId", is: Village.kari.json)
                .contains { $0["centreId"] == Village.otherCentre.json }
        )
    }

    @Test func `how to reach her goes along where she said so`() throws {
        try phone()
        _ = try ask(by: village.karisPhone)
        #expect(try change(["mayTell": "contact"], by: village.karisPhone) == .accepted)
        #expect(try offer(900, by: village.coordinator, to: Village.otherCentre) == .accepted)
        #expect(try accept(900, by: other) == .accepted)
        #expect(contactsThere().map { $0["valueNormalised"] } == ["+4799900045"])
    }

    @Test func `a yes to sharing with that centre is her word, unless she says less of this`()
        throws
    {
        try phone()
        _ = try ask(by: village.karisPhone)
        _ = try change(["mayTell": .null], by: village.karisPhone)
        let yes = Edit(
            .consent,
            RowID(871),
            set: [
                "personId": Village.kari.json, "centreId": Village.centre.json,
                "purpose": "share_with_centre", "sharedCentreId": Village.otherCentre.json,
                "choice": "given", "givenBy": "self", "givenAt": .integer(Village.start),
            ]
        )
        #expect(try village.hub.submit(yes, by: village.karisPhone) == .accepted)
        #expect(try offer(900, by: village.coordinator, to: Village.otherCentre) == .accepted)
        #expect(try change(["mayTell": "nothing"], by: village.karisPhone) == .accepted)
        #expect(try accept(900, by: other) == .refused(["enquiry.no_word"]))
        #expect(try change(["mayTell": .null], by: village.karisPhone) == .accepted)
        #expect(try accept(900, by: other) == .accepted)
        #expect(contactsThere().count == 1)
    }
}
