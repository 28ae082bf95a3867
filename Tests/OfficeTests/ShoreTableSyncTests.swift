import Coordination
import Geometry
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B1: the same table by sync, from a device of each role, and by the office.
@Suite struct ShoreTableSyncTests {
    private let centre: TestCentre
    private let now = Environment.system.now()

    init() throws { centre = try TestCentre() }

    private struct Cell {
        let action: ShoreAction
        let mode: ZoneMode
        let season: ShoreSeason
        let edit: Edit
    }

    private struct Ground {
        let zone: RowID
        let leave: RowID
        let outing: RowID
        /// A stretch for each who claims, and a zone for each who sets a mode.
        let stretches: [RowID]
        let others: [RowID]
    }

    private let tellers = Role.all.count + 1
    private func newID() -> RowID { Environment.system.newID() }
    private func day(_ after: Int) -> LocalDate { OsloTime.date(at: now).adding(days: after) }

    private func box(_ place: Int) -> JSONValue {
        let west = 5 + Double(place) * 0.1
        func corner(_ east: Double, _ north: Double) -> JSONValue {
            [.double(west + east), .double(60 + north)]
        }
        let ring: [JSONValue] = [
            corner(0, 0), corner(0.02, 0), corner(0.02, 0.02), corner(0, 0.02), corner(0, 0),
        ]
        return ["type": "Polygon", "coordinates": [.array(ring)]]
    }

    private func line(_ place: Int) -> JSONValue {
        let west = 5 + Double(place) * 0.1
        return [
            "type": "LineString",
            "coordinates": [
                [.double(west + 0.005), .double(60.01)], [.double(west + 0.01), .double(60.01)],
            ],
        ]
    }

    private func zone(_ mode: ZoneMode, _ firm: RowID, _ shape: JSONValue?) -> Edit {
        var set: JSONObject = [
            "centreId": centre.centre.json, "name": "Sone", "mode": .string(mode.rawValue),
            "modeReason": "Prøve", "operatorId": firm.json,
        ]
        set["geometry"] = shape
        return Edit(.cleanupZone, newID(), set: set)
    }

