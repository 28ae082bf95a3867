import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct TaskTests {
    let village: Village

    init() throws { village = try Village() }

    private func task(_ id: UInt64, _ more: JSONObject = [:]) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "kind": "visit", "title": "Besøk", "state": "draft",
        ]
        set.merge(more) { _, new in new }
        return Edit(.task, RowID(id), set: set)
    }

    @Test func `a task ends after it starts`() throws {
        let at = JSONValue.integer(Village.start)
        let edit = task(500, ["startsAt": at, "endsAt": at])
        #expect(try village.hub.submit(edit, by: village.owner) == .refused(["period.order"]))
    }

    @Test func `a shift lies inside its task`() throws {
        let shift = Edit(
            .shift,
            RowID(501),
            set: [
                "taskId": Village.task.json, "slots": 5,
                "startsAt": .integer(Village.noon("2026-09-12")),
                "endsAt": .integer(Village.noon("2026-09-12") + 1),
            ]
        )
        #expect(
            try village.hub.submit(shift, by: village.owner) == .refused(["shift.outside_task"])
        )
    }

    @Test func `the office publishes, others propose`() throws {
        let published = task(500, ["state": "published"])
        #expect(try village.hub.submit(published, by: village.owner) == .held(["task.publish"]))
        #expect(try village.hub.submit(task(501), by: village.owner) == .accepted)
        let step = Edit(.task, RowID(501), set: ["state": "published"])
        #expect(try village.hub.submit(step, by: village.owner) == .held(["access.proposed"]))
        #expect(try village.hub.submit(step, by: village.coordinator) == .accepted)
        let start = Edit(.task, RowID(501), set: ["state": "in_progress"])
        #expect(try village.hub.submit(start, by: village.owner) == .accepted)
    }

    @Test func `a task without a state is a draft, also when it is published later`() throws {
        var plain = task(500)
        plain.set["state"] = nil
        #expect(try village.hub.submit(plain, by: village.owner) == .accepted)
        let step = Edit(.task, RowID(500), set: ["state": "published"])
        #expect(try village.hub.submit(step, by: village.owner) == .held(["access.proposed"]))
        #expect(try village.hub.submit(step, by: village.coordinator) == .accepted)
    }

    @Test func `an action code stays and is nobody else's`() throws {
        try village.hub.submit(task(500, ["actionCode": "A1B2"]), by: village.owner)
        #expect(
            try village.hub.submit(task(501, ["actionCode": "A1B2"]), by: village.owner)
                == .held(["task.code_taken"])
        )
        #expect(
            try village.hub.submit(
                Edit(.task, RowID(500), set: ["actionCode": "C3D4"]),
                by: village.coordinator
            )
                == .refused(["task.code_fixed"])
        )
    }

    @Test func `a volunteer's idea is a proposal`() throws {
        let edit = task(500, ["state": "idea"])
        #expect(try village.hub.submit(edit, by: village.karisPhone) == .held(["access.proposed"]))
    }

    @Test func `a shape that cannot be used is refused, and so is a wrong length`() throws {
        let open: JSONValue = [
            "type": "Polygon", "coordinates": [[[5, 60], [6, 60], [6, 61]]],
        ]
        func zone(_ shape: JSONValue) -> Edit {
            Edit(
                .cleanupZone,
                RowID(510),
                set: ["centreId": Village.centre.json, "name": "Ny", "geometry": shape]
            )
        }
        #expect(
            try village.hub.submit(zone(open), by: village.coordinator)
                == .refused(["geometry.invalid"])
        )
        #expect(try village.hub.submit(zone(Shapes.zone), by: village.coordinator) == .accepted)
        func segment(_ metres: Int64) -> Edit {
            Edit(
                .segment,
                RowID(511),
                set: [
                    "zoneId": Village.zone.json, "geometry": Shapes.line(north: 0),
                    "lengthM": .integer(metres),
                ]
            )
        }
        #expect(
            try village.hub.submit(segment(1200), by: village.coordinator)
                == .refused(["segment.length"])
        )
        let measured = village.hub.findings.first?.detail.flatMap { Int64($0) } ?? 0
        #expect((1090...1110).contains(measured))
        #expect(try village.hub.submit(segment(measured + 5), by: village.coordinator) == .accepted)
    }
}
