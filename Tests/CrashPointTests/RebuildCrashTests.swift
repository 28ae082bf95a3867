import FaultDisk
import FieldClient
import Storage
import SyncCore
import SyncEngine
import Testing

/// The power of a field client goes while its store heals or is built anew: its outbox is kept, and goes out once.
@Suite struct RebuildCrashTests {
    private static func zones(_ world: World) throws {
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
            try world.sync("anne", service)
        }
        try Village.part(world)
    }

    private static func sync(_ world: inout World) throws {
        try world.serving { service in
            try world.sync("anne", service, rowsPerPage: 4)
            try world.sync("bo", service)
        }
    }

    /// What Anne's next sync comes to, tried on a copy.
    private static func trial(_ world: World) throws -> SyncReport {
        let copy = world.copy()
        return try copy.serving { try copy.sync("anne", $0, rowsPerPage: 4) }
    }

    /// A row is missing, and the sums say that something is.
    private static func damage(_ world: World) throws {
        try world.fieldStore("anne").execute(
            """
            UPDATE scope_sum SET sum = sum + 1;
            DELETE FROM state WHERE row = (SELECT max(row) FROM state)
            """
        )
    }

    @Test func `a store heals by bucket`() throws {
        let scenario = Scenario(name: "repair", victim: .field) { world in
            try Self.zones(world)
            try Self.damage(world)
            let report = try Self.trial(world)
            #expect(report.repairs > 0)
            #expect(report.rebuilds == 0)
        } work: { world in
            try Self.sync(&world)
        }
        try CrashRun(scenario).run(sample: 10)
    }

    @Test func `a store that does not heal is built anew`() throws {
        let scenario = Scenario(name: "rebuild", victim: .field) { world in
            try Self.zones(world)
            try Self.damage(world)
            // It has asked for what differs as often as it may.
            try world.fieldStore("anne").execute("INSERT INTO meta VALUES ('repairs', '16')")
            #expect(try Self.trial(world).rebuilds == 1)
        } work: { world in
            try Self.sync(&world)
        }
        try CrashRun(scenario).run(sample: 10)
    }

    @Test func `a device that was away too long is built anew`() throws {
        let scenario = Scenario(name: "absence", victim: .field) { world in
            try Self.zones(world)
            world.time += 200 * Village.days
            #expect(try Self.trial(world).rows > 20)
        } work: { world in
            try Self.sync(&world)
        }
        try CrashRun(scenario).run(sample: 8)
    }

    @Test func `a device that a restored hub does not know joins again`() throws {
        var scenario = Scenario(name: "rejoin", victim: .field) { world in
            try Village.found(world)
            // Another process draws other codes.
            world.life += 1
            try world.serving { service in
                _ = try service.backup(to: world.scratch.file("copy.db"))
                try world.join("cia", role: "coordinator", service)
                try world.sync("cia", service)
                // One of hers was answered, and one waits.
                let cia = try world.replica("cia")
                _ = try cia.make(Self.report(150, cia.identity.centre))
                try world.sync("cia", service)
                _ = try cia.make(Self.report(151, cia.identity.centre))
            }
            world.hub.disk.files.removeStore(world.hubPath)
            _ = try StoreBackup.restore(
                from: world.scratch.file("copy.db"),
                to: world.hubPath,
                domain: world.domain,
                environment: world.environment(world.hub, "hub")
            )
            // What was answered on the lost timeline is answered anew.
            world.told = Told()
        } work: { world in
            try world.serving { service in
                try world.rejoinIfUnknown("cia", service)
                for name in ["cia", "anne", "bo"] { try world.sync(name, service) }
            }
        } ended: { world in
            let rows = try world.serving { service in
                try service.read { try $0.rows("cleanupReport").map(\.id.low) }
            }
            #expect(rows.sorted() == [150, 151])
        }
        scenario.devices = ["anne", "bo", "cia"]
        scenario.mayJoinTwice = true
        try CrashRun(scenario).run(sample: 10)
    }

    private static func report(_ number: UInt64, _ centre: RowID) -> [Edit] {
        [
            Edit(
                "cleanupReport",
                RowID(high: 7, low: number),
                set: [
                    "centreId": centre.json, "reportedAt": .integer(World.now), "bagsFull": 5,
                ]
            )
        ]
    }
}
