import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M5: self-declared, a separate table with a consent of its own, on no field client.
@Suite struct DeclarationTests {
    let village: Village

    init() throws { village = try Village() }

    private let yes = Edit(
        .consent,
        RowID(850),
        set: [
            "personId": Village.kari.json, "centreId": Village.centre.json,
            "purpose": "special_category", "choice": "given", "givenBy": "self",
            "givenAt": .integer(Village.start),
        ]
    )

    private func declare(_ id: UInt64 = 851, of person: RowID = Village.kari) -> Edit {
        Edit(
            .selfDeclaration,
            RowID(id),
            set: [
                "personId": person.json, "centreId": Village.centre.json, "ageBand": "from_30",
                "born": "abroad",
            ]
        )
    }

    @Test func `she says yes first, speaks for herself, and once`() throws {
        #expect(
            try village.hub.submit(declare(), by: village.karisPhone)
                == .refused(["declaration.no_consent"])
        )
        #expect(try village.hub.submit([yes, declare()], by: village.karisPhone) == .accepted)
        #expect(
            try village.hub.submit(declare(852), by: village.karisPhone)
                == .refused(["declaration.twice"])
        )
        #expect(
            try village.hub.submit(declare(853, of: Village.ola), by: village.karisPhone)
                == .refused(["access.denied"])
        )
    }

    @Test func `with her yes goes what she said, and taking it back needs none`() throws {
        try village.hub.submit([yes, declare()], by: village.karisPhone)
        let later = Edit(.selfDeclaration, RowID(851), set: ["gender": "woman"])
        #expect(try village.hub.submit(later, by: village.karisPhone) == .accepted)
        let no = Edit(.consent, RowID(850), set: ["choice": "withdrawn"])
        #expect(try village.hub.submit(no, by: village.karisPhone) == .accepted)
        let row = try #require(village.row(RowID(851)))
        #expect(row["ageBand"] == nil && row["born"] == nil && row["gender"] == nil)
        #expect(row["personId"] == Village.kari.json)
        #expect(
            try village.hub.submit(later, by: village.karisPhone)
                == .refused(["declaration.no_consent"])
        )
        // One whose yes went before there was such a rule may still clear what stands.
        var kept = row
        kept.fields["born"] = "abroad"
        village.hub.world.put(kept)
        let clear = Edit(.selfDeclaration, RowID(851), set: ["born": .null])
        #expect(try village.hub.submit(clear, by: village.karisPhone) == .accepted)
        #expect(village.row(RowID(851))?["born"] == nil)
    }

    @Test func `for a minor her guardian says yes`() throws {
        let record = Edit(
            .personPrivate,
            RowID(860),
            set: [
                "personId": Village.kari.json, "centreId": Village.centre.json,
                "birthOn": "2012-05-01", "guardianName": "Mor",
            ]
        )
        try village.hub.submit(record, by: .hub)
        #expect(
            try village.hub.submit([yes, declare()], by: village.karisPhone)
                == .refused(["declaration.no_consent"])
        )
        var guardians = yes
        guardians.set["givenBy"] = "guardian"
        try village.hub.submit(guardians, by: .hub)
        #expect(try village.hub.submit(declare(), by: village.karisPhone) == .accepted)
    }

    @Test func `nobody else writes it, and no centre's device is sent it`() throws {
        for actor in [village.coordinator, village.manager, village.officer, village.owner] {
            #expect(
                try village.hub.submit(declare(), by: actor) == .refused(["access.denied"])
            )
        }
        let spec = try #require(village.hub.domain.catalogue[.selfDeclaration])
        #expect(spec.scopes.audiences.isEmpty)
        #expect(spec.scopes.person == "personId")
    }
}
