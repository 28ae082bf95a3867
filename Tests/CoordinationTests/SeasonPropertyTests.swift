import Geometry
import SyncCore
import SyncEngine
import Testing

@testable import Coordination

/// DOMAIN.md B8: no path leads into a ban without leave.
@Suite struct SeasonPropertyTests {
    /// A sequence that is the same on every machine (Numerical Recipes' 64-bit constants).
    private struct Dice {
        var state: UInt64
        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    private struct Zone {
        let windows: [(first: Int, last: Int)]
        let isNear: Bool
        let ban: AccessBan
        let shape: Geometry
    }

    /// Month and day as one number, as a calendar on the wall has them.
    private static func number(_ month: Int, _ day: Int) -> Int { month * 100 + day }

    private static func randomDay(_ dice: inout Dice) -> (month: Int, day: Int) {
        let month = dice.next(below: 12) + 1
        return (month, dice.next(below: LocalDate.days(inMonth: month, of: 2000)) + 1)
    }

    private static func text(_ day: (month: Int, day: Int)) -> String {
        MonthDay(month: day.month, day: day.day)?.description ?? ""
    }

    private static func zone(_ dice: inout Dice) throws -> Zone {
        let isNear = dice.next(below: 2) == 0
        var windows: [(first: Int, last: Int)] = []
        var texts: [JSONValue] = []
        for _ in 0...dice.next(below: 3) {
            let (one, other) = (randomDay(&dice), randomDay(&dice))
            windows.append((number(one.month, one.day), number(other.month, other.day)))
            texts.append(.string("\(text(one))/\(text(other))"))
        }
        var row = RowState(entity: .accessRestriction, id: RowID(600))
        row.fields = [
            "geometry": Shapes.reserve(southBy: isNear ? 49 : 51), "bufferM": 50,
            "kind": "traffic", "windows": .array(texts),
        ]
        return Zone(
            windows: windows,
            isNear: isNear,
            ban: AccessBan(RestrictionView(row)),
            shape: try Geometry.fromGeoJSON(Shapes.line(north: 0))
        )
    }

    /// Written without the rules' own code: closed when any window holds the day, over New Year where it runs so.
    private static func isClosed(_ windows: [(first: Int, last: Int)], _ day: LocalDate) -> Bool {
        let today = number(day.month, day.day)
        for window in windows {
            let isOverNewYear = window.first > window.last
            let isAfter = today >= window.first
            let isBefore = today <= window.last
            if isOverNewYear ? isAfter || isBefore : isAfter && isBefore { return true }
        }
        return false
    }

    @Test func `a thousand zones on every day of a common and a leap year`() throws {
        var dice = Dice(state: 20_260_415)
        let clock = ContinuousClock()
        var (zones, days, closed) = (0, 0, 0)
        let first = try #require(LocalDate(year: 2027, month: 1, day: 1))
        // 2027 has 365 days and 2028 has 366.
        let calendar = (0..<731).map { first.adding(days: $0) }
        let took = try clock.measure {
            for _ in 0..<1000 {
                let zone = try Self.zone(&dice)
                zones += 1
                let reaches = try zone.ban.reaches([zone.shape])
                guard reaches == zone.isNear else {
                    Issue.record("49 m and 51 m are told apart")
                    return
                }
                for day in calendar {
                    let found = zone.ban.firstClosedDay(in: day...day, leave: nil) != nil
                    let wanted = Self.isClosed(zone.windows, day)
                    if found != wanted { Issue.record("\(zone.windows) \(day)") }
                    if found { closed += 1 }
                    days += 1
                }
            }
        }
        #expect(zones == 1000 && days == 731_000)
        #expect((100_000...700_000).contains(closed))
        // Under a second with optimisation; without it the checks of the compiler take most of the time.
        #expect(took < .seconds(10), "\(took)")
    }

