import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct ZoneModeTests {
    let village: Village

    init() throws { village = try Village() }

    private func setMode(
        _ mode: String,
        reason: JSONValue = "Skred",
        operatorID: JSONValue = .null,
        from: JSONValue = .null,
        to: JSONValue = .null
    ) -> Edit {
        Edit(
            .cleanupZone,
            Village.zone,
            set: [
                "mode": .string(mode), "modeReason": reason, "modeFrom": from, "modeTo": to,
                "operatorId": operatorID,
            ]
        )
    }

    private func claim() -> Edit {
        Edit(
            .claim,
            RowID(200),
            set: [
                "segmentId": Village.segment.json, "byName": "Lag", "personId": Village.kari.json,
                "fromAt": .integer(Village.noon("2026-03-02")),
                "expiresAt": .integer(Village.noon("2026-03-20")),
            ]
        )
    }

    private func cleanup(by: String) -> Edit {
        Edit(
            .task,
            RowID(500),
            set: [
                "centreId": Village.centre.json, "kind": "cleanup", "title": "Rydding",
                "state": "draft", "zoneId": Village.zone.json, "carriedOutBy": .string(by),
            ]
        )
    }

    @Test(arguments: [
        (Role.coordinator, Answer.accepted), (.manager, .accepted), (.officer, .accepted),
        (.operator, .held(["access.proposed"])), (.actionOwner, .held(["access.proposed"])),
        (.volunteer, .refused(["access.denied"])), (.pass, .refused(["access.denied"])),
        (.publicRole, .refused(["access.denied"])), (.wasteCompany, .refused(["access.denied"])),
        (.privacyOfficer, .refused(["access.denied"])),
    ])
    func `who may set the mode`(role: Role, answer: Answer) throws {
        let actor = Actor(role: role, centre: Village.centre, person: nil)
        #expect(try village.hub.submit(setMode("no_cleanup"), by: actor) == answer)
    }

    @Test func `a coordinator of another centre may not`() throws {
        let actor = Actor(role: .coordinator, centre: Village.otherCentre, person: nil)
        #expect(
            try village.hub.submit(setMode("no_cleanup"), by: actor)
                == .refused(["access.denied"])
        )
    }

    @Test func `a change of mode has a reason, and professionals a name`() throws {
        let firm = Village.operatorFirm.json
        for (edit, answer) in [
            (setMode("no_cleanup", reason: .null), Answer.refused(["zone.reason_missing"])),
            (setMode("no_cleanup", reason: "  "), .refused(["zone.reason_missing"])),
            (setMode("professional"), .refused(["zone.operator_missing"])),
            (setMode("joint"), .refused(["zone.operator_missing"])),
            (
                setMode("professional", reason: .null),
                .refused(["zone.reason_missing", "zone.operator_missing"])
            ),
            (
                setMode("joint", operatorID: firm, from: "2026-05-02", to: "2026-05-01"),
                .refused(["zone.period"])
            ),
            (setMode("professional", operatorID: firm), .accepted),
        ] {
            #expect(try village.hub.submit(edit, by: village.coordinator) == answer)
        }
    }

    @Test(arguments: ZoneMode.allCases)
    func `claims and residents' cleanups follow the mode`(mode: ZoneMode) throws {
        try village.hub.submit(
            setMode(mode.rawValue, operatorID: Village.operatorFirm.json),
            by: village.coordinator
        )
        let claimed = try village.hub.submit(claim(), by: village.owner)
        let residents = try village.hub.submit(cleanup(by: "volunteers"), by: village.coordinator)
        switch mode {
        case .selfOrganised, .unassigned, .joint:
            #expect(claimed == .accepted && residents == .accepted)
        case .professional:
            #expect(claimed == .refused(["zone.professional"]))
            #expect(residents == .refused(["zone.professional"]))
            #expect(
                try village.hub.submit(cleanup(by: "operator"), by: village.coordinator)
                    == .accepted
            )
        case .noCleanup:
            #expect(claimed == .refused(["zone.no_cleanup"]))
            #expect(
                try village.hub.submit(cleanup(by: "operator"), by: village.coordinator)
                    == .refused(["zone.no_cleanup"])
            )
        }
    }

    @Test func `a mode that has ended, or not begun, stops nobody`() throws {
        let firm = Village.operatorFirm.json
        for (from, to, answer) in [
            ("2026-01-01", "2026-03-01", Answer.accepted),
            ("2026-03-21", "2026-05-01", .accepted),
            ("2026-03-20", "2026-05-01", .refused(["zone.professional"])),
            ("2026-01-01", "2026-03-02", .refused(["zone.professional"])),
        ] {
            let village = try Village()
            let edit = setMode(
                "professional",
                operatorID: firm,
                from: .string(from),
                to: .string(to)
            )
            try village.hub.submit(edit, by: village.coordinator)
            #expect(try village.hub.submit(claim(), by: village.owner) == answer, "\(from)–\(to)")
        }
    }

    @Test func `a visit is not moved into a professional period by its end, and may be cut short`()
        throws
    {
        try village.hub.submit(
            setMode(
                "professional",
                operatorID: Village.operatorFirm.json,
                from: "2026-03-21",
                to: "2026-05-01"
            ),
            by: village.coordinator
        )
        func until(_ day: String) -> Edit {
            Edit(.claim, RowID(200), set: ["expiresAt": .integer(Village.noon(day))])
        }
        #expect(try village.hub.submit(claim(), by: village.owner) == .accepted)
        #expect(
            try village.hub.submit(until("2026-03-22"), by: village.owner)
                == .refused(["zone.professional"])
        )
        var task = cleanup(by: "volunteers")
        task.set["startsAt"] = .integer(Village.noon("2026-03-18"))
        task.set["endsAt"] = .integer(Village.noon("2026-03-19"))
        #expect(try village.hub.submit(task, by: village.coordinator) == .accepted)
        let longer = Edit(
            .task,
            task.id,
            set: [
                "startsAt": .integer(Village.noon("2026-03-18")),
                "endsAt": .integer(Village.noon("2026-03-25")),
            ]
        )
        #expect(
            try village.hub.submit(longer, by: village.coordinator)
                == .refused(["zone.professional"])
        )
        try village.hub.submit(
            setMode("professional", operatorID: Village.operatorFirm.json),
            by: village.coordinator
        )
        #expect(try village.hub.submit(until("2026-03-10"), by: village.owner) == .accepted)
    }

    @Test func `an action owner does not call an action professional`() throws {
        let answer = try village.hub.submit(cleanup(by: "operator"), by: village.owner)
        #expect(answer == .held(["access.proposed"]))
    }

    @Test func `a claim stands when professionals take over, and the claimant is told`() throws {
        try village.hub.submit(claim(), by: village.owner)
        try village.hub.submit(cleanup(by: "volunteers"), by: village.coordinator)
        try village.hub.submit(
            setMode("professional", operatorID: Village.operatorFirm.json),
            by: village.coordinator
        )
        #expect(village.row(RowID(200))?["state"] == "active")
        let notices = village.notices("zone.now_professional")
        #expect(
            Set(notices.map { $0["subjectId"]?.text }) == [
                RowID(200).description, RowID(500).description,
            ]
        )
        // The claim can still be given back.
        let release = Edit(.claim, RowID(200), set: ["releasedAt": .integer(Village.start)])
        #expect(try village.hub.submit(release, by: village.owner) == .accepted)
    }

    @Test func `a volunteer's report from a professional zone is kept for the office`() throws {
        try village.hub.submit(
            setMode("professional", operatorID: Village.operatorFirm.json),
            by: village.coordinator
        )
        let report = Edit(
            .cleanupReport,
            RowID(300),
            set: [
                "centreId": Village.centre.json, "zoneId": Village.zone.json,
                "reportedAt": .integer(Village.start), "minutes": 30,
            ]
        )
        #expect(try village.hub.submit(report, by: village.owner) == .held(["zone.professional"]))
        #expect(try village.hub.submit(report, by: village.officer) == .accepted)
    }

    @Test func `a report that names only its task or its claim is from their zone`() throws {
        try village.hub.submit(claim(), by: village.owner)
        try village.hub.submit(cleanup(by: "volunteers"), by: village.coordinator)
        let stretches = Edit(
            .task,
            RowID(501),
            set: cleanup(by: "volunteers").set.filter { $0.key != "zoneId" },
            add: ["segmentIds": [Village.segment.description]]
        )
        try village.hub.submit(stretches, by: village.coordinator)
        try village.hub.submit(
            setMode("professional", operatorID: Village.operatorFirm.json),
            by: village.coordinator
        )
        for (field, id) in [
            ("claimId", RowID(200)), ("taskId", RowID(500)), ("taskId", RowID(501)),
        ] {
            let report = Edit(
                .cleanupReport,
                RowID(300),
                set: [
                    "centreId": Village.centre.json, field: id.json,
                    "reportedAt": .integer(Village.start), "minutes": 30,
                ]
            )
            #expect(
                try village.hub.submit(report, by: village.owner) == .held(["zone.professional"]),
                "\(field)"
            )
        }
    }
}
