import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct OwnershipTests {
    let village: Village

    init() throws { village = try Village() }

    private let neighbour = Actor(
        role: .coordinator,
        centre: Village.otherCentre,
        person: nil
    )

    @Test func `another centre's rows are closed, along every chain`() throws {
        for edit in [
            Edit(.volunteerCentre, Village.centre, set: ["name": "Vår"]),
            Edit(.cleanupZone, Village.zone, set: ["name": "Vår"]),
            Edit(.segment, Village.segment, set: ["name": "Vår"]),
            Edit(.shift, Village.shift, set: ["name": "Vår"]),
            Edit(.person, Village.kari, set: ["displayName": "Vår"]),
            Edit(
                .signup,
                RowID(400),
                set: [
                    "shiftId": Village.shift.json, "tokenId": RowID(900).json, "wish": "wants",
                ]
            ),
        ] {
            #expect(
                try village.hub.submit(edit, by: neighbour) == .refused(["access.denied"]),
                "\(edit.entity)"
            )
        }
    }

    @Test func `a person in two centres is known to both`() throws {
        let member = Edit(
            .centreMembership,
            RowID(800),
            set: ["personId": Village.kari.json, "centreId": Village.otherCentre.json]
        )
        #expect(
            try village.hub.submit(member, by: neighbour) == .held(["membership.other_centre"])
        )
        try village.hub.submit(member, by: .hub)
        let edit = Edit(.person, Village.kari, set: ["displayName": "Kari N."])
        #expect(try village.hub.submit(edit, by: neighbour) == .accepted)
        #expect(try village.hub.submit(edit, by: village.coordinator) == .accepted)
    }

    @Test func `who has left the other centre joins this one at once`() throws {
        let leave = Edit(
            .centreMembership,
            RowID(Village.kari.low + 1000),
            set: ["untilOn": "2026-02-28"]
        )
        try village.hub.submit(leave, by: village.coordinator)
        let member = Edit(
            .centreMembership,
            RowID(800),
            set: ["personId": Village.kari.json, "centreId": Village.otherCentre.json]
        )
        #expect(try village.hub.submit(member, by: neighbour) == .accepted)
    }

    @Test func `no row leads into another centre, new or changed`() throws {
        let held = Answer.held(["reference.other_centre"])
        func task(_ set: JSONObject, _ segments: [String] = []) -> Edit {
            var all: JSONObject = [
                "centreId": Village.otherCentre.json, "kind": "cleanup", "title": "Rydding",
                "state": "draft",
            ]
            all.merge(set) { _, new in new }
            return Edit(.task, RowID(500), set: all, add: ["segmentIds": segments])
        }
        #expect(try village.hub.submit(task(["zoneId": Village.zone.json]), by: neighbour) == held)
        #expect(village.hub.findings.map(\.field) == ["zoneId"])
        let segments = [Village.segment.description]
        #expect(try village.hub.submit(task([:], segments), by: neighbour) == held)
        #expect(village.hub.findings.map(\.field) == ["segmentIds"])
        // What is not there yet belongs to nobody.
        #expect(
            try village.hub.submit(task(["zoneId": RowID(899).json]), by: neighbour) == .accepted
        )
        let later = Edit(.task, RowID(500), set: ["ownerPersonId": Village.kari.json])
        #expect(try village.hub.submit(later, by: neighbour) == held)
        let contact = Edit(
            .contactPoint,
            RowID(801),
            set: [
                "personId": Village.kari.json, "centreId": Village.otherCentre.json,
                "kind": "email", "valueNormalised": "kari@example.org",
            ]
        )
        #expect(try village.hub.submit(contact, by: neighbour) == held)
    }

    @Test func `a row moved under a parent that is not there waits`() throws {
        let edit = Edit(.segment, Village.segment, set: ["zoneId": RowID(899).json])
        #expect(
            try village.hub.submit(edit, by: village.coordinator) == .held(["row.parent_missing"])
        )
    }

    @Test func `a root made in the same operation is looked at when it is there`() throws {
        func edits(_ centre: RowID) -> [Edit] {
            [
                Edit(.segment, RowID(811), set: ["zoneId": RowID(810).json]),
                Edit(.cleanupZone, RowID(810), set: ["centreId": centre.json, "name": "Ny"]),
            ]
        }
        #expect(
            try village.hub.submit(edits(Village.otherCentre), by: village.coordinator)
                == .refused(["access.denied"])
        )
        #expect(
            try village.hub.submit(edits(Village.centre), by: village.coordinator) == .accepted
        )
        let orphan = Edit(.segment, RowID(812), set: ["zoneId": RowID(899).json])
        #expect(
            try village.hub.submit(orphan, by: village.coordinator)
                == .held(["row.parent_missing"])
        )
    }

    @Test func `a row is given away by an offer, not by an edit`() throws {
        let edit = Edit(.cleanupZone, Village.zone, set: ["centreId": Village.otherCentre.json])
        #expect(
            try village.hub.submit(edit, by: village.coordinator) == .refused(["handover.needed"])
        )
        #expect(village.hub.findings.first?.field == "centreId")
    }

    @Test func `a row is not kept for the office from somebody who may not write it at all`() throws
    {
        let anybody = Actor(role: .publicRole, centre: Village.centre, person: nil)
        let edit = Edit(.cleanupZone, Village.zone, set: ["centreId": Village.otherCentre.json])
        #expect(try village.hub.submit(edit, by: anybody) == .refused(["access.denied"]))
    }

    @Test func `only who may change or remove a row brings it back`() throws {
        try village.hub.submit(
            Edit(.cleanupZone, Village.zone, mark: .removed),
            by: village.coordinator
        )
        let back = Edit(.cleanupZone, Village.zone, mark: .restored)
        let anybody = Actor(role: .publicRole, centre: Village.centre, person: nil)
        #expect(try village.hub.submit(back, by: anybody) == .refused(["access.denied"]))
        #expect(try village.hub.submit(back, by: village.owner) == .held(["access.proposed"]))
        #expect(try village.hub.submit(back, by: village.coordinator) == .accepted)
    }

    @Test func `who decides is asked like anybody who writes`() throws {
        let access = Access(village.hub.domain.catalogue)
        func ruling(_ edit: Edit, by actor: Actor) throws -> Ruling {
            try access.ruling(
                edit,
                current: village.row(edit.id),
                by: actor,
                in: village.hub.world
            )
        }
        for edit in [
            Edit(.person, Village.kari, set: ["erased": true]),
            Edit(.volunteerCentre, Village.centre, set: ["name": "Ny"]),
            Edit(
                .roleGrant,
                RowID(700),
                set: [
                    "personId": Village.kari.json, "centreId": Village.centre.json,
                    "role": "volunteer",
                ]
            ),
        ] {
            #expect(try ruling(edit, by: village.coordinator) != .accept, "\(edit.entity)")
            #expect(try ruling(edit, by: village.manager) == .accept, "\(edit.entity)")
        }
    }

    @Test func `a pass without a person changes nobody's claim`() throws {
        let pass = Actor(role: .pass, centre: Village.centre, person: nil)
        let claim = Edit(
            .claim,
            RowID(200),
            set: [
                "segmentId": Village.segment.json, "byName": "Lag",
                "fromAt": .integer(Village.start),
                "expiresAt": .integer(Village.noon("2026-03-20")),
            ]
        )
        #expect(try village.hub.submit(claim, by: pass) == .accepted)
        let release = Edit(.claim, RowID(200), set: ["releasedAt": .integer(Village.start)])
        #expect(try village.hub.submit(release, by: pass) == .refused(["access.denied"]))
    }

    @Test func `who may erase a person`() throws {
        let edit = Edit(.person, Village.kari, set: ["erased": true])
        func answer(_ role: Role, _ person: RowID? = nil) throws -> Ruling {
            let actor = Actor(role: role, centre: Village.centre, person: person)
            return try Access(village.hub.domain.catalogue).ruling(
                edit,
                current: village.row(Village.kari),
                by: actor,
                in: village.hub.world
            )
        }
        func isHeld(_ ruling: Ruling) -> Bool {
            if case .hold = ruling { true } else { false }
        }
        func isRefused(_ ruling: Ruling) -> Bool {
            if case .refuse = ruling { true } else { false }
        }
        #expect(try answer(.volunteer, Village.kari) == .accept)
        #expect(isRefused(try answer(.volunteer, Village.ola)))
        #expect(try answer(.manager) == .accept)
        #expect(try answer(.privacyOfficer) == .accept)
        #expect(isHeld(try answer(.coordinator)))
        #expect(isRefused(try answer(.officer)))
        #expect(isRefused(try answer(.actionOwner)))
    }

    @Test func `the privacy officer erases and writes nothing else`() throws {
        let actor = Actor(role: .privacyOfficer, centre: Village.centre, person: nil)
        let edit = Edit(.person, Village.kari, set: ["erased": true, "displayName": "X"])
        #expect(try village.hub.submit(edit, by: actor) == .refused(["access.denied"]))
    }

    @Test func `scopes by role`() throws {
        func scopes(_ role: Role, person: RowID? = nil) -> Set<String> {
            let grant = Grant(role: role, centre: Village.centre, person: person)
            return Set(village.hub.domain.scopes(for: grant).map(\.rawValue))
        }
        let centre = "centre/\(Village.centre)"
        #expect(scopes(.publicRole) == ["everyone", "\(centre)/public"])
        #expect(
            scopes(.volunteer, person: Village.kari) == [
                "everyone", "\(centre)/public", "person/\(Village.kari)",
            ]
        )
        let field: Set<String> = ["everyone", "\(centre)/public", "\(centre)/field"]
        for role: Role in [.actionOwner, .officer, .operator, .wasteCompany] {
            #expect(scopes(role) == field)
        }
        for role: Role in [.coordinator, .manager, .privacyOfficer] {
            #expect(scopes(role) == field.union(["\(centre)/coordination"]))
        }
        #expect(scopes(Role(rawValue: "stranger")) == ["everyone"])
    }
}
