import FaultDisk
import SyncCore
import SyncEngine
import Testing

/// The power goes while the hub forgets what nobody needs any more: nobody ends up otherwise for it.
@Suite struct CompactionCrashTests {
    /// A hub a good year later, with something of each kind to forget.
    static func prepare(_ world: inout World) throws {
        try Village.found(world)
        try world.serving { service in
            for number in 1...30 {
                try submit(
                    service,
                    Edit(
                        "personPrivate",
                        Village.karisContact,
                        set: ["note": .string("Ringte \(number) ganger")]
                    )
                )
            }
            // It is public no more, which leaves a mark; and a step of compacting looks at a hundred rows.
            for status in ["active", "retired"] {
                let status = JSONValue.string(status)
                try submit(service, Edit("cleanupZone", Village.zone, set: ["status": status]))
            }
            let centre = try service.read { $0.identity.centre }
            let reports = (UInt64(0)..<110).map { place in
                Edit(
                    "litterReport",
                    RowID(high: 7, low: 1000 + place),
                    set: [
                        "centreId": centre.json, "amount": "bagful", "seenAt": .integer(World.now),
                    ]
                )
            }
            _ = try service.submit(reports)
        }
        try Village.part(world)
        try world.serving { service in
            try world.sync("anne", service)
            _ = try service.backup(to: world.scratch.file("copy.db"))
        }
        world.time += 400 * Village.days
    }

    private static func submit(_ service: HubService, _ edit: Edit) throws {
        let outcome = try service.submit([edit])
        guard outcome.verdict == .applied else { throw Village.Unexpected(outcome) }
    }

    /// In steps, as a serving hub does it; a round that was cut is gone on with.
    static func compact(_ service: HubService) throws {
        while try service.compactIfDue(steps: 1) {}
    }

    @Test func `old history, marks and bytes are forgotten`() throws {
        let scenario = Scenario(name: "compaction") { world in
            try Self.prepare(&world)
            let preview = try world.serving { try $0.read { try $0.compactionPreview() } }
            #expect(preview.leaveMarks > 0)
            #expect(preview.digests > 0)
            #expect(preview.operations > 0)
            #expect(preview.entries > 20)
        } work: { world in
            try world.serving { service in
                try Self.compact(service)
                try world.sync("anne", service)
                try world.sync("bo", service)
            }
        } ended: { world in
            let left = try world.serving { try $0.read { try $0.compactionPreview() } }
            #expect(left == CompactionReport())
        }
        try CrashRun(scenario).run(sample: 10)
    }
}
