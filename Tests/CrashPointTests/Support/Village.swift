import SyncCore
import SyncEngine

/// A small centre: people, a zone, a task with a shift, and two coordinators with their devices.
enum Village {
    static let kari = RowID(high: 7, low: 101)
    static let ola = RowID(high: 7, low: 102)
    static let per = RowID(high: 7, low: 103)
    static let karisContact = RowID(high: 7, low: 111)
    static let zone = RowID(high: 7, low: 120)
    static let segment = RowID(high: 7, low: 121)
    static let task = RowID(high: 7, low: 130)
    static let shift = RowID(high: 7, low: 131)
    static let report = RowID(high: 7, low: 140)
    static let claim = RowID(high: 7, low: 141)
    static let days: Int64 = 86_400_000

    /// The centre with its rows, both devices joined and up to date.
    static func found(_ world: World) throws {
        try founding(world)
        try world.serving { service in
            let centre = try service.read { $0.identity.centre }
            for edits in rows(centre) {
                let outcome = try service.submit(edits)
                guard outcome.verdict == .applied else { throw Unexpected(outcome) }
            }
            for name in ["anne", "bo"] {
                try world.join(name, role: "coordinator", service)
                try world.sync(name, service)
            }
        }
    }

    /// Anne works offline; Bo works and syncs.
    static func part(_ world: World) throws {
        let anne = try world.replica("anne")
        for edits in workOfAnne(anne.identity.centre) { _ = try anne.make(edits) }
        let bo = try world.replica("bo")
        for edits in workOfBo() { _ = try bo.make(edits) }
        try world.serving { service in _ = try world.sync("bo", service) }
    }

    static func founding(_ world: World) throws {
        _ = try HubService.found(
            path: world.hubPath,
            centre: "Frivilligsentralen",
            municipality: "4205",
            domain: world.domain,
            environment: world.environment(world.hub, "hub")
        )
    }

    struct Unexpected: Error {
        let codes: [String]
        init(_ outcome: Outcome) { codes = outcome.findings.map(\.code) }
    }

    private static func rows(_ centre: RowID) -> [[Edit]] {
        let people = [kari, ola, per].enumerated().flatMap { place, person in
            [
                Edit("person", person, set: ["displayName": .string("Navn \(place)")]),
                Edit(
                    "centreMembership",
                    RowID(high: 7, low: 200 + UInt64(place)),
                    set: [
                        "personId": person.json, "centreId": centre.json, "source": "self",
                    ]
                ),
            ]
        }
        return [
            people,
            [
                Edit(
                    "personPrivate",
                    karisContact,
                    set: [
                        "personId": kari.json, "centreId": centre.json,
                        "emergencyContact": "Naboen",
                    ]
                )
            ],
            [
                Edit(
                    "cleanupZone",
                    zone,
                    set: [
                        "centreId": centre.json, "name": "Måkevika", "mode": "self_organised",
                    ]
                ),
                Edit("segment", segment, set: ["zoneId": zone.json, "name": "Øst for naustet"]),
            ],
            [
                Edit(
                    "task",
                    task,
                    set: [
                        "centreId": centre.json, "kind": "event", "title": "Rydding",
                        "state": "published",
                    ]
                ),
                Edit(
                    "shift",
                    shift,
                    set: [
                        "taskId": task.json, "startsAt": .integer(World.now + 10 * days),
                        "endsAt": .integer(World.now + 11 * days), "slots": 2,
                    ]
                ),
            ],
            [signup(RowID(high: 7, low: 301), kari)],
            [signup(RowID(high: 7, low: 302), ola)],
        ]
    }

    static func signup(_ id: RowID, _ person: RowID) -> Edit {
        Edit(
            "signup",
            id,
            set: ["shiftId": shift.json, "personId": person.json, "wish": "wants"]
        )
    }

    /// What Anne does offline: of her operations one each is merged, held and refused, the others applied.
    static func workOfAnne(_ centre: RowID) -> [[Edit]] {
        [
            [
                Edit(
                    "cleanupReport",
                    report,
                    set: [
                        "centreId": centre.json, "reportedAt": .integer(World.now),
                        "bagsFull": 5,
                    ]
                )
            ],
            [Edit("personPrivate", karisContact, set: ["emergencyContact": "Søsteren"])],
            [Edit("shift", shift, set: ["slots": 1])],
            [signup(RowID(high: 7, low: 303), per)],
            [Edit("task", task, set: ["title": "Rydding i Måkevika"])],
        ]
    }

    /// What Bo does and sends before her.
    static func workOfBo() -> [[Edit]] {
        [
            [Edit("personPrivate", karisContact, set: ["emergencyContact": "Broren"])],
            [signup(RowID(high: 7, low: 304), per)],
        ]
    }
}
