import Foundation
import Storage
import SyncCore
import SyncEngine
import Testing

@testable import Commands

struct OfflineTests {
    let folder: TestFolder
    let hub: TestHub
    let device: TestDevice

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
        device = try TestDevice("ane", role: "coordinator", hub, folder)
    }

    func makeTasks(_ count: Int) throws {
        for number in 1...count {
            _ = try device.make("new", "task", "kind=cleanup", "title=Oppgave \(number)")
        }
    }

    func tasksAtHub() throws -> Int { try hub.service.read { try $0.rows("task").count } }

    @Test func `a hub that is away leaves a warning and everything kept`() throws {
        try makeTasks(2)
        hub.set(.down)
        let run = device.run("sync")
        #expect(run.exit == 1)
        #expect(run.errors.contains("2 operations wait"))
        let json = try device.run("sync", "--json").json()
        #expect(json["waiting"]?.integer == 2)
        #expect(json["error"]?["code"]?.text == "network.unreachable")
        hub.set(.none)
        #expect(device.run("sync").exit == 0)
        #expect(try tasksAtHub() == 2)
    }

    @Test func `a lost answer makes nothing twice`() throws {
        try makeTasks(3)
        hub.set(.answersLost)
        #expect(device.run("sync").exit == 1)
        #expect(try tasksAtHub() == 3)
        #expect(try device.json("status")["waiting"]?.integer == 3)
        hub.set(.none)
        let report = try device.json("sync")
        #expect(report["sent"]?.integer == 3)
        #expect(
            report["answered"]?.array?.compactMap { $0["outcome"]?.text } == [
                "applied", "applied", "applied",
            ]
        )
        #expect(try tasksAtHub() == 3)
    }

    @Test func `a cut pull is asked for again, and given up for now when it stays cut`() throws {
        try makeTasks(1)
        hub.set(.cutPulls(2))
        #expect(device.run("sync").exit == 0)
        try makeTasks(1)
        hub.set(.cutPulls(99))
        let run = device.run("sync")
        #expect(run.exit == 3)
        #expect(run.errors.contains("[pull.cut]"))
        hub.set(.none)
        #expect(device.run("sync").exit == 0)
        #expect(try device.json("status")["waiting"]?.integer == 0)
    }

    @Test func `a push the hub finds too large goes in smaller ones`() throws {
        try makeTasks(7)
        hub.set(.atMost(2))
        #expect(try device.json("sync")["sent"]?.integer == 7)
        #expect(try tasksAtHub() == 7)
    }

    @Test func `a gap is gone on from where the hub stands`() throws {
        try makeTasks(3)
        hub.set(.gapAfterFirst)
        #expect(try device.json("sync")["sent"]?.integer == 3)
        #expect(try tasksAtHub() == 3)
    }

    @Test func `a hub that asks for what is gone is told to the office, and the work stays`() throws
    {
        try makeTasks(1)
        #expect(device.run("sync").exit == 0)
        try makeTasks(1)
        hub.set(.forgot)
        let run = device.run("sync")
        #expect(run.exit == 3)
        #expect(run.errors.contains("[push.gap]"))
        // What had been answered waits again: the hub does not have it.
        #expect(try device.json("status")["waiting"]?.integer == 2)
    }

    @Test(arguments: [
        (#""applied""#, #""postponed""#, "outcome.malformed"),
        (#""expected""#, #""unexpected""#, "push.answer_cut"), ("{", "<", "json.invalid"),
    ])
    func `an answer that makes no sense is told as such, and all is kept`(
        word: String,
        other: String,
        code: String
    ) throws {
        try makeTasks(2)
        hub.set(
            .twisted { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                return Array(text.replacingOccurrences(of: word, with: other).utf8)
            }
        )
        let run = device.run("sync", "--json")
        #expect(run.exit == 3, "\(run.errors)")
        #expect(try run.json()["error"]?["code"]?.text == code)
        #expect(run.errors.contains("2 operations wait"))
        hub.set(.none)
        #expect(device.run("sync").exit == 0)
        #expect(try tasksAtHub() == 2)
    }

    @Test func `a page with a word of another version is told as such, and the cursor stays`()
        throws
    {
        try makeTasks(1)
        #expect(device.run("sync").exit == 0)
        let before = try device.json("status")["seq"]
        try hub.office(
            Edit("task", hub.newID(), set: ["kind": "cleanup", "title": "Ny", "state": "draft"])
        )
        hub.set(
            .twisted { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                return Array(text.replacingOccurrences(of: #"{"end""#, with: #"{"news""#).utf8)
            }
        )
        let run = device.run("sync")
        #expect(run.exit == 3)
        #expect(run.errors.contains("[pull.malformed]"))
        #expect(try device.json("status")["seq"] == before)
        hub.set(.none)
        #expect(device.run("sync").exit == 0)
    }

    @Test func `a damaged store fetches what is damaged and keeps its work`() throws {
        try makeTasks(2)
        #expect(device.run("sync").exit == 0)
        try damage(device.file)
        try makeTasks(1)
        let report = try device.json("sync")
        #expect(report["rebuilds"]?.integer == 0)
        #expect(report["repairs"]?.integer == 2)
        #expect(try device.json("list", "task").array?.count == 3)
        #expect(try device.json("sync")["repairs"]?.integer == 0)
    }

    /// Takes a row and its sum away, as a fault in the store would.
    private func damage(_ file: String) throws {
        var options = Connection.Options()
        options.applicationID = StoreKind.replica.applicationID
        let store = try Connection(path: file, mode: .readWrite, options: options)
        try store.run("UPDATE scope_sum SET sum = ~sum")
        try store.run("DELETE FROM state WHERE row = (SELECT max(row) FROM state)")
    }

    @Test func `a copied store is found out and keeps its work`() throws {
        let copy = TestDevice(copy: folder["copy.db"], of: device)
        try copyFile(device.file, copy.file)
        try makeTasks(1)
        #expect(device.run("sync").exit == 0)
        _ = try copy.make("new", "task", "kind=cleanup", "title=En annen")
        let run = copy.run("sync")
        #expect(run.exit == 0, "\(run.errors)")
        #expect(run.output.contains("goes on under new numbers"))
        #expect(try copy.json("status")["waiting"]?.integer == 0)
        try makeTasks(1)
        #expect(try device.json("sync")["renumbered"]?.bool == false)
        #expect(try copy.json("sync")["renumbered"]?.bool == false)
        #expect(try copy.json("list", "task").array?.count == 3)
        #expect(try tasksAtHub() == 3)
    }

    private func copyFile(_ from: String, _ to: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: from))
        try bytes.write(to: URL(filePath: to))
    }

    @Test func `the answers are read in the reader's language`() throws {
        let volunteer = try TestDevice("bo", role: "volunteer", hub, folder)
        _ = try volunteer.make("new", "organisation", "name=Velet", "kind=informal_group")
        let sync = volunteer.run("sync", "--language", "en")
        #expect(sync.exit == 1)
        #expect(sync.output.contains("held") || sync.output.contains("refused"))
        let english = volunteer.run("outbox", "--language", "en")
        let nynorsk = volunteer.run("outbox", "--language", "nn")
        #expect(english.exit == 0)
        #expect(english.output != nynorsk.output)
        let answered = try volunteer.json("outbox")["answered"]?.array?.first
        #expect(answered?["sentences"]?.array?.isEmpty == false)
        #expect(volunteer.run("outbox", "--language", "de").exit == 64)
    }

    @Test func `watching fetches until it is told to stop`() throws {
        let other = try TestDevice("bo", role: "coordinator", hub, folder)
        try makeTasks(1)
        #expect(device.run("sync").exit == 0)
        let countdown = Countdown(2)
        var environment = hub.environment
        environment.isStopping = { countdown.isOver() }
        let run = TestRun(
            ["field", "sync", "--watch", "--replica", other.file],
            environment: environment
        )
        #expect(run.exit == 0)
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(try other.json("list", "task").array?.count == 1)
    }

    @Test func `a revoked device is told so and keeps its work`() throws {
        try makeTasks(1)
        let text = try #require(try device.json("status")["device"]?.text)
        let id = try #require(RowID(text))
        try hub.service.write { try $0.revoke(id, isLost: false) }
        let run = device.run("sync")
        #expect(run.exit == 2)
        #expect(run.errors.contains("[device.revoked]"))
        #expect(try device.json("status")["waiting"]?.integer == 1)
    }

    @Test func `equal stores have equal sums`() throws {
        let other = try TestDevice("bo", role: "coordinator", hub, folder)
        try makeTasks(3)
        #expect(device.run("sync").exit == 0)
        #expect(other.run("sync").exit == 0)
        let scopes = try #require(try device.json("status")["scopes"]?.array)
        for scope in scopes {
            guard let name = scope["scope"]?.text, !name.hasPrefix("device/") else { continue }
            #expect(scope["sum"]?.text == (try hub.service.read { try $0.sum(of: name) }))
        }
    }
}
