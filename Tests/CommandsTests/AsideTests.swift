import Coordination
import Foundation
import Storage
import SyncCore
import SyncEngine
import Testing

/// Damaged files that a rescue put aside, and persons who are erased after that.
struct AsideTests {
    let folder: TestFolder
    let hub: TestHub
    private let kari = Environment.system.newID()
    private let ola = Environment.system.newID()

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
        for (id, name) in [(kari, "Kari Zqforgett"), (ola, "Ola Zqstandar")] {
            try hub.office(
                Edit(.person, id, set: ["displayName": .string(name)]),
                Edit(
                    .centreMembership,
                    hub.newID(),
                    set: ["personId": id.json, "centreId": hub.centre.json, "source": "self"]
                )
            )
        }
    }

    private func erase(_ person: RowID) throws {
        let token = try hub.service.read { try $0.erasurePlan(person) }.token
        try hub.service.write { try $0.erase(person, confirm: token) }
    }

    /// A device whose file went bad and was rescued; the damaged file has both persons.
    private func rescued() throws -> TestDevice {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        try Damage.page(of: "outbox", in: device.file)
        #expect(device.run("rescue").exit < 2)
        #expect(try asideFiles().count == 1)
        return device
    }

    private func asideFiles() throws -> [String] {
        folder.names.filter { $0.contains(".damaged-") }
    }

    @Test func `a damaged file put aside goes when somebody who stands in it is erased`() throws {
        let device = try rescued()
        let name = try #require(try asideFiles().first)
        let words = try Data(contentsOf: URL(filePath: folder[name]))
        #expect(words.range(of: Data("Zqforgett".utf8)) != nil, "the test can fail")
        #expect(device.run("sync").exit == 0)
        #expect(try asideFiles() == [name], "nobody was erased, so it stays")
        try erase(kari)
        let sync = try device.json("sync")
        #expect(sync["asideRemoved"] == [.string(name)])
        #expect(try asideFiles() == [])
        #expect(try device.json("sync")["asideRemoved"] == [])
    }

    @Test func `who was erased before the store went bad takes no file along`() throws {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        try erase(kari)
        #expect(device.run("sync").exit == 0)
        try Damage.page(of: "outbox", in: device.file)
        #expect(device.run("rescue").exit < 2)
        // The first state after the rescue has the tombstone; the damaged file had it, too.
        #expect(device.run("sync").exit == 0)
        #expect(try asideFiles().count == 1)
        try erase(ola)
        #expect(device.run("sync").exit == 0)
        #expect(try asideFiles() == [])
    }

    @Test func `who was erased between the last sync and the rescue takes the file along`() throws {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        try erase(kari)
        try Damage.page(of: "outbox", in: device.file)
        #expect(device.run("rescue").exit < 2)
        #expect(try asideFiles().count == 1)
        #expect(device.run("sync").exit == 0)
        #expect(try asideFiles() == [])
    }

    @Test func `the files of several rescues go together, and a revoked device's go with its rows`()
        throws
    {
        let device = try rescued()
        #expect(device.run("sync").exit == 0)
        // Two in one second have different names.
        try Damage.page(of: "outbox", in: device.file)
        #expect(device.run("rescue").exit < 2)
        #expect(try asideFiles().count == 2)
        let id = try #require(try device.json("status")["device"]?.text.flatMap { RowID($0) })
        try hub.service.write { try $0.revoke(id, isLost: true) }
        #expect(device.run("sync").exit == 2)
        #expect(try asideFiles() == [])
    }

    @Test func `only a file beside the store is ever removed`() throws {
        let device = try rescued()
        let strange = folder["strange.txt"]
        try Data("mine".utf8).write(to: URL(filePath: strange))
        let sub = folder["sub"]
        try FileManager.default.createDirectory(atPath: sub, withIntermediateDirectories: true)
        let inner = sub + "/inner.txt"
        defer { try? FileManager.default.removeItem(atPath: sub) }
        try Data("mine".utf8).write(to: URL(filePath: inner))
        do {
            let store = try Connection(path: device.file, mode: .readWrite)
            try store.run(
                "UPDATE meta SET value = value || ?1 WHERE name = 'aside'",
                "\nsub/inner.txt\n../strange.txt"
            )
        }
        try erase(kari)
        #expect(device.run("sync").exit == 0)
        #expect(try asideFiles() == [])
        #expect(FileManager.default.fileExists(atPath: inner))
        #expect(FileManager.default.fileExists(atPath: strange))
    }

    @Test func `one sync is enough for the certificate of an erasure`() throws {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        try erase(kari)
        let waiting = try hub.service.read { try $0.certificate(kari) }.replicas
        #expect(waiting.map(\.name) == ["ane"])
        #expect(waiting.map(\.state) == [.waits])
        #expect(device.run("sync").exit == 0)
        #expect(try hub.service.read { try $0.certificate(kari) }.replicas == [])
    }
}
