import FaultDisk
import Storage
import SyncCore
import SyncEngine
import Testing

/// The power goes while stores are copied, restored or brought up to date.
@Suite struct CopyCrashTests {
    /// A copy that has its name is whole, whenever the power went.
    private static func inspectCopy(_ world: World, _ place: Comment) throws {
        let path = world.scratch.file("copy.db")
        guard world.hub.disk.files.kind(path) != nil else { return }
        let copy = try HubService.connection(path, .readOnly, on: world.hub.disk)
        #expect(try copy.integrityProblems().isEmpty, place)
        #expect(try copy.first("SELECT count(*) FROM operation") { $0.int(0) } ?? 0 > 1, place)
    }

    private static func areUpToDate(_ world: World) throws -> Bool {
        let hub = try HubService.connection(world.hubPath, .readOnly, on: world.hub.disk)
        return try StoreKind.hub.migrator.isUpToDate(hub)
            && ["anne", "bo"].allSatisfy { name in
                try StoreKind.replica.migrator.isUpToDate(try world.fieldStore(name))
            }
    }

    @Test func `a backup is taken and replaces an older one`() throws {
        let scenario = Scenario(name: "backup") { world in
            try Village.found(world)
            try world.serving { service in
                _ = try service.backup(to: world.scratch.file("copy.db"))
                _ = try service.submit([
                    Edit("task", Village.task, set: ["title": "Rydding i Måkevika"])
                ])
            }
        } work: { world in
            try world.serving { service in
                _ = try service.backup(to: world.scratch.file("copy.db"))
            }
        } found: { world, place in
            try Self.inspectCopy(world, place)
            #expect(world.hub.disk.files.kind(world.scratch.file("copy.db")) != nil, place)
        } ended: { world in
            try Self.inspectCopy(world, "in the end")
            #expect(
                world.hub.disk.files.kind(world.scratch.file("copy.db.partial")) == nil,
                "what was begun is left behind"
            )
        }
        try CrashRun(scenario).run(sample: 8)
    }

    @Test func `a hub is restored, and its devices send again what the backup lacks`() throws {
        let scenario = Scenario(name: "restore") { world in
            try Village.found(world)
            try world.serving { service in
                _ = try service.backup(to: world.scratch.file("copy.db"))
            }
            try Village.part(world)
            try world.serving { service in _ = try world.sync("anne", service) }
            world.hubName = "restored.db"
        } work: { world in
            if world.hub.disk.files.kind(world.hubPath) == nil {
                _ = try StoreBackup.restore(
                    from: world.scratch.file("copy.db"),
                    to: world.hubPath,
                    domain: world.domain,
                    environment: world.environment(world.hub, "hub")
                )
            }
            try world.serving { service in
                try world.sync("bo", service)
                try world.sync("anne", service)
                try world.sync("bo", service)
            }
        }
        try CrashRun(scenario).run(sample: 10)
    }

    @Test func `a hub is restored in its place, and its ledger knows more than the backup`() throws
    {
        let scenario = Scenario(name: "restore and ledger") { world in
            try Village.found(world)
            try world.serving { service in
                _ = try service.backup(to: world.scratch.file("copy.db"))
                _ = try service.submit([Edit("person", Village.kari, set: ["erased": true])])
            }
            try Village.part(world)
            try world.serving { service in _ = try world.sync("anne", service) }
            // The disk is lost, and the ledger is what was saved of it.
            world.hub.disk.files.removeStore(world.hubPath)
            // What was answered on the lost timeline is answered anew.
            world.told = Told()
        } work: { world in
            if world.hub.disk.files.kind(world.hubPath) == nil {
                let restored = try StoreBackup.restore(
                    from: world.scratch.file("copy.db"),
                    to: world.hubPath,
                    domain: world.domain,
                    environment: world.environment(world.hub, "hub")
                )
                #expect(restored.applied > 0)
            }
            try world.serving { service in
                try world.sync("bo", service)
                try world.sync("anne", service)
                try world.sync("bo", service)
            }
        } ended: { world in
            let kari = try world.serving { try $0.read { try $0.row(Village.kari) } }
            #expect(kari?.isErased == true)
        }
        try CrashRun(scenario).run(sample: 8)
    }

    @Test func `stores of the first version are brought up to date`() throws {
        for victim in [Scenario.Victim.hub, .field] {
            let scenario = Scenario(name: "migration of the \(victim)", victim: victim) { world in
                try Village.found(world)
                try Village.part(world)
                try FirstVersion.step(back: world.hubPath, .hub, on: world.hub.disk)
                for name in ["anne", "bo"] {
                    try FirstVersion.step(
                        back: world.fieldPath(name),
                        .replica,
                        on: world.field.disk
                    )
                }
                let isMigrated = try Self.areUpToDate(world)
                #expect(!isMigrated)
            } work: { world in
                try world.serving { service in
                    try world.sync("anne", service)
                    try world.sync("bo", service)
                }
            } ended: { world in
                let isMigrated = try Self.areUpToDate(world)
                #expect(isMigrated)
            }
            try CrashRun(scenario).run(sample: 6)
        }
    }
}
