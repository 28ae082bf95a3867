import Coordination
import Geometry
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B2: where the shore needs cleaning.
@Suite struct NeedTests {
    private static let day: Int64 = 86_400_000
    private let now = Village.noon("2026-06-01")

    private func ago(_ days: Int64) -> Int64 { now - days * Self.day }

    private func need(_ sightings: [LitterSighting], cleaned: [Int64] = []) -> Int64 {
        CleanupNeed(sightings, cleaned: cleaned, at: now).score
    }

    private func seen(
        _ amount: LitterAmount,
        _ method: InspectionMethod? = nil,
        days: Int64 = 0
    ) -> LitterSighting {
        LitterSighting(amount, method: method, seen: ago(days))
    }

    @Test func `what was seen today counts by amount and method`() {
        #expect(need([seen(.truckload, .onFoot)]) == 1000)
        #expect(need([seen(.truckload, .drone)]) == 850)
        #expect(need([seen(.truckload)]) == 500)
        #expect(need([seen(.truckload, .boat)]) == 600)
        #expect(need([seen(.cartload, .onFoot)]) == 500)
        #expect(need([seen(.bagful, .onFoot)]) == 200)
        #expect(need([seen(.handful, .onFoot)]) == 50)
        #expect(need([seen(.none, .onFoot)]) == 0)
        #expect(need([]) == 0)
    }

    @Test func `an inspection counts for more than the word of somebody who passed by`() {
        for amount in LitterAmount.allCases where amount != .none {
            for method in InspectionMethod.allCases {
                #expect(need([seen(amount, method)]) > need([seen(amount)]))
            }
        }
    }

    @Test func `what was seen long ago counts for less, down to a quarter`() {
        #expect(need([seen(.truckload, .onFoot, days: 0)]) == 1000)
        #expect(need([seen(.truckload)]) > need([seen(.truckload, days: 30)]))
        let reports = [LitterSighting(.truckload, isConfirmed: true, seen: ago(730))]
        #expect(need(reports) == 225)
        #expect(need([LitterSighting(.truckload, isConfirmed: true, seen: ago(7300))]) == 225)
    }

    @Test func `an inspection by boat never outranks one on foot of the same day and amount`() {
        for amount in LitterAmount.allCases {
            for days in [0, 1, 30, 400, 2000] as [Int64] {
                let foot = seen(amount, .onFoot, days: days)
                let boat = seen(amount, .boat, days: days)
                #expect(need([boat]) <= need([foot]))
                // Nor does a shore that was seen both ways outrank one that was seen on foot alone.
                #expect(need([boat, foot]) == need([foot]))
            }
        }
    }

    @Test func `a later inspection that is believed as far takes the place of earlier sightings`() {
        let full = seen(.truckload, .boat, days: 10)
        #expect(need([full, seen(.handful, .onFoot, days: 2)]) < 60)
        // From a boat the litter on foot is overlooked, so that it says less than what was seen from the ground.
        #expect(need([seen(.truckload, .onFoot, days: 10), seen(.none, .boat, days: 2)]) > 900)
        // Somebody who passed by saw one place, not that the rest is clean.
        #expect(need([seen(.truckload, .onFoot, days: 10), seen(.handful, days: 2)]) > 900)
    }

    @Test func `a cleaned stretch drops to nothing and rises again with time`() {
        let before = seen(.cartload, .onFoot, days: 1500)
        var last: Int64 = -1
        for days in [0, 30, 200, 600, 1095, 1400] as [Int64] {
            let score = need([before], cleaned: [ago(days)])
            #expect(score >= last)
            last = score
        }
        #expect(need([before], cleaned: [now]) == 0)
        #expect(need([before], cleaned: [ago(1095)]) == 500)
        #expect(need([before], cleaned: [ago(1400)]) == 500)
        // Nobody had looked before: it is taken for a bagful.
        #expect(need([], cleaned: [ago(1095)]) == 200)
        // What was seen since counts as seen.
        #expect(need([before, seen(.truckload, .onFoot)], cleaned: [ago(10)]) == 1000)
    }

    @Test
    func `a stretch that was found clean fills up again, and never says more than was ever there`()
    {
        let once = seen(.cartload, .onFoot, days: 2000)
        let clean = seen(.none, .onFoot, days: 365)
        let need = CleanupNeed([once, clean], cleaned: [], at: now)
        #expect(need.score == 500 * 365 / 1095)
        // Cleaned once and found clean since, never reported: it is taken for a bagful all the same.
        #expect(self.need([clean], cleaned: [ago(2000)]) == 200 * 365 / 1095)
        #expect(need.basis == .renewed(since: clean.seen))
    }

    @Test func `no order of arrival changes the need`() {
        let sightings = [
            seen(.truckload, .boat, days: 40), seen(.cartload, .onFoot, days: 40),
            seen(.bagful, days: 3), seen(.none, .drone, days: 20), seen(.handful, .photo, days: 20),
            LitterSighting(.bagful, isConfirmed: true, isOfZone: true, seen: ago(1)),
        ]
        let cleaned = [ago(100), ago(50)]
        var random = SystemRandomNumberGenerator()
        let expected = CleanupNeed(sightings, cleaned: cleaned, at: now)
        for _ in 0..<200 {
            let shuffled = CleanupNeed(
                sightings.shuffled(using: &random),
                cleaned: cleaned.shuffled(using: &random),
                at: now
            )
            #expect(shuffled == expected)
        }
    }

