import Coordination
import SyncCore
import SyncEngine

/// What the devices of a field day made, as they know it themselves: what the hub is held to.
struct FieldDayBook {
    /// Grams of each report that counts, and whether it was of a late device.
    var reports: [RowID: (grams: Int64, isLate: Bool)] = [:]
    /// Reports that were corrected: kept, and not counted.
    var corrected: Set<RowID> = []
    /// Full and half bags of each deposit.
    var deposits: [RowID: (full: Int64, half: Int64)] = [:]
    var claims: [RowID: RowID] = [:]
    var signups: [RowID: RowID] = [:]
}

/// The work of one leader, written on her device without coverage.
struct FieldDayWork {
    let centre: FieldDayCentre
    let device: FieldDayDevice
    let leader: FieldDayPlan.Leader
    let time: SimTime

    /// Before the day: people sign up with her, and she takes the stretches.
    func prepare(_ book: inout FieldDayBook) throws {
        for action in leader.actions {
            for person in centre.people(of: action) {
                let signup = device.environment.newID()
                book.signups[signup] = centre.shifts[action.number]
                try make(
                    .signup,
                    signup,
                    [
                        "shiftId": centre.shifts[action.number].json, "personId": person.json,
                        "wish": "wants", "wishedAt": .integer(time.now),
                    ]
                )
            }
            for number in [action.number] + [action.contests].compactMap({ $0 }) {
                try claim(action, centre.segments[number], &book)
            }
        }
    }

    private func claim(
        _ action: FieldDayPlan.Action,
        _ segment: RowID,
        _ book: inout FieldDayBook
    ) throws {
        let claim = device.environment.newID()
        book.claims[claim] = segment
        try make(
            .claim,
            claim,
            [
                "segmentId": segment.json, "byName": .string("Lag \(action.number + 1)"),
                "personId": device.person.json, "taskId": centre.tasks[action.number].json,
                "fromAt": .integer(time.now), "expiresAt": .integer(time.now + 5 * 86_400_000),
            ]
        )
    }

    /// After the work: a report of each action, its bags at a quay; now and then the report once more, put right.
    func report(_ book: inout FieldDayBook) throws {
        for action in leader.actions {
            let first = device.environment.newID()
            try report(action, first, replaces: nil)
            var counts = first
            if action.isCorrected {
                counts = device.environment.newID()
                try report(action, counts, replaces: first)
                book.corrected.insert(first)
            }
            let estimate = 10_000 * action.bagsFull + 5000 * action.bagsHalf
            book.reports[counts] = (action.weighed ?? estimate, leader.isLate)
            try deposit(action, of: counts, &book)
        }
    }

    private func report(
        _ action: FieldDayPlan.Action,
        _ id: RowID,
        replaces: RowID?
    ) throws {
        var set: JSONObject = [
            "centreId": centre.id.json, "taskId": centre.tasks[action.number].json,
            "adults": .integer(Int64(action.cleaners) - action.minors),
            "minors": .integer(action.minors), "minutes": .integer(action.ends / 60_000),
            "bagsFull": .integer(action.bagsFull), "bagsHalf": .integer(action.bagsHalf),
            "reportedAt": .integer(time.now), "reportedById": device.person.json,
            "segmentIds": [centre.segments[action.number].json],
        ]
        set["weightG"] = action.weighed.map { .integer($0) }
        set["replaces"] = replaces?.json
        try make(.cleanupReport, id, set)
    }

    private func deposit(
        _ action: FieldDayPlan.Action,
        of report: RowID,
        _ book: inout FieldDayBook
    ) throws {
        let id = device.environment.newID()
        book.deposits[id] = (action.bagsFull, action.bagsHalf)
        try make(
            .wasteDeposit,
            id,
            [
                "centreId": centre.id.json, "taskId": centre.tasks[action.number].json,
                "reportId": report.json, "point": centre.quays[action.quay],
                "bagsFull": .integer(action.bagsFull), "bagsHalf": .integer(action.bagsHalf),
                "depositedAt": .integer(time.now), "reportedById": device.person.json,
            ]
        )
    }

    private func make(_ entity: EntityName, _ id: RowID, _ set: JSONObject) throws {
        _ = try device.replica.make([Edit(entity, id, set: set)])
    }
}