    private func ground(
        _ place: Int,
        _ mode: ZoneMode,
        _ season: ShoreSeason,
        _ firm: RowID
    ) throws -> Ground {
        let zone = zone(mode, firm, box(place))
        let others = (0..<tellers).map { _ in self.zone(mode, firm, nil) }
        let stretches = (0..<tellers).map { _ in
            Edit(.segment, newID(), set: ["zoneId": zone.id.json, "geometry": line(place)])
        }
        let window = "\(day(-2).description.suffix(5))/\(day(20).description.suffix(5))"
        let ban = Edit(
            .accessRestriction,
            newID(),
            set: [
                "centreId": centre.centre.json, "geometry": box(place), "kind": "traffic",
                "windows": [.string(window)],
            ]
        )
        let leave = Edit(
            .dispensation,
            newID(),
            set: [
                "restrictionId": ban.id.json, "fromOn": .string(day(-2).description),
                "toOn": .string(day(20).description), "reference": "2026/1",
            ]
        )
        let outing = Edit(
            .task,
            newID(),
            set: [
                "centreId": centre.centre.json, "kind": "event", "title": "Tur",
                "state": "published", "zoneId": zone.id.json, "dispensationId": leave.id.json,
                "startsAt": .integer(now), "endsAt": .integer(now + 9 * 86_400_000),
            ]
        )
        var edits = [zone] + others + stretches
        if season == .dispensed { edits += [ban, leave, outing] }
        #expect(try centre.submit(edits).verdict == .applied)
        // A ban that nobody has leave from comes after all that is planned.
        if season == .closed { #expect(try centre.submit([ban]).verdict == .applied) }
        return Ground(
            zone: zone.id,
            leave: leave.id,
            outing: outing.id,
            stretches: stretches.map(\.id),
            others: others.map(\.id)
        )
    }

    private func edit(
        _ action: ShoreAction,
        _ season: ShoreSeason,
        on ground: Ground,
        by teller: Int
    ) -> Edit {
        var set: JSONObject = ["centreId": centre.centre.json]
        switch action {
        case .setMode:
            return Edit(
                .cleanupZone,
                ground.others[teller],
                set: [
                    "mode": "no_cleanup", "modeReason": "Skred", "operatorId": .null,
                    "modeFrom": .null, "modeTo": .null,
                ]
            )
        case .claim:
            set = [
                "segmentId": ground.stretches[teller].json, "byName": "Lag",
                "fromAt": .integer(now + 3_600_000), "expiresAt": .integer(now + 2 * 86_400_000),
            ]
            if season == .dispensed { set["taskId"] = ground.outing.json }
        case .planCleanup, .planOperators, .planOther:
            set.merge([
                "title": "Rydding", "state": "draft", "zoneId": ground.zone.json,
                "kind": action == .planOther ? "event" : "cleanup",
                "startsAt": .integer(now + 3_600_000), "endsAt": .integer(now + 86_400_000),
            ]) { $1 }
            if action == .planOperators { set["carriedOutBy"] = "operator" }
            if season == .dispensed { set["dispensationId"] = ground.leave.json }
        case .reportCleanup:
            set.merge([
                "zoneId": ground.zone.json, "reportedAt": .integer(now), "bagsFull": 2,
            ]) { $1 }
        case .reportLitter:
            set.merge([
                "zoneId": ground.zone.json, "seenAt": .integer(now), "amount": "handful",
            ]) { $1 }
        }
        return Edit(action.entity, newID(), set: set)
    }

    private func cells(
        _ grounds: [(mode: ZoneMode, season: ShoreSeason, ground: Ground)],
        by teller: Int
    ) -> [Cell] {
        grounds.flatMap { mode, season, ground in
            ShoreAction.allCases.map { action in
                Cell(
                    action: action,
                    mode: mode,
                    season: season,
                    edit: edit(action, season, on: ground, by: teller)
                )
            }
        }
    }

    private func compare(_ cells: [Cell], _ outcomes: [Outcome], _ role: Role) throws {
        let table = ShoreTable(centre.service.domain.catalogue)
        try #require(cells.count == outcomes.count, "\(role)")
        for (cell, outcome) in zip(cells, outcomes) {
            let expected = table.answer(cell.action, in: cell.mode, cell.season, by: role)
            let told: ShoreAnswer =
                switch outcome.verdict {
                case .applied, .merged: .accepted
                case .held: .held(outcome.findings.first?.code ?? "")
                case .refused: .refused(outcome.findings.first?.code ?? "")
                }
            #expect(told == expected, "\(cell.action) \(cell.mode) \(cell.season) \(role)")
        }
    }

    @Test func `a device of each role and the office are answered by the table`() throws {
        let firm = Edit(
            .organisation,
            newID(),
            set: ["centreId": centre.centre.json, "name": "Rydd AS", "kind": "operator"]
        )
        #expect(try centre.submit([firm]).verdict == .applied)
        var grounds: [(mode: ZoneMode, season: ShoreSeason, ground: Ground)] = []
        for mode in ZoneMode.allCases {
            for season in ShoreSeason.allCases {
                grounds.append(
                    (mode, season, try ground(grounds.count, mode, season, firm.id))
                )
            }
        }
        for (teller, role) in Role.all.enumerated() {
            let device = try TestReplica(role.rawValue, role.rawValue, at: centre)
            try device.sync()
            let cells = cells(grounds, by: teller)
            for cell in cells { _ = try device.replica.make([cell.edit]) }
            try compare(cells, try device.sync(), role)
        }
        let office = try centre.service.write { try $0.office().grant.role }
        let own = cells(grounds, by: Role.all.count)
        try compare(own, try own.map { try centre.submit([$0.edit]) }, office)
    }
}
