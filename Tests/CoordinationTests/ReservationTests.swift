import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B6: reservations; too many stand, are shown and reviewed.
@Suite struct ReservationTests {
    let village: Village
    private static let depot = RowID(820)

    init() throws {
        village = try Village()
        try village.hub.submit(
            Edit(
                .equipmentDepot,
                Self.depot,
                set: ["centreId": Village.centre.json, "name": "Naustet"]
            ),
            by: village.coordinator
        )
        try village.hub.submit(
            Edit(
                .stockMovement,
                RowID(821),
                set: [
                    "depotId": Self.depot.json, "item": "picker", "delta": 10, "reason": "in",
                    "movedAt": .integer(Village.start),
                ]
            ),
            by: village.coordinator
        )
    }

    private func want(_ id: UInt64, _ count: Int64, _ from: String, _ until: String) -> Edit {
        Edit(
            .stockReservation,
            RowID(id),
            set: [
                "depotId": Self.depot.json, "item": "picker", "count": .integer(count),
                "fromOn": .string(from), "untilOn": .string(until),
            ]
        )
    }

    private var isDoubleBooked: Bool {
        village.row(Self.depot)?["isDoubleBooked"]?.bool ?? false
    }

    private func reviews() -> [RowState] {
        village.hub.world.rows(.reviewItem, where: "subjectId", is: Self.depot.json)
            .filter { $0["kind"] == "depot.double_booked" }
    }

    @Test func `as much as there is on one day is no question`() throws {
        try village.hub.submit(want(830, 6, "2026-05-01", "2026-05-03"), by: village.owner)
        try village.hub.submit(want(831, 4, "2026-05-03", "2026-05-05"), by: village.owner)
        try village.hub.submit(want(832, 10, "2026-05-06", "2026-05-06"), by: village.owner)
        #expect(!isDoubleBooked)
        #expect(reviews().isEmpty)
    }

    @Test func `one too many on one day: both stand, and the centre has one review`() throws {
        try village.hub.submit(want(830, 6, "2026-05-01", "2026-05-03"), by: village.owner)
        #expect(
            try village.hub.submit(want(831, 5, "2026-05-03", "2026-05-05"), by: village.owner)
                == .accepted
        )
        try village.hub.submit(want(832, 5, "2026-05-02", "2026-05-05"), by: village.owner)
        #expect(isDoubleBooked)
        #expect(reviews().count == 1)
        for id: UInt64 in [831, 832] {
            try village.hub.submit(
                Edit(
                    .stockReservation,
                    RowID(id),
                    set: ["withdrawnAt": .integer(Village.start)]
                ),
                by: village.owner
            )
        }
        #expect(!isDoubleBooked)
    }

    @Test func `equipment that leaves for good makes a reservation a question`() throws {
        try village.hub.submit(want(830, 8, "2026-05-01", "2026-05-03"), by: village.owner)
        #expect(!isDoubleBooked)
        try village.hub.submit(
            Edit(
                .stockMovement,
                RowID(822),
                set: [
                    "depotId": Self.depot.json, "item": "picker", "delta": -3, "reason": "lost",
                    "movedAt": .integer(Village.start),
                ]
            ),
            by: village.coordinator
        )
        #expect(isDoubleBooked)
    }

    private func fetch(_ id: UInt64, _ count: Int64, _ set: JSONObject) -> Edit {
        var all: JSONObject = [
            "depotId": Self.depot.json, "item": "picker", "delta": .integer(-count),
            "reason": "issue", "movedAt": .integer(Village.start),
        ]
        all.merge(set) { $1 }
        return Edit(.stockMovement, RowID(id), set: all)
    }

    @Test(arguments: ["taskId", "byPersonId"])
    func `what is fetched counts against its own reservation`(field: String) throws {
        let id = field == "taskId" ? Village.task : Village.kari
        let whose: JSONObject = [field: id.json]
        var wanted = want(830, 6, "2026-05-01", "2026-05-03")
        wanted.set.merge(whose) { $1 }
        #expect(try village.hub.submit(wanted, by: village.coordinator) == .accepted)
        try village.hub.submit(want(831, 4, "2026-05-02", "2026-05-03"), by: village.owner)
        #expect(
            try village.hub.submit(fetch(840, 6, whose), by: village.coordinator) == .accepted
        )
        #expect(!isDoubleBooked)
        #expect(reviews().isEmpty)
        // What somebody else takes is missing.
        try village.hub.submit(fetch(841, 1, [:]), by: village.coordinator)
        #expect(isDoubleBooked)
    }

    @Test func `once the days have passed the depot is double booked no more`() throws {
        try village.hub.submit(want(830, 6, "2026-05-01", "2026-05-03"), by: village.owner)
        try village.hub.submit(want(831, 5, "2026-05-03", "2026-05-05"), by: village.owner)
        #expect(isDoubleBooked)
        try village.hub.tick(at: Village.noon("2026-05-03"))
        #expect(isDoubleBooked)
        try village.hub.tick(at: Village.noon("2026-05-04"))
        #expect(!isDoubleBooked)
    }

    @Test func `the last day is not before the first`() throws {
        #expect(
            try village.hub.submit(want(830, 1, "2026-05-02", "2026-05-01"), by: village.owner)
                == .refused(["reservation.period"])
        )
    }
}
