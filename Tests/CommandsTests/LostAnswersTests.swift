import Coordination
import SyncCore
import SyncEngine
import Testing

@testable import Commands

/// Work whose answers no pull brings, or that the hub has lost with its disk.
struct LostAnswersTests {
    let folder: TestFolder
    let hub: TestHub
    let device: TestDevice

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
        device = try TestDevice("ane", role: "coordinator", hub, folder)
    }

    func makeTask(_ title: String, _ device: TestDevice? = nil) throws {
        _ = try (device ?? self.device).make("new", "task", "kind=cleanup", "title=\(title)")
    }

    func retire() throws {
        let text = try #require(try device.json("status")["device"]?.text)
        let id = try #require(RowID(text))
        try hub.service.write { try $0.retire(id) }
    }

    @Test func `a retired device hands its work in for the last time and says so`() throws {
        try makeTask("Rydding")
        try retire()
        let run = device.run("sync", "--language", "en")
        #expect(run.exit == 2)
        #expect(run.output.contains("This device was retired"))
        #expect(run.output.contains("The office has all its work"))
        #expect(run.output.contains("#1  held"))
        let outbox = try device.json("outbox")
        #expect(outbox["waiting"]?.array?.isEmpty == true)
        #expect(outbox["answered"]?.array?.first?["outcome"]?.text == "held")
        let again = try device.run("sync", "--json").json()
        #expect(again["retired"]?.bool == true)
        #expect(again["sent"]?.integer == 0)
    }

    @Test func `a retired device is told until when it may send`() throws {
        try retire()
        let before = device.run("sync")
        #expect(before.exit == 2)
        #expect(before.output.contains("may be sent once more, within a day"))
        #expect(try device.run("sync", "--json").json()["sendsUntil"]?.isNull == true)
        try makeTask("Rydding")
        let began = Environment.system.now()
        let told = try device.run("sync", "--json").json()
        let until = try #require(told["sendsUntil"]?.integer)
        #expect((0...60_000).contains(until - began - 86_400_000))
        let sentences = [
            "en": "It may send until ", "nb": "Den kan sende til ", "nn": "Ho kan sende til ",
        ]
        for (language, sentence) in sentences {
            let output = device.run("sync", "--language", language).output
            #expect(output.contains(sentence + TimeText.oslo(until) + "."), "\(output)")
        }
        let later = CommandEnvironment(
            engine: Environment(
                now: { Environment.system.now() + 2 * 86_400_000 },
                random: Environment.system.random
            ),
            connect: hub.environment.connect
        )
        let late = TestRun(["field", "sync", "--replica", device.file], environment: later)
        #expect(late.exit == 2)
        #expect(late.output.contains("It could send until \(TimeText.oslo(until))."))
    }

    @Test func `a retired device whose answer was lost hears of it the next time`() throws {
        try makeTask("Rydding")
        try retire()
        hub.set(.answersLost)
        #expect(device.run("sync").exit == 1)
        #expect(try device.json("status")["waiting"]?.integer == 1)
        hub.set(.none)
        #expect(device.run("sync").exit == 2)
        #expect(try device.json("status")["waiting"]?.integer == 0)
    }

    @Test func `watching ends when the device is retired`() throws {
        try retire()
        let run = device.run("sync", "--watch")
        #expect(run.exit == 2)
        #expect(run.output.contains("This device was retired"))
    }

    /// A hub restored from a backup that was made between the first and the second of three tasks.
    func restored() throws -> TestHub {
        try makeTask("En")
        #expect(device.run("sync").exit == 0)
        _ = try hub.service.backup(to: folder["copy.db"])
        try makeTask("To")
        try makeTask("Tre")
        #expect(device.run("sync").exit == 0)
        _ = try StoreBackup.restore(
            from: folder["copy.db"],
            to: folder["restored.db"],
            domain: try Coordination.domain(),
            environment: .system
        )
        return try TestHub(restored: folder["restored.db"], centre: hub.centre)
    }

    func titles(_ hub: TestHub) throws -> Set<String> {
        Set(try hub.service.read { try $0.rows("task") }.compactMap { $0["title"]?.text })
    }

    @Test func `a restored hub gets back what it had answered and lost`() throws {
        let hub = try restored()
        #expect(try titles(hub) == ["En"])
        let run = TestDevice(device, at: hub).run("sync")
        #expect(run.exit == 0, "\(run.errors)")
        #expect(run.output.contains("had lost 2 operations of this device; they were sent again"))
        #expect(try titles(hub) == ["En", "To", "Tre"])
        #expect(try device.json("status")["waiting"]?.integer == 0)
    }

    @Test func `a restored hub that meets new work first asks for the old, and gets it`() throws {
        let hub = try restored()
        let device = TestDevice(device, at: hub)
        try makeTask("Fire", device)
        let report = try device.json("sync")
        #expect(report["requeued"]?.integer == 2)
        #expect(report["waiting"]?.integer == 0)
        #expect(try titles(hub) == ["En", "To", "Tre", "Fire"])
        #expect(try device.json("sync")["requeued"]?.integer == 0)
    }
}
