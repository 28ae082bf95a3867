import FaultDisk
import SyncCore
import SyncEngine
import Testing

/// The power of the hub goes at every write and sync: nothing acknowledged is lost or done twice.
@Suite struct HubCrashTests {
    @Test(arguments: [true, false])
    func `a push of which some is merged, some held and some refused`(isPowersafe: Bool) throws {
        var scenario = Scenario(name: "push") { world in
            try Village.found(world)
            try Village.part(world)
        } work: { world in
            try world.serving { service in
                try world.sync("anne", service)
                try world.sync("bo", service)
            }
        }
        scenario.isPowersafe = isPowersafe
        scenario.ended = { world in
            let verdicts = Set(world.told.all.map(\.outcome.verdict))
            #expect(verdicts == Set(Verdict.allCases), "not all kinds of outcome are tried")
        }
        try CrashRun(scenario).run(sample: isPowersafe ? 12 : 4)
    }

    @Test func `the founding of a hub`() throws {
        var scenario = Scenario(name: "founding") { _ in
        } work: { world in
            // The ids of a second attempt are the first's, so that the outcomes can be compared.
            world.life = 1
            do { try Village.founding(world) } catch let error as SyncError {
                guard error.code == "store.founded" else { throw error }
            }
            // The first start makes up for a ledger that the founding did not come to.
            try world.serving { _ in }
        }
        scenario.devices = []
        try CrashRun(scenario).run(sample: 12)
    }

    @Test func `the enrolment of a device`() throws {
        let scenario = Scenario(name: "enrolment", devices: ["anne"]) { world in
            try Village.founding(world)
        } work: { world in
            try world.serving { service in
                try world.joinUnlessJoined("anne", service)
                try world.sync("anne", service)
            }
        }
        try CrashRun(scenario).run(sample: 8)
    }

    @Test func `the erasure of a person whom unsent work speaks of`() throws {
        let scenario = Scenario(name: "erasure") { world in
            try Village.found(world)
            try Village.part(world)
        } work: { world in
            try world.serving { service in
                if try service.read({ try $0.row(Village.kari)?.isErased }) != true {
                    _ = try service.submit([
                        Edit("person", Village.kari, set: ["erased": true])
                    ])
                }
                try world.sync("anne", service)
                try world.sync("bo", service)
            }
        } ended: { world in
            try world.serving { service in
                let contact = try service.read { try $0.row(Village.karisContact) }
                #expect(contact?.isErased == true)
            }
        }
        try CrashRun(scenario).run(sample: 10)
    }

    @Test func `time passing, and decisions of the office`() throws {
        let scenario = Scenario(name: "office") { world in
            try Village.found(world)
            try Village.part(world)
            try world.serving { service in _ = try world.sync("anne", service) }
        } work: { world in
            try world.serving { service in
                _ = try service.write { try $0.tick() }
                for item in try service.read({ try $0.rows("reviewItem") })
                where item["state"]?.text == "open" {
                    let choice: JSONValue = (item["unit"]?.text ?? "").isEmpty ? "reject" : "keep"
                    let outcome = try service.submit([
                        Edit("reviewItem", item.id, set: ["decision": choice])
                    ])
                    #expect(outcome.verdict == .applied)
                }
                try world.sync("anne", service)
                try world.sync("bo", service)
            }
        }
        try CrashRun(scenario).run(sample: 8)
    }
}
