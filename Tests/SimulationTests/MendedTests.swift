import Simulation
import SyncCore
import Testing

/// What the simulator once found, in the few steps it came down to.
@Suite struct `mended faults` {
    @Test func `a first pull in pages comes to its end though the rows are half a year old`() {
        let places = ["zone-0", "zone-1", "zone-2", "zone-3"]
        let report = Simulation.run(
            Scenario(
                seed: 7,
                devices: [SimDeviceSpec(name: "anne", role: "public")],
                setup: places.map { name in
                    SimEdit(
                        kind: .new,
                        entity: "cleanupZone",
                        row: name,
                        set: ["centreId": "@centre", "name": "Vika", "mode": "unassigned"]
                    )
                },
                moments: [
                    SimMoment(
                        at: 190 * 86_400_000,
                        step: .make(
                            on: nil,
                            [
                                SimEdit(
                                    kind: .edit,
                                    entity: "cleanupZone",
                                    row: "zone-0",
                                    set: ["name": "Øst"]
                                )
                            ]
                        )
                    )
                ]
            )
        )
        #expect(report.failure == nil)
    }

    @Test func `work of a retired device about an erased person is told as cut`() {
        let signup = SimEdit(
            kind: .new,
            entity: "signup",
            row: "signup",
            set: ["shiftId": "@shift", "personId": "@kari", "wish": "wants"]
        )
        let report = Simulation.run(
            Scenario(
                seed: 1,
                devices: [SimDeviceSpec(name: "anne", role: "coordinator")],
                setup: [
                    SimEdit(
                        kind: .new,
                        entity: "person",
                        row: "kari",
                        set: ["displayName": "plant-kari-name"]
                    )
                ],
                moments: [
                    SimMoment(at: 1, step: .make(on: "anne", [signup])),
                    SimMoment(at: 2, step: .erase("kari")),
                    SimMoment(at: 3, step: .end("anne", .retire)),
                ]
            )
        )
        #expect(report.failure == nil)
    }
}
