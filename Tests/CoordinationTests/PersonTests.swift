import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct PersonTests {
    let village: Village

    init() throws { village = try Village() }

    private func answer(_ edits: Edit...) throws -> Answer {
        try village.hub.submit(edits, by: village.coordinator)
    }

    private func token(for person: RowID) -> Edit {
        Edit(
            .claimToken,
            RowID(700),
            set: [
                "centreId": Village.centre.json, "secretHash": "00ff", "personId": person.json,
            ]
        )
    }

    private func member(_ person: RowID) -> Edit {
        Edit(
            .centreMembership,
            RowID(701),
            set: ["personId": person.json, "centreId": Village.centre.json]
        )
    }

    @Test func `a person has a name or a pass`() throws {
        let person = Edit(.person, RowID(110), set: ["language": "nn"])
        #expect(try answer(person) == .refused(["person.nameless"]))
        #expect(try answer(person, token(for: RowID(110)), member(RowID(110))) == .accepted)
        #expect(
            try answer(Edit(.person, Village.kari, set: ["displayName": .null]))
                == .refused(["person.nameless"])
        )
    }

    @Test(arguments: [
        ("1899-12-31", false), ("1900-01-01", true), ("2026-03-01", true), ("2026-03-02", false),
    ])
    func `birth dates lie between 1900 and today`(day: String, isGood: Bool) throws {
        let edit = Edit(
            .personPrivate,
            RowID(710),
            set: [
                "personId": Village.kari.json, "centreId": Village.centre.json,
                "birthOn": .string(day),
            ]
        )
        #expect(try answer(edit) == (isGood ? .accepted : .refused(["person.birth_date"])))
    }

    @Test func `an informal group has a responsible adult`() throws {
        var edit = Edit(
            .organisation,
            RowID(720),
            set: [
                "centreId": Village.centre.json, "name": "Nabolaget", "kind": "informal_group",
            ]
        )
        #expect(try answer(edit) == .refused(["organisation.adult_missing"]))
        edit.set["responsibleAdultId"] = Village.kari.json
        #expect(try answer(edit) == .accepted)
    }

    @Test func `an organisation number checks out and is there once in a centre`() throws {
        func organisation(_ id: UInt64, _ number: String, in centre: RowID = Village.centre) -> Edit
        {
            Edit(
                .organisation,
                RowID(id),
                set: [
                    "centreId": centre.json, "name": "Lag", "kind": "registered",
                    "orgNo": .string(number),
                ]
            )
        }
        #expect(try answer(organisation(721, "974760674")) == .refused(["orgnr.checksum"]))
        #expect(try answer(organisation(721, "974760673")) == .accepted)
        #expect(try answer(organisation(722, "974760673")) == .refused(["orgnr.taken"]))
        let neighbour = Actor(role: .coordinator, centre: Village.otherCentre, person: nil)
        let edit = organisation(722, "974760673", in: Village.otherCentre)
        #expect(try village.hub.submit(edit, by: neighbour) == .accepted)
    }

    @Test func `a withdrawn consent is not given again`() throws {
        let consent = Edit(
            .consent,
            RowID(730),
            set: [
                "personId": Village.kari.json, "centreId": Village.centre.json, "purpose": "photo",
                "givenAt": .integer(Village.start), "choice": "given",
            ]
        )
        #expect(try answer(consent) == .accepted)
        #expect(try answer(Edit(.consent, RowID(730), set: ["choice": "withdrawn"])) == .accepted)
        #expect(
            try answer(Edit(.consent, RowID(730), set: ["choice": "given"]))
                == .refused(["consent.withdrawn"])
        )
    }

    @Test func `nobody gives herself a role`() throws {
        func grant(_ person: RowID) -> Edit {
            Edit(
                .roleGrant,
                RowID(740),
                set: [
                    "personId": person.json, "centreId": Village.centre.json, "role": "manager",
                ]
            )
        }
        let kari = Actor(role: .manager, centre: Village.centre, person: Village.kari)
        #expect(try village.hub.submit(grant(Village.kari), by: kari) == .refused(["grant.self"]))
        #expect(try village.hub.submit(grant(Village.ola), by: kari) == .accepted)
        #expect(
            try village.hub.submit(
                Edit(.roleGrant, RowID(740), set: ["role": "coordinator"]),
                by: village.coordinator
            ) == .held(["access.proposed"])
        )
    }

    @Test(arguments: [
        ("mobile", "+4791234567", true), ("mobile", "91234567", false),
        ("mobile", "+479123456", false), ("mobile", "+4712345678", false),
        ("phone", "+4702000", true), ("phone", "+4758000000000", false),
        ("phone", "+47580000000000", true), ("phone", "+46701234567", true),
        ("phone", "+47 91234567", false), ("email", "kari@strand.no", true),
        ("email", "Kari@strand.no", false), ("email", "kari@strand", false),
        ("email", "kari strand@a.no", false), ("email", "@strand.no", false),
        ("email", "a@b@c.no", false), ("email", "kari@.no", false),
    ])
    func `ways to reach a person have their form`(
        kind: String,
        value: String,
        isGood: Bool
    ) throws {
        let edit = Edit(
            .contactPoint,
            RowID(750),
            set: [
                "personId": Village.kari.json, "centreId": Village.centre.json,
                "kind": .string(kind), "valueNormalised": .string(value),
            ]
        )
        let code = kind == "email" ? "contact.email" : "contact.phone"
        #expect(try answer(edit) == (isGood ? .accepted : .refused([code])))
    }
}
