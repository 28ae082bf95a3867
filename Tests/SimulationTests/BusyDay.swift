import Simulation
import SyncCore

/// A day on which everything happens once that a fault could show itself in.
enum BusyDay {
    static let scenario = Scenario(
        seed: 1,
        devices: [
            SimDeviceSpec(name: "anne", role: "coordinator"),
            SimDeviceSpec(name: "bo", role: "coordinator"),
            SimDeviceSpec(name: "kari-phone", role: "volunteer", person: "kari"),
        ],
        setup: [
            new(
                "cleanupZone",
                "zone",
                ["centreId": "@centre", "name": "Vika", "mode": "unassigned"]
            ),
            new(
                "organisation",
                "operator",
                ["centreId": "@centre", "name": "Drift", "kind": "operator"]
            ),
            new("segment", "segment", ["zoneId": "@zone"]),
            new(
                "task",
                "task",
                ["centreId": "@centre", "kind": "event", "title": "T", "state": "draft"]
            ),
            new(
                "shift",
                "shift",
                ["taskId": "@task", "startsAt": "T+9000s", "endsAt": "T+9900s", "slots": 1]
            ),
        ] + person("kari") + person("ola") + person("pia"),
        moments: moments
    )

    private static var moments: [SimMoment] {
        let steps: [SimStep] = [
            make("anne", edit("cleanupZone", "zone", ["name": "Vest"])),
            make("bo", edit("cleanupZone", "zone", mode("joint"))),
            .sync("anne", rowsPerPage: 2, [.loseAnswer]), sync("anne"), sync("bo"),
            make("anne", signup("one", "ola")), sync("anne"), sync("bo"),
            make("bo", signup("two", "pia")), sync("bo"), sync("anne"),
            make("anne", claim("first")), sync("anne"), make("bo", claim("second")), sync("bo"),
            make("anne", edit("personPrivate", "kari-private", ["photoChoice": "no"])),
            sync("anne"),
            make("bo", edit("task", "task", ["state": "published"])), sync("bo"), sync("anne"),
            make("anne", edit("cleanupZone", "zone", mode("professional"))),
            make("bo", edit("cleanupZone", "zone", mode("no_cleanup"))), sync("anne"), sync("bo"),
            make("anne", edit("shift", "shift", ["slots": 0])), sync("anne"), .erase("ola"),
        ]
        return steps.enumerated().map { place, step in
            SimMoment(at: Int64(place) * 60_000, step: step)
        }
    }

    private static func new(
        _ entity: EntityName,
        _ row: String,
        _ set: JSONObject
    ) -> SimEdit {
        SimEdit(kind: .new, entity: entity, row: row, set: set)
    }

    private static func edit(
        _ entity: EntityName,
        _ row: String,
        _ set: JSONObject
    ) -> SimEdit {
        SimEdit(kind: .edit, entity: entity, row: row, set: set)
    }

    private static func person(_ name: String) -> [SimEdit] {
        let about: JSONObject = ["personId": .string("@\(name)"), "centreId": "@centre"]
        return [
            new("person", name, ["displayName": .string("plant-\(name)-name")]),
            new("centreMembership", "\(name)-member", about),
            new("personPrivate", "\(name)-private", about.merging(["photoChoice": "ask"]) { $1 }),
        ]
    }

    private static func make(_ device: String, _ edit: SimEdit) -> SimStep {
        .make(on: device, [edit])
    }

    private static func sync(_ device: String) -> SimStep { .sync(device, rowsPerPage: 2000, []) }

    private static func mode(_ mode: String) -> JSONObject {
        [
            "mode": .string(mode), "modeReason": "R", "modeFrom": .null, "modeTo": .null,
            "operatorId": "@operator",
        ]
    }

    private static func signup(_ row: String, _ person: String) -> SimEdit {
        new(
            "signup",
            row,
            ["shiftId": "@shift", "personId": .string("@\(person)"), "wish": "wants"]
        )
    }

    private static func claim(_ row: String) -> SimEdit {
        new(
            "claim",
            row,
            ["segmentId": "@segment", "byName": "G", "fromAt": "T+0s", "expiresAt": "T+90000s"]
        )
    }
}