    // MARK: From rows

    private static let third = RowID(13)

    private func village() throws -> Village {
        let village = try Village()
        try village.hub.submit(
            Edit(
                .segment,
                Self.third,
                set: [
                    "zoneId": Village.zone.json, "name": "Sørbukta", "position": 3,
                    "geometry": Shapes.line(north: 2500),
                ]
            ),
            by: village.coordinator
        )
        return village
    }

    private func report(
        _ id: UInt64,
        _ amount: LitterAmount,
        on day: String,
        _ place: JSONObject,
        extra: JSONObject = [:]
    ) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "amount": .string(amount.rawValue),
            "seenAt": .integer(Village.noon(day)),
        ]
        set.merge(place) { $1 }
        set.merge(extra) { $1 }
        return Edit(.litterReport, RowID(id), set: set)
    }

    private func map(_ village: Village, at now: Int64) -> NeedMap {
        let world = village.hub.world
        return NeedMap(
            zones: world.rows(.cleanupZone),
            segments: world.rows(.segment),
            litter: world.rows(.litterReport),
            cleanups: world.rows(.cleanupReport),
            at: now
        )
    }

    /// Three stretches; the first cleaned, the second seen from a boat, the third by somebody who passed.
    private func season() throws -> Village {
        let village = try village()
        let edits = [
            report(700, .truckload, on: "2026-01-10", ["segmentId": Village.segment.json]),
            Edit(
                .cleanupReport,
                RowID(701),
                set: [
                    "centreId": Village.centre.json, "bagsFull": 9,
                    "reportedAt": .integer(Village.noon("2026-02-01")),
                    "segmentIds": [Village.segment.json],
                ]
            ),
            report(
                702,
                .cartload,
                on: "2026-02-20",
                ["segmentId": Village.secondSegment.json],
                extra: ["method": "boat", "confidence": "medium"]
            ),
            // 50 m off the third stretch, 450 m off the second.
            report(
                703,
                .truckload,
                on: "2026-02-25",
                [
                    "point": [
                        "type": "Point",
                        "coordinates": [.double(5.31), .double(60.4 + 2550 / 111_419.0)],
                    ]
                ]
            ),
        ]
        for edit in edits {
            let answer = try village.hub.submit(edit, by: village.coordinator)
            #expect(answer == .accepted)
        }
        return village
    }

    @Test func `a fixed set of reports has one ranking`() throws {
        let map = map(try season(), at: Village.noon("2026-03-02"))
        #expect(
            map.places.map(\.segment.id) == [Self.third, Village.secondSegment, Village.segment]
        )
        // 500 of a passer-by and five days; 600 of a boat, 800 of medium, ten days; a month since the cleanup.
        #expect(map.places.map(\.need.score) == [497, 237, 26])
        #expect(map.places.map(\.need.basis.code) == ["seen", "seen", "renewed"])
    }

    @Test func `what was corrected, doubled or cleaned counts no more`() throws {
        let village = try season()
        try village.hub.submit(
            Edit(.litterReport, RowID(703), set: ["state": "duplicate"]),
            by: village.coordinator
        )
        let map = map(village, at: Village.noon("2026-03-02"))
        #expect(map.places.first?.segment.id == Village.secondSegment)
        #expect(map.places.last?.need.basis == .unknown)
    }

    @Test func `the map is GeoJSON with codes and numbers only`() throws {
        let village = try season()
        try village.hub.submit(
            report(
                704,
                .truckload,
                on: "2026-02-28",
                ["segmentId": Village.segment.json, "reportedById": Village.kari.json],
                extra: ["note": "Ring Kari"]
            ),
            by: village.coordinator
        )
        let map = map(village, at: Village.noon("2026-03-02")).geoJSON()
        let text = String(decoding: map.bytes(), as: UTF8.self)
        #expect(!text.contains("Kari") && !text.contains(Village.kari.description))
        let file = try GeoJSON.read(map.bytes())
        #expect(file.features.count == 3)
        let first = map["features"]?.array?.first?["properties"]
        #expect(first?["need"]?.integer == 499)
        #expect(first?["seenOn"] == "2026-02-28")
        #expect(first?["zoneMode"] == "self_organised")
    }

    @Test func `a place is a point, and one that is none takes no map down`() throws {
        let village = try village()
        let wide: JSONValue = ["type": "LineString", "coordinates": [[5, 60], [45, 60]]]
        let answer = try village.hub.submit(
            report(705, .truckload, on: "2026-02-25", ["point": wide]),
            by: village.coordinator
        )
        #expect(answer == .refused(["geometry.invalid"]))
        #expect(village.hub.findings.first?.detail == "geo.not_a_point")
        // Stores of earlier versions may hold such rows.
        try village.hub.submit(report(705, .truckload, on: "2026-02-25", ["point": wide]), by: .hub)
        let places = map(village, at: Village.noon("2026-03-02")).places
        #expect(places.count == 3 && places.allSatisfy { $0.need.score == 0 })
    }

    @Test func `a retired zone is on no map`() throws {
        let village = try season()
        try village.hub.submit(
            Edit(.cleanupZone, Village.zone, set: ["status": "retired"]),
            by: village.coordinator
        )
        #expect(map(village, at: Village.noon("2026-03-02")).places.isEmpty)
    }
}
