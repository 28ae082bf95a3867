import Coordination
import Geometry
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B4 and B5: waste that adds up, and what of it is refunded.
@Suite struct RefundTests {
    @Test func `a refund takes all eight criteria, and neither exclusion`() {
        for bits in 0..<(1 << 10) {
            func bit(_ place: Int) -> Bool { bits & (1 << place) != 0 }
            var facts = RefundBasis.Facts()
            facts.isMarine = bit(0)
            facts.isOwnerless = bit(1)
            facts.isByVolunteers = bit(2)
            facts.hasActionCode = bit(3)
            facts.isRegistered = bit(4)
            facts.isOver = bit(5)
            facts.grams = bit(6) ? 1 : 0
            facts.areCostsDocumented = bit(7)
            facts.isInProfessionalZone = bit(8)
            facts.hasDirectGrant = bit(9)
            let basis = RefundBasis(facts)
            #expect(basis.isEligible == (bits == 0xFF))
            let all = RefundBasis.Criterion.allCases
            #expect(basis.missing == all.indices.filter { !bit($0) }.map { all[$0] })
            #expect(basis.exclusions.count == [bit(8), bit(9)].count { $0 })
        }
    }

    // MARK: From rows

    private static let cleanup = RowID(400)

    /// A cleanup that meets every criterion.
    private func village() throws -> Village {
        let village = try Village()
        let day = Village.noon("2026-02-20")
        try village.hub.submit(
            [
                Edit(
                    .segment,
                    Village.segment,
                    set: ["lengthM": 1200, "geometry": Shapes.line(north: 0)]
                ),
                Edit(
                    .task,
                    Self.cleanup,
                    set: [
                        "centreId": Village.centre.json, "kind": "cleanup", "title": "=Vårrydding",
                        "state": "closed", "startsAt": .integer(day),
                        "endsAt": .integer(day + 7_200_000), "zoneId": Village.zone.json,
                        "actionCode": "7K3M9PQRSTVWX", "isMarineLitter": true,
                        "isOwnerless": true, "portalRef": "R-2026-17",
                    ]
                ),
                cost(410, kind: "waste_transport", ore: 125_050, receipts: ["17"]),
                report(420, full: 6, half: 2, adults: 4, minors: 3),
            ],
            by: .hub
        )
        return village
    }

    private func cost(
        _ id: UInt64,
        kind: String,
        ore: Int64,
        receipts: [String],
        replaces: RowID? = nil
    ) -> Edit {
        var set: JSONObject = [
            "taskId": Self.cleanup.json, "kind": .string(kind), "amountOre": .integer(ore),
        ]
        set["replaces"] = replaces?.json
        if !receipts.isEmpty { set["receiptRefs"] = .array(receipts.map { .string($0) }) }
        return Edit(.taskCost, RowID(id), set: set)
    }

