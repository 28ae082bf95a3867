import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct ReportTests {
    let village: Village

    init() throws { village = try Village() }

    private func report(_ id: UInt64, _ more: JSONObject = [:]) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "segmentIds": [Village.segment.json],
            "reportedAt": .integer(Village.start), "reportedById": Village.kari.json,
            "minutes": 30,
        ]
        set.merge(more) { _, new in new }
        return Edit(.cleanupReport, RowID(id), set: set)
    }

    private func litter(_ id: UInt64, hazards: [JSONValue]) -> Edit {
        Edit(
            .litterReport,
            RowID(id),
            set: [
                "centreId": Village.centre.json, "segmentId": Village.segment.json,
                "amount": "handful", "seenAt": .integer(Village.start), "hazards": .array(hazards),
            ]
        )
    }

    private var segment: JSONValue? { village.row(Village.segment)?["state"] }

    @Test(arguments: [
        (["bagsFull": 3, "bagsHalf": 1] as JSONObject, 35_000, true),
        (["bagsFull": 3, "weightG": 21_500] as JSONObject, 21_500, false),
        ([:] as JSONObject, 0, true), (["weightG": 0, "bagsFull": 1] as JSONObject, 0, false),
    ])
    func `a report weighs what was weighed, or what its bags weigh by rule of thumb`(
        fields: JSONObject,
        grams: Int64,
        isEstimated: Bool
    ) throws {
        try village.hub.submit(report(300, fields), by: village.owner)
        let row = village.row(RowID(300))
        #expect(row?["estimatedWeightG"] == .integer(grams))
        #expect(row?["isEstimated"] == .bool(isEstimated))
    }

    @Test func `bags left for pickup weigh too, and weigh again at the reception`() throws {
        let deposit = Edit(
            .wasteDeposit,
            RowID(310),
            set: [
                "centreId": Village.centre.json, "bagsFull": 2, "bagsHalf": 1,
                "depositedAt": .integer(Village.start), "pickup": "requested",
            ]
        )
        #expect(try village.hub.submit(deposit, by: village.owner) == .accepted)
        #expect(village.row(RowID(310))?["estimatedWeightG"] == 25_000)
        let company = Actor(role: .wasteCompany, centre: Village.centre, person: nil)
        let pickup = Edit(
            .wasteDeposit,
            RowID(310),
            set: ["pickup": "collected", "weightG": 19_000]
        )
        #expect(try village.hub.submit(pickup, by: company) == .accepted)
        #expect(village.row(RowID(310))?["estimatedWeightG"] == 19_000)
        #expect(village.row(RowID(310))?["isEstimated"] == false)
    }

    @Test func `bags do not disappear without a reason`() throws {
        func deposit(_ bags: Int64) -> Edit {
            Edit(
                .wasteDeposit,
                RowID(310),
                set: [
                    "centreId": Village.centre.json, "bagsFull": .integer(bags),
                    "depositedAt": .integer(Village.start), "pickup": "waiting",
                ]
            )
        }
        #expect(
            try village.hub.submit(deposit(0), by: village.owner) == .refused(["deposit.empty"])
        )
        try village.hub.submit(deposit(1), by: village.owner)
        var off = Edit(.wasteDeposit, RowID(310), set: ["pickup": "written_off"])
        #expect(
            try village.hub.submit(off, by: village.coordinator)
                == .refused(["deposit.reason_missing"])
        )
        off.set["pickupReason"] = "Tatt av sjøen"
        #expect(try village.hub.submit(off, by: village.coordinator) == .accepted)
    }

    @Test func `a hazard stops the segment, blocks claims, and warns who is there`() throws {
        let claim = Edit(
            .claim,
            RowID(200),
            set: [
                "segmentId": Village.segment.json, "byName": "Lag", "personId": Village.kari.json,
                "fromAt": .integer(Village.start),
                "expiresAt": .integer(Village.noon("2026-03-20")),
            ]
        )
        try village.hub.submit(claim, by: village.owner)
        let anybody = Actor(role: .publicRole, centre: Village.centre, person: nil)
        #expect(try village.hub.submit(litter(320, hazards: ["needle"]), by: anybody) == .accepted)
        #expect(segment == "halted")
        #expect(village.notices("claim.segment_halted").count == 1)
        var second = claim
        second = Edit(.claim, RowID(201), set: second.set)
        #expect(try village.hub.submit(second, by: village.owner) == .refused(["segment.halted"]))
    }

    @Test func `a hazard stands until a lift names it`() throws {
        try village.hub.submit(litter(320, hazards: ["needle"]), by: village.owner)
        try village.hub.submit(report(321, ["hazards": ["oil"]]), by: village.owner)
        // A correction without the hazard does not lift it.
        try village.hub.submit(report(322, ["replaces": RowID(321).json]), by: village.owner)
        func lift(_ entity: EntityName, _ id: UInt64, reason: JSONValue = "Hentet") -> Edit {
            Edit(
                entity,
                RowID(id),
                set: ["hazardLiftedAt": .integer(Village.start), "hazardLiftReason": reason]
            )
        }
        #expect(
            try village.hub.submit(lift(.litterReport, 320), by: village.owner)
                == .refused(["access.denied"])
        )
        #expect(
            try village.hub.submit(lift(.litterReport, 320, reason: .null), by: village.coordinator)
                == .refused(["hazard.reason_missing"])
        )
        try village.hub.submit(lift(.litterReport, 320), by: village.coordinator)
        #expect(segment == "halted")
        try village.hub.submit(lift(.cleanupReport, 321), by: village.coordinator)
        #expect(segment == "reported")
        #expect(village.row(Village.segment)?["hazardReportIds"] == nil)
    }

    @Test func `nobody finds her own report right`() throws {
        try village.hub.submit(report(300), by: village.owner)
        func validate(_ person: JSONValue) -> Edit {
            Edit(
                .cleanupReport,
                RowID(300),
                set: ["validatedAt": .integer(Village.start), "validatedById": person]
            )
        }
        #expect(
            try village.hub.submit(validate(Village.kari.json), by: village.coordinator)
                == .refused(["report.own_validation"])
        )
        let kari = Actor(role: .coordinator, centre: Village.centre, person: Village.kari)
        #expect(
            try village.hub.submit(validate(Village.ola.json), by: kari)
                == .refused(["report.own_validation"])
        )
        #expect(
            try village.hub.submit(validate(Village.ola.json), by: village.coordinator)
                == .accepted
        )
    }

    @Test func `nobody known by her phone only finds her own report right`() throws {
        func report(_ id: UInt64) -> Edit {
            Edit(
                .cleanupReport,
                RowID(id),
                set: [
                    "centreId": Village.centre.json, "minutes": 30,
                    "reportedAt": .integer(Village.start),
                ]
            )
        }
        func validation(_ id: UInt64) -> Edit {
            Edit(
                .cleanupReport,
                RowID(id),
                set: ["validatedAt": .integer(Village.start), "validatedById": .null]
            )
        }
        let own = Answer.refused(["report.own_validation"])
        try village.hub.submit(report(300), by: village.coordinator)
        #expect(try village.hub.submit(validation(300), by: village.coordinator) == own)
        #expect(try village.hub.submit(validation(300), by: village.manager) == .accepted)
        var ready = report(301)
        ready.set.merge(validation(301).set) { _, new in new }
        #expect(try village.hub.submit(ready, by: village.owner) == own)
        #expect(try village.hub.submit(ready, by: village.coordinator) == .accepted)
    }

    @Test func `at the office's store two persons named are enough`() throws {
        try village.hub.submit(report(300), by: village.coordinator)
        let validation = Edit(
            .cleanupReport,
            RowID(300),
            set: ["validatedAt": .integer(Village.start), "validatedById": Village.ola.json]
        )
        #expect(try village.hub.submit(validation, by: village.coordinator) == .accepted)
    }

    @Test func `a report that says nothing is refused, a correction to nothing is not`() throws {
        var empty = report(300)
        empty.set["minutes"] = nil
        #expect(try village.hub.submit(empty, by: village.owner) == .refused(["report.empty"]))
        try village.hub.submit(report(301), by: village.owner)
        empty.set["replaces"] = RowID(301).json
        #expect(try village.hub.submit(empty, by: village.owner) == .accepted)
    }

    @Test(arguments: [
        (24 * 3_600_000, false), (24 * 3_600_000 + 1, true), (3_153_600_000_000, true),
    ])
    func `a clock more than a day ahead is told of, and its facts count`(
        ahead: Int64,
        isTold: Bool
    ) throws {
        // An operation of the test hub takes a second.
        let at = JSONValue.integer(village.hub.world.now + 1000 + ahead)
        let deposit = Edit(
            .wasteDeposit,
            RowID(310),
            set: ["centreId": Village.centre.json, "bagsFull": 1, "depositedAt": at]
        )
        for (edit, field) in [
            (report(300, ["reportedAt": at]), "reportedAt"),
            (litter(320, hazards: []), "seenAt"), (deposit, "depositedAt"),
        ] {
            let village = try Village()
            var edit = edit
            edit.set[field] = at
            let answer = try village.hub.submit(edit, by: village.owner)
            #expect(answer == .accepted, "\(field)")
            let row = try #require(village.row(edit.id))
            let remarks = try village.hub.domain.remarks(on: [row], in: village.hub.world)
            let expected = [Finding("report.future", entity: row.entity, row: row.id, field: field)]
            #expect(remarks == (isTold ? expected : []), "\(field)")
        }
    }

    @Test func `the day a shore was cleaned is never to come, and goes with its report`() throws {
        let soon = JSONValue.integer(Village.noon("2026-03-02") - 3_600_000)
        try village.hub.submit(report(300, ["reportedAt": soon]), by: village.owner)
        let day = { village.row(Village.segment)?["lastCleanedOn"] }
        #expect(day() == "2026-03-01")
        let earlier = JSONValue.integer(Village.noon("2026-02-10"))
        try village.hub.submit(report(301, ["reportedAt": earlier]), by: village.owner)
        #expect(day() == "2026-03-01")
        try village.hub.submit(
            [
                report(302, ["reportedAt": earlier, "replaces": RowID(300).json]),
                Edit(.cleanupReport, RowID(300), set: ["replacedBy": RowID(302).json]),
            ],
            by: .hub
        )
        #expect(day() == "2026-02-10")
    }

    @Test func `what was reported is not changed`() throws {
        try village.hub.submit(report(300, ["bagsFull": 3]), by: village.owner)
        #expect(
            try village.hub.submit(
                Edit(.cleanupReport, RowID(300), set: ["bagsFull": 4]),
                by: village.coordinator
            )
                == .refused(["fact.immutable"])
        )
    }
}
