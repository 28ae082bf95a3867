import FaultDisk
import SyncCore
import SyncEngine
import Testing

/// The power of a field client goes at every write and sync: its work is kept, and goes out once.
@Suite struct FieldCrashTests {
    @Test func `work is made offline`() throws {
        var scenario = Scenario(name: "make", victim: .field) { world in
            try Village.found(world)
        } work: { world in
            let replica = try world.replica("anne")
            let centre = replica.identity.centre
            // She looks what is there and makes the rest again.
            for edits in Village.workOfAnne(centre).dropFirst(try replica.waitingCount()) {
                world.told.noteMade(try replica.make(edits), by: "anne")
            }
        }
        scenario.found = { world, place in
            let waiting = try world.replica("anne").waitingCount()
            #expect(waiting >= world.told.lastMade(by: "anne"), place)
        }
        try CrashRun(scenario).run(sample: 10)
    }

    @Test func `a sync sends work, settles it and shows the rest anew`() throws {
        let scenario = Scenario(name: "sync", victim: .field) { world in
            try Village.found(world)
            try Village.part(world)
        } work: { world in
            try world.serving { service in
                try world.sync("anne", service)
                try world.sync("bo", service)
            }
        }
        try CrashRun(scenario).run(sample: 12)
    }

    @Test func `a first pull comes in pages`() throws {
        let scenario = Scenario(name: "pages", victim: .field) { world in
            try Village.found(world)
            try world.serving { service in
                let centre = try service.read { $0.identity.centre }
                for place in UInt64(0)..<20 {
                    let zone = Edit(
                        "cleanupZone",
                        RowID(high: 7, low: 900 + place),
                        set: ["centreId": centre.json, "name": .string("Sone \(place)")]
                    )
                    _ = try service.submit([zone])
                }
            }
            try world.replica("anne").forgetCursor()
        } work: { world in
            try world.serving { service in
                try world.sync("anne", service, rowsPerPage: 4)
                try world.sync("bo", service)
            }
        }
        try CrashRun(scenario).run(sample: 12)
    }

    @Test func `a device joins`() throws {
        let scenario = Scenario(name: "join", victim: .field, devices: ["anne"]) { world in
            try Village.founding(world)
        } work: { world in
            try world.serving { service in
                try world.joinUnlessJoined("anne", service)
                try world.sync("anne", service)
            }
        }
        try CrashRun(scenario).run(sample: 10)
    }

    @Test func `a retired device hands in its work for the last time`() throws {
        let scenario = Scenario(name: "retired", victim: .field) { world in
            try Village.found(world)
            try Village.part(world)
            let device = try world.replica("anne").identity.device
            try world.serving { service in try service.write { try $0.retire(device) } }
        } work: { world in
            try world.serving { service in
                try world.sync("anne", service)
                try world.sync("bo", service)
            }
        }
        try CrashRun(scenario).run(sample: 8)
    }
}