    private func report(
        _ id: UInt64,
        full: Int64,
        half: Int64,
        adults: Int64,
        minors: Int64,
        extra: JSONObject = [:]
    ) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "taskId": Self.cleanup.json,
            "zoneId": Village.zone.json, "bagsFull": .integer(full), "bagsHalf": .integer(half),
            "adults": .integer(adults), "minors": .integer(minors), "minutes": 90,
            "reportedAt": .integer(Village.noon("2026-02-20")),
        ]
        set.merge(extra) { $1 }
        set["segmentIds"] = [Village.segment.json]
        return Edit(.cleanupReport, RowID(id), set: set)
    }

    private func season(_ village: Village, year: String = "2026") throws -> SeasonReport {
        let world = village.hub.world
        var rows = SeasonReport.Rows()
        rows.zones = world.rows(.cleanupZone)
        rows.segments = world.rows(.segment)
        rows.tasks = world.rows(.task)
        rows.reports = world.rows(.cleanupReport)
        rows.deposits = world.rows(.wasteDeposit)
        rows.costs = world.rows(.taskCost)
        let first = try #require(LocalDate("\(year)-01-01"))
        let last = try #require(LocalDate("\(year)-12-31"))
        return SeasonReport(rows, days: first...last)
    }

    private func only(_ village: Village) throws -> CleanupAction {
        try #require(try season(village).actions.first)
    }

    @Test func `a cleanup that meets all of it is eligible, with its kilos, metres and costs`()
        throws
    {
        let village = try village()
        let season = try season(village)
        #expect(season.actions.count == 1)
        let action = try only(village)
        #expect(action.refund.isEligible)
        #expect(action.code == "7K3M9PQRSTVWX")
        #expect(action.sum.weight.grams == 70_000)
        #expect(action.sum.weight.isEstimated)
        #expect(action.sum.metres == 1200)
        #expect(action.sum.adults == 4 && action.sum.minors == 3)
        #expect(action.sum.costs["waste_transport"] == 125_050)
        #expect(season.total.costInAll == 125_050)
        #expect(try self.season(village, year: "2025").actions.isEmpty)
    }

    @Test func `what is missing is named`() throws {
        let village = try village()
        try village.hub.submit(
            Edit(.task, Self.cleanup, set: ["portalRef": .null, "isOwnerless": false]),
            by: .hub
        )
        #expect(try only(village).refund.missing == [.ownerless, .registered])
    }

    @Test func `a professional zone is never eligible, on the days it is one`() throws {
        let village = try village()
        let set: JSONObject = [
            "mode": "professional", "modeReason": "Ras", "operatorId": Village.operatorFirm.json,
            "modeFrom": "2026-02-01", "modeTo": "2026-02-28",
        ]
        try village.hub.submit(Edit(.cleanupZone, Village.zone, set: set), by: .hub)
        #expect(try only(village).refund.exclusions == [.professionalZone])
        let until: JSONObject = ["modeTo": "2026-02-19"]
        try village.hub.submit(Edit(.cleanupZone, Village.zone, set: until), by: .hub)
        #expect(try only(village).refund.isEligible)
    }

    @Test func `an expense that was corrected counts once, as corrected`() throws {
        let village = try village()
        let fixed = cost(
            411,
            kind: "waste_transport",
            ore: 99_000,
            receipts: ["17b"],
            replaces: RowID(410)
        )
        #expect(try village.hub.submit(fixed, by: village.coordinator) == .accepted)
        try village.hub.submit(
            Edit(.taskCost, RowID(410), set: ["replacedBy": RowID(411).json]),
            by: .hub
        )
        #expect(try only(village).sum.costInAll == 99_000)
        #expect(
            try village.hub.submit(
                cost(412, kind: "food", ore: 5000, receipts: []),
                by: village.coordinator
            ) == .accepted
        )
        #expect(try only(village).refund.missing == [.documented])
        #expect(try only(village).sum.costInAll == 104_000)
    }

    @Test
    func `an action owner notes expenses of her own centre; nobody else outside the office does`()
        throws
    {
        let village = try village()
        let food = cost(413, kind: "food", ore: 5000, receipts: ["3"])
        #expect(try village.hub.submit(food, by: village.karisPhone) == .refused(["access.denied"]))
        #expect(try village.hub.submit(food, by: village.owner) == .accepted)
    }

    @Test func `the reception's weight counts when it weighed all the bags of a report`() throws {
        let village = try village()
        func deposit(_ id: UInt64, full: Int64, half: Int64, grams: Int64?) throws {
            var set: JSONObject = [
                "centreId": Village.centre.json, "reportId": RowID(420).json,
                "bagsFull": .integer(full), "bagsHalf": .integer(half),
                "depositedAt": .integer(Village.noon("2026-02-20")),
            ]
            set["weightG"] = grams.map { .integer($0) }
            let answer = try village.hub.submit(
                Edit(.wasteDeposit, RowID(id), set: set),
                by: village.coordinator
            )
            #expect(answer == .accepted)
        }
        try deposit(430, full: 4, half: 0, grams: 31_000)
        #expect(try only(village).sum.weight.isEstimated)
        try deposit(431, full: 2, half: 2, grams: 22_500)
        let weight = try only(village).sum.weight
        #expect(weight.grams == 53_500)
        #expect(!weight.isEstimated)
    }

    @Test func `a cleanup nobody had announced is counted, and not refunded`() throws {
        let village = try village()
        let stray = report(
            421,
            full: 1,
            half: 0,
            adults: 1,
            minors: 0,
            extra: ["taskId": .null, "reportedAt": .integer(Village.noon("2026-02-21"))]
        )
        try village.hub.submit(stray, by: village.coordinator)
        let season = try season(village)
        #expect(season.actions.map(\.refund.isEligible) == [true, false])
        #expect(season.actions.last?.task == nil)
        #expect(season.total.bagsFull == 7)
        // The stretch was cleaned twice: the metres of both cleanups count.
        #expect(season.total.metres == 2400)
    }

    // MARK: The conservation law

    @Test(arguments: [1, 2, 3, 4, 5])
    func `bags are waiting, delivered or written off at every moment of a random run`(
        seed: UInt64
    ) throws {
        let village = try Village()
        var random = Dice(seed)
        var made: [RowID] = []
        var registered: Int64 = 0
        for step in 0..<120 {
            if made.isEmpty || random.below(3) == 0 {
                let id = RowID(UInt64(5000 + step))
                let bags = Int64(random.below(9) + 1)
                let set: JSONObject = [
                    "centreId": Village.centre.json, "bagsFull": .integer(bags),
                    "depositedAt": .integer(village.hub.world.now),
                ]
                try village.hub.submit(Edit(.wasteDeposit, id, set: set), by: village.owner)
                made.append(id)
                registered += bags
            } else {
                let states = ["requested", "planned", "collected", "failed", "written_off"]
                var set: JSONObject = [
                    "pickup": .string(states[random.below(states.count)]),
                    "pickupReason": "Tatt av sjøen",
                ]
                if random.below(3) == 0 { set["weightG"] = .integer(Int64(random.below(90_000))) }
                // Many of these steps are refused; nothing may get lost with them either.
                try village.hub.submit(
                    Edit(.wasteDeposit, made[random.below(made.count)], set: set),
                    by: village.coordinator
                )
            }
            let balance = WasteBalance(village.hub.world.rows(.wasteDeposit))
            #expect(balance.isBalanced)
            #expect(balance.registered.full == registered)
        }
    }
}

/// Numbers that are the same for the same seed.
struct Dice {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func below(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
    }
}