    @Test func `a leave that covers a year hides nothing of the next`() throws {
        var row = RowState(entity: .accessRestriction, id: RowID(600))
        row.fields = ["windows": ["02-29/02-29"], "kind": "traffic"]
        let ban = AccessBan(RestrictionView(row))
        func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }
        let span = try date("2025-03-01")...date("2029-01-01")
        #expect(ban.firstClosedDay(in: span, leave: nil) == LocalDate("2028-02-29"))
        #expect(
            try ban.firstClosedDay(in: span, leave: date("2025-01-01")...date("2028-02-28"))
                == LocalDate("2028-02-29")
        )
        #expect(
            try ban.firstClosedDay(in: span, leave: date("2028-02-29")...date("2028-02-29")) == nil
        )
        row.fields["windows"] = ["01-01/12-31"]
        row.fields["validFromOn"] = "2028-06-01"
        let later = AccessBan(RestrictionView(row))
        #expect(later.firstClosedDay(in: span, leave: nil) == LocalDate("2028-06-01"))
    }

    // MARK: Paths

    private static let ban = RowID(600)
    private static let leave = RowID(601)
    private static let work = RowID(500)

    private func village(extra: [Edit] = []) throws -> Village {
        let village = try Village()
        try village.hub.submit(
            [
                Edit(
                    .accessRestriction,
                    Self.ban,
                    set: [
                        "centreId": Village.centre.json, "kind": "traffic", "bufferM": 50,
                        "geometry": Shapes.reserve(southBy: 49), "windows": ["04-15/07-31"],
                    ]
                ),
                Edit(
                    .dispensation,
                    Self.leave,
                    set: [
                        "restrictionId": Self.ban.json, "fromOn": "2026-05-01",
                        "toOn": "2026-05-31", "reference": "2026/1",
                    ]
                ),
            ] + extra,
            by: .hub
        )
        return village
    }

    private func task(on day: String, _ extra: JSONObject = [:]) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "kind": "cleanup", "title": "Rydding",
            "state": "published", "zoneId": Village.zone.json,
            "startsAt": .integer(Village.noon(day)),
            "endsAt": .integer(Village.noon(day) + 3_600_000),
        ]
        set.merge(extra) { $1 }
        return Edit(.task, Self.work, set: set, add: ["segmentIds": [Village.segment.description]])
    }

    private func set(_ values: JSONObject) -> Edit { Edit(.task, Self.work, set: values) }

    private func moved(to day: String) -> Edit {
        set([
            "startsAt": .integer(Village.noon(day)),
            "endsAt": .integer(Village.noon(day) + 3_600_000),
        ])
    }

    /// Each path, as what stands before and the step that would lead into the ban.
    private var paths: [(name: String, before: [Edit], step: Edit)] {
        let far: JSONObject = ["zoneId": .null]
        var elsewhere = task(on: "2026-05-17", far)
        elsewhere.add = [:]
        var back = set([:])
        back.mark = .restored
        var gone = task(on: "2026-05-17")
        gone.mark = .removed
        let draft: JSONObject = ["state": "draft"]
        return [
            ("published at once", [], task(on: "2026-05-17")),
            ("published later", [task(on: "2026-05-17", draft)], set(["state": "published"])),
            ("moved in time", [task(on: "2026-04-01")], moved(to: "2026-05-17")),
            ("moved to the zone", [elsewhere], set(["zoneId": Village.zone.json])),
            (
                "given a stretch", [elsewhere],
                Edit(.task, Self.work, add: ["segmentIds": [Village.segment.description]])
            ),
            ("brought back", [gone], back),
            (
                "taken up again", [task(on: "2026-05-17", ["state": "halted"])],
                set(["state": "published"])
            ),
            (
                "its leave taken off",
                [task(on: "2026-05-17", ["dispensationId": Self.leave.json])],
                set(["dispensationId": .null])
            ),
            (
                "out of its leave's days",
                [task(on: "2026-05-17", ["dispensationId": Self.leave.json])],
                moved(to: "2026-06-17")
            ),
        ]
    }

    @Test func `no path makes a published task inside a ban without leave`() throws {
        for path in paths {
            let village = try village(extra: path.before)
            let answer = try village.hub.submit(path.step, by: village.coordinator)
            #expect(answer == .held(["season.closed"]), "\(path.name)")
        }
        #expect(paths.count == 9)
    }

    @Test func `a zone without a shape is closed where its stretches are`() throws {
        let village = try village(extra: [
            Edit(.cleanupZone, Village.zone, set: ["geometry": .null])
        ])
        var edit = task(on: "2026-05-17")
        edit.add = [:]
        #expect(
            try village.hub.submit(edit, by: village.coordinator) == .held(["season.closed"])
        )
    }

    @Test func `a leave that is cut short, and a stretch that moves, are told to who planned`()
        throws
    {
        let planned = task(
            on: "2026-05-17",
            ["dispensationId": Self.leave.json, "ownerPersonId": Village.ola.json]
        )
        let cut = try village(extra: [planned])
        try cut.hub.submit(
            Edit(.dispensation, Self.leave, set: ["toOn": "2026-05-10"]),
            by: cut.officer
        )
        #expect(
            cut.notices("season.flagged").compactMap { $0["personId"]?.text } == [
                Village.ola.description
            ]
        )
        let far = Edit(.segment, Village.segment, set: ["geometry": Shapes.line(north: 900)])
        var plan = planned
        plan.set["dispensationId"] = nil
        let moved = try village(extra: [far, plan])
        let near: JSONObject = ["geometry": Shapes.line(north: 0), "lengthM": .null]
        #expect(
            try moved.hub.submit(Edit(.segment, Village.segment, set: near), by: moved.officer)
                == .accepted
        )
        #expect(moved.notices("season.flagged").count == 1)
    }
}
