import Commands
import Coordination
import Glibc
import Storage
import SyncCore
import SyncEngine
import Testing
struct JoinTests {
    let folder: TestFolder
    let hub: TestHub

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
    }

    @Test func `the store with the token is for its owner alone`() throws {
        let device = try TestDevice("ane", role: "volunteer", hub, folder)
        var status = stat()
        #expect(stat(device.file, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `a joined store is refused before the code is used up`() throws {
        let device = try TestDevice("ane", role: "volunteer", hub, folder)
        let used = hub.codesUsed
        let again = device.run("join", "http://hub.example", try hub.invite("volunteer"))
        #expect(again.exit == 2)
        #expect(again.errors.contains("[replica.joined]"))
        #expect(hub.codesUsed == used)
    }

    @Test func `a device the hub has is not joined a second time, and the code stays good`() throws
    {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        _ = try device.make("report", "litter", "--amount", "bagful", "--point", "7.5,58.0")
        // Sent, and the answer lost: joined anew, it would be done twice.
        hub.set(.answersLost)
        #expect(device.run("sync").exit == 1)
        hub.set(.none)
        let code = try hub.invite("coordinator")
        let again = device.run("join", "http://hub.example", code, "--again", "--json")
        #expect(again.exit == 2)
        #expect(try again.json()["error"]?["code"]?.text == "device.known")
        #expect(again.errors.contains("field sync"))
        #expect(try hub.service.read { try $0.devices().count } == 2)
        #expect(device.run("sync").exit == 0)
        #expect(try hub.service.read { try $0.rows(.litterReport).count } == 1)
        _ = try TestDevice("bo", code: code, hub, folder)
    }

    @Test(arguments: [false, true])
    func `an ended device comes back by a code that was given for it, and by no other`(
        isLost: Bool
    ) throws {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        _ = try device.make("report", "litter", "--amount", "bagful", "--point", "7.5,58.0")
        let id = try #require(try device.json("status")["device"]?.text.flatMap { RowID($0) })
        let service = hub.service
        if isLost {
            try service.write { try $0.revoke(id, isLost: true) }
            #expect(device.run("sync").exit == 2)
        } else {
            try service.write { try $0.retire(id) }
        }
        let plain = try hub.invite("coordinator")
        let refused = device.run("join", "http://hub.example", plain, "--again", "--json")
        #expect(refused.exit == 2)
        #expect(try refused.json()["error"]?["code"]?.text == "code.plain")
        #expect(refused.errors.contains("dugnad device invite --for \(id)"))
        let own = try hub.invite("coordinator", for: id)
        let again = device.run("join", "http://hub.example", own, "--again", "--json")
        #expect(again.exit == 0)
        #expect(try again.json()["waiting"] == 1)
        #expect(device.run("sync").exit == 0)
        #expect(try service.read { try $0.rows(.litterReport).count } == 1)
    }

    /// Ends the device and gives a code for it.
    private func codeFor(_ device: TestDevice) throws -> String {
        let id = try #require(try device.json("status")["device"]?.text.flatMap { RowID($0) })
        try hub.service.write { try $0.retire(id) }
        return try hub.invite("coordinator", for: id)
    }

    @Test func `a code for a device is not used up by a new store, and says what it is for`() throws
    {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        _ = try device.make("report", "litter", "--amount", "bagful", "--point", "7.5,58.0")
        let code = try codeFor(device)
        let words = ["field", "join", "http://hub.example", code, "--replica", folder["new.db"]]
        let plain = TestRun(words + ["--json"], environment: hub.environment)
        #expect(plain.exit == 2)
        #expect(try plain.json()["error"]?["code"]?.text == "code.for_device")
        #expect(plain.errors.contains("--again") && plain.errors.contains("not used up"))
        #expect(!folder.has("new.db"))
        // At its own file it is refused, too, before the hub is asked.
        #expect(device.run("join", "http://hub.example", code).errors.contains("[replica.joined]"))
        let again = device.run("join", "http://hub.example", code, "--again", "--json")
        #expect(again.exit == 0)
        #expect(try again.json()["waiting"] == 1)
    }

    @Test(arguments: [nil, "Anes nye"])
    func `a device that joins again keeps its name unless another is given`(name: String?) throws {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        let options = name.map { ["--name", $0] } ?? []
        let code = try codeFor(device)
        let again = device.run(["join", "http://hub.example", code, "--again"] + options)
        #expect(again.exit == 0)
        let wanted = name ?? "ane"
        #expect(try device.json("status")["name"]?.text == wanted)
        #expect(try hub.service.read { try $0.devices().last?.name } == wanted)
        // A hub that has never heard of it is told the name by the store.
        let elsewhere = try TestFolder()
        let other = try TestHub(elsewhere)
        let moved = TestDevice(device, at: other)
        let plain = try other.invite("coordinator")
        #expect(moved.run("join", "http://hub.example", plain, "--again").exit == 0)
        #expect(try other.service.read { try $0.devices().last?.name } == wanted)
    }

    @Test func `a store that has not kept its name is called as the hub knows it`() throws {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        do {
            let store = try Connection(path: device.file, mode: .readWrite)
            try store.run("DELETE FROM meta WHERE name IN ('name', 'timeline')")
        }
        #expect(try device.json("status")["name"]?.isNull == true)
        let code = try codeFor(device)
        #expect(device.run("join", "http://hub.example", code, "--again").exit == 0)
        #expect(try device.json("status")["name"]?.text == "ane")
    }

    @Test func `joining again where the hub has forgotten the device keeps the work that waits`()
        throws
    {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        _ = try device.make("report", "litter", "--amount", "bagful", "--point", "7.5,58.0")
        let elsewhere = try TestFolder()
        let other = try TestHub(elsewhere)
        let moved = TestDevice(device, at: other)
        let code = try other.invite("coordinator")
        let again = moved.run("join", "http://hub.example", code, "--again", "--json")
        #expect(again.exit == 0)
        #expect(try again.json()["waiting"] == 1)
    }

    @Test func `a join that fails leaves no file, and one again makes none`() throws {
        func join(_ words: String...) -> TestRun {
            TestRun(
                ["field", "join", "http://hub.example"] + words + ["--replica", folder["new.db"]],
                environment: hub.environment
            )
        }
        #expect(join("AAAA-AAAA-AAAA-A").exit == 2)
        #expect(!folder.has("new.db"))
        let used = hub.codesUsed
        let again = join(try hub.invite("volunteer"), "--again")
        #expect(again.exit == 3)
        #expect(again.errors.contains("[store.missing]"))
        #expect(!folder.has("new.db"))
        #expect(hub.codesUsed == used)
    }

    @Test func `a code works once`() throws {
        let code = try hub.invite("volunteer")
        func join(_ file: String) -> TestRun {
            TestRun(
                ["field", "join", "http://hub.example", code, "--replica", folder[file], "--json"],
                environment: hub.environment
            )
        }
        let first = join("a.db")
        #expect(try first.json()["role"]?.text == "volunteer")
        #expect(!first.output.contains("token"))
        let second = join("b.db")
        #expect(second.exit == 2)
        #expect(try second.json()["error"]?["code"]?.text == "code.used")
    }

    @Test func `a store that joined nothing and a file that is no store are told apart`() throws {
        let missing = TestRun(["field", "status", "--replica", folder["none.db"]])
        #expect(missing.exit == 3)
        #expect(missing.errors.contains("[store.missing]"))
        let hubStore = TestRun(["field", "status", "--replica", folder["hub.db"]])
        #expect(hubStore.exit == 3)
        #expect(hubStore.errors.contains("[store.not_ours]"))
    }

    @Test(arguments: [
        "hub.example.no", "ftp://hub", "http://", "https://me:secret@hub", "http://h?x=1",
    ])
    func `only an address of http or https is a hub's`(url: String) {
        let run = TestRun(["field", "join", url, "AAAA", "--replica", folder["x.db"]])
        #expect(run.exit == 64)
        #expect(run.errors.contains("https://hub.example.no"))
        #expect(!run.errors.contains("secret"))
        #expect(!folder.has("x.db"))
    }
}
