import Coordination
import FieldClient
import SyncCore
import SyncEngine

/// One centre's part of a field day: its rows, its devices, and what they made.
final class FieldDayCentre {
    let id: RowID
    let plan: FieldDayPlan
    fileprivate(set) var devices: [FieldDayDevice] = []
    private(set) var tasks: [RowID] = []
    private(set) var shifts: [RowID] = []
    private(set) var segments: [RowID] = []
    private(set) var quays: [JSONValue] = []
    private(set) var cleaners: [RowID] = []

    init(_ id: RowID, _ plan: FieldDayPlan) {
        self.id = id
        self.plan = plan
    }

    /// When people start, after the beginning of the day.
    static let opens: Int64 = 2 * 3_600_000

    /// Writes what the office has prepared: zones and stretches, tasks with their shifts, people.
    func prepare(by office: FieldDayOffice, number: Int, newID: () -> RowID) throws {
        var edits: [Edit] = []
        let zones = (0..<FieldDayPlan.quays).map { _ in newID() }
        for (place, zone) in zones.enumerated() {
            let (east, north) = (5.0 + 0.05 * Double(place), 60.0 + 0.2 * Double(number))
            quays.append(["type": "Point", "coordinates": [.double(east), .double(north)]])
            edits.append(
                Edit(
                    .cleanupZone,
                    zone,
                    set: [
                        "centreId": id.json, "name": .string("Kai \(place + 1)"),
                        "mode": "self_organised", "status": "active",
                    ]
                )
            )
        }
        for action in 0..<plan.size.actions {
            let segment = newID()
            segments.append(segment)
            edits.append(
                Edit(
                    .segment,
                    segment,
                    set: [
                        "zoneId": zones[action % zones.count].json,
                        "name": .string("Strekning \(action + 1)"), "lengthM": 400,
                    ]
                )
            )
        }
        try office.write(edits)
        try office.write(people(newID))
        try office.write(work(zones, newID))
    }

    private func people(_ newID: () -> RowID) -> [Edit] {
        cleaners = (0..<plan.size.cleaners).map { _ in newID() }
        return cleaners.enumerated().flatMap { place, person in
            [
                Edit(.person, person, set: ["displayName": .string("Rydder \(place + 1)")]),
                Edit(
                    .centreMembership,
                    newID(),
                    set: ["personId": person.json, "centreId": id.json]
                ),
            ]
        }
    }

    /// The first cleaner of each leader's first action leads them all.
    private func work(_ zones: [RowID], _ newID: () -> RowID) -> [Edit] {
        var edits: [Edit] = []
        tasks = (0..<plan.size.actions).map { _ in newID() }
        shifts = tasks.map { _ in newID() }
        let starts = SimTime.start + Self.opens
        for (place, leader) in plan.leaders.enumerated() {
            for action in leader.actions {
                let ends = SimTime.start + Self.opens + action.ends
                let task: JSONObject = [
                    "centreId": id.json, "kind": "cleanup", "title": "Rydding",
                    "state": "published",
                    "zoneId": zones[action.quay].json, "startsAt": .integer(starts),
                    "endsAt": .integer(ends), "ownerPersonId": cleaners[place].json,
                    "isForFamilies": true,
                ]
                let segment = segments[action.number].description
                edits.append(
                    Edit(.task, tasks[action.number], set: task, add: ["segmentIds": [segment]])
                )
                edits.append(
                    Edit(
                        .shift,
                        shifts[action.number],
                        set: [
                            "taskId": tasks[action.number].json, "startsAt": .integer(starts),
                            "endsAt": .integer(ends), "slots": .integer(Int64(action.slots)),
                        ]
                    )
                )
            }
        }
        return edits
    }

    func join(_ hub: FieldDayHub, time: SimTime, seed: UInt64) throws {
        for place in plan.leaders.indices {
            let device = try FieldDayDevice(
                "leader-\(id)-\(place)",
                of: id,
                person: cleaners[place],
                at: hub,
                time: time,
                seed: seed
            )
            devices.append(device)
        }
    }

    /// The cleaners of an action: those who follow on those of the one before.
    func people(of action: FieldDayPlan.Action) -> ArraySlice<RowID> {
        let all = plan.leaders.flatMap(\.actions).sorted { $0.number < $1.number }
        let first = all.prefix(action.number).reduce(0) { $0 + $1.cleaners }
        return cleaners[first..<first + action.cleaners]
    }
}
