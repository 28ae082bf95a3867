import Coordination
import Geometry
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M1: a thousand volunteers known by a pass alone, on twenty devices without a network.
struct ThousandPassesTests {
    private static let devices = 20
    private static let each = 50
    private static let linked = 300

    private func newID() -> RowID { Environment.system.newID() }

    private func prepare(_ centre: TestCentre) throws -> [RowID] {
        let now = Environment.system.now()
        let task = Edit(
            .task,
            newID(),
            set: [
                "centreId": centre.centre.json, "kind": "event", "title": "Stordugnad",
                "state": "published", "startsAt": .integer(now - 3_600_000),
                "endsAt": .integer(now + 86_400_000),
            ]
        )
        let shifts = (0..<Self.devices).map { _ in
            Edit(
                .shift,
                newID(),
                set: [
                    "taskId": task.id.json, "slots": 40, "startsAt": .integer(now),
                    "endsAt": .integer(now + 3_600_000),
                ]
            )
        }
        #expect(try centre.submit([task] + shifts).verdict == .applied)
        return shifts.map(\.id)
    }

    private func pass(_ secret: Int, at centre: TestCentre) -> Edit {
        Edit(
            .claimToken,
            newID(),
            set: [
                "centreId": centre.centre.json, "secretHash": .string("hash-\(secret)"),
                "expiresAt": 1_700_000_000_000,
            ]
        )
    }

    private func signup(_ pass: RowID, _ shift: RowID) -> Edit {
        Edit(
            .signup,
            newID(),
            set: ["shiftId": shift.json, "tokenId": pass.json, "wish": "wants"]
        )
    }

    @Test
    func `a thousand passes on twenty devices: linked ones keep their history, the rest count`()
        throws
    {
        let centre = try TestCentre()
        let shifts = try prepare(centre)
        var passes: [RowID] = []
        var shiftOfPass: [RowID: RowID] = [:]
        for place in 0..<Self.devices {
            let device = try TestReplica("d\(place)", "actionOwner", at: centre)
            try device.sync()
            for number in 0..<Self.each {
                let pass = pass(place * Self.each + number, at: centre)
                passes.append(pass.id)
                shiftOfPass[pass.id] = shifts[place]
                _ = try device.replica.make([pass])
                _ = try device.replica.make([signup(pass.id, shifts[place])])
            }
            let outcomes = try device.sync()
            #expect(outcomes.count == 2 * Self.each)
            #expect(outcomes.allSatisfy { $0.verdict == .applied || $0.verdict == .merged })
        }
        let before = try placements(centre)
        #expect(before.count == 1000)
        #expect(before.values.count { $0 == "confirmed" } == 800)

        var persons: [RowID: RowID] = [:]
        for pass in passes.prefix(Self.linked) {
            let person = newID()
            persons[pass] = person
            let outcome = try centre.submit([
                Edit(.person, person, set: ["displayName": "Frivillig"]),
                Edit(.claimToken, pass, set: ["personId": person.json]),
            ])
            #expect(outcome.verdict == .applied)
        }
        // All of them ended years ago, so that the hub cuts loose the rest.
        #expect(try centre.service.write { try $0.tick() })
        let tokens = try centre.rows(.claimToken)
        #expect(tokens.count == 1000)
        #expect(tokens.count { $0["anonymisedAt"] != nil } == 700)
        for token in tokens {
            #expect((token["anonymisedAt"] == nil) == (persons[token.id] != nil))
            #expect(token["personId"] == persons[token.id]?.json)
        }
        // No row is lost, every seat is as it was, and every sign-up leads to the right person.
        #expect(try placements(centre) == before)
        for row in try centre.rows(.signup) {
            let pass = try #require(row["tokenId"]?.text.flatMap { RowID($0) })
            #expect(row["shiftId"] == shiftOfPass[pass]?.json)
        }
        let late = try centre.submit([
            Edit(
                .claimToken,
                try #require(passes.last),
                set: ["personId": try #require(persons.values.first).json]
            )
        ])
        #expect(late.findings.map(\.code) == ["token.anonymised"])
    }

    private func placements(_ centre: TestCentre) throws -> [RowID: String] {
        Dictionary(
            uniqueKeysWithValues: try centre.rows(.signup).map {
                ($0.id, $0["placement"]?.text ?? "")
            }
        )
    }
}
