import Coordination
import Foundation
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B1: mode × actor × action × season, every cell.
@Suite struct ShoreTableTests {
    private static let ban = RowID(600)
    private static let leave = RowID(601)
    private static let outing = RowID(602)
    private static let made = RowID(900)

    private func village(_ mode: ZoneMode, _ season: ShoreSeason) throws -> Village {
        let village = try Village()
        var edits = [
            Edit(
                .cleanupZone,
                Village.zone,
                set: ["mode": .string(mode.rawValue), "operatorId": Village.operatorFirm.json]
            )
        ]
        if season != .open {
            edits.append(
                Edit(
                    .accessRestriction,
                    Self.ban,
                    set: [
                        "centreId": Village.centre.json, "geometry": Shapes.zone,
                        "kind": "traffic", "windows": ["05-01/05-31"],
                    ]
                )
            )
        }
        edits.append(
            Edit(
                .dispensation,
                Self.leave,
                set: [
                    "restrictionId": Self.ban.json, "fromOn": "2026-05-01", "toOn": "2026-05-31",
                    "reference": "2026/1",
                ]
            )
        )
        edits.append(
            Edit(
                .task,
                Self.outing,
                set: [
                    "centreId": Village.centre.json, "kind": "event", "title": "Tur",
                    "state": "published", "zoneId": Village.zone.json,
                    "dispensationId": Self.leave.json,
                    "startsAt": .integer(Village.noon("2026-05-09")),
                    "endsAt": .integer(Village.noon("2026-05-13")),
                ]
            )
        )
        try village.hub.submit(edits, by: .hub)
        return village
    }

    static func edit(_ action: ShoreAction, _ season: ShoreSeason) -> Edit {
        var set: JSONObject = [:]
        switch action {
        case .setMode:
            return Edit(
                .cleanupZone,
                Village.zone,
                set: [
                    "mode": "no_cleanup", "modeReason": "Skred", "operatorId": .null,
                    "modeFrom": .null, "modeTo": .null,
                ]
            )
        case .claim:
            set = [
                "segmentId": Village.segment.json, "byName": "Lag",
                "fromAt": .integer(Village.noon("2026-05-10")),
                "expiresAt": .integer(Village.noon("2026-05-12")),
            ]
            if season == .dispensed { set["taskId"] = outing.json }
        case .planCleanup, .planOperators, .planOther:
            set = [
                "centreId": Village.centre.json, "title": "Rydding", "state": "draft",
                "kind": action == .planOther ? "event" : "cleanup", "zoneId": Village.zone.json,
                "startsAt": .integer(Village.noon("2026-05-10")),
                "endsAt": .integer(Village.noon("2026-05-12")),
            ]
            if action == .planOperators { set["carriedOutBy"] = "operator" }
            if season == .dispensed { set["dispensationId"] = leave.json }
        case .reportCleanup:
            set = [
                "centreId": Village.centre.json, "zoneId": Village.zone.json,
                "reportedAt": .integer(Village.start), "bagsFull": 2,
            ]
        case .reportLitter:
            set = [
                "centreId": Village.centre.json, "zoneId": Village.zone.json,
                "seenAt": .integer(Village.start), "amount": "handful",
            ]
        }
        return Edit(action.entity, made, set: set)
    }

    @Test func `every cell of the table is what the rules do`() throws {
        var walked = 0
        for mode in ZoneMode.allCases {
            for season in ShoreSeason.allCases {
                let village = try village(mode, season)
                let table = ShoreTable(village.hub.domain.catalogue)
                for (place, role) in Role.all.enumerated() {
                    let actor = Actor(
                        role: role,
                        centre: Village.centre,
                        person: nil,
                        origin: Int64(50 + place)
                    )
                    for action in ShoreAction.allCases {
                        let before = village.hub.world.snapshot
                        let answer = try village.hub.submit(Self.edit(action, season), by: actor)
                        village.hub.world.snapshot = before
                        let expected = table.answer(action, in: mode, season, by: role)
                        #expect(answer == Answer(expected), "\(action) \(mode) \(season) \(role)")
                        walked += 1
                    }
                }
            }
        }
        #expect(walked == 5 * 3 * 10 * 7)
    }

    @Test func `the table in the documentation is the one the rules are decided by`() throws {
        let place = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Coordination/Coordination.docc/ZoneTable.md")
        let text = ShoreTable(try Coordination.domain().catalogue).markdown
        if ProcessInfo.processInfo.environment["UPDATE_TABLES"] == "1" {
            try text.write(to: place, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: place, encoding: .utf8)
        #expect(kept == text, "run UPDATE_TABLES=1 swift test --filter ShoreTableTests")
    }

    @Test
    func `residents have no say where professionals clean, and nobody where nothing is cleaned`()
        throws
    {
        let table = ShoreTable(try Coordination.domain().catalogue)
        for role in Role.all {
            #expect(table.answer(.claim, in: .professional, .open, by: role) != .accepted)
            #expect(table.answer(.claim, in: .noCleanup, .open, by: role) != .accepted)
            #expect(table.answer(.planCleanup, in: .professional, .open, by: role) != .accepted)
        }
        let ask = ShoreAnswer.held("zone.professional")
        #expect(table.answer(.reportCleanup, in: .professional, .open, by: .volunteer) == ask)
        #expect(table.answer(.reportCleanup, in: .professional, .open, by: .operator) == .accepted)
    }

    @Test func `a report that names only its stretch is asked about as well`() throws {
        let village = try village(.professional, .open)
        var report = Self.edit(.reportCleanup, .open)
        report.set["zoneId"] = nil
        report.set["segmentIds"] = [Village.segment.json]
        #expect(
            try village.hub.submit(report, by: village.owner) == .held(["zone.professional"])
        )
    }
}

extension Answer {
    /// What the table says, as a hub answers.
    init(_ answer: ShoreAnswer) {
        switch answer {
        case .accepted: self = .accepted
        case .held(let code): self = .held([code])
        case .refused(let code): self = .refused([code])
        }
    }
}
