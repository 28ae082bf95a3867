import Commands
import Glibc
import SyncCore
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

    @Test func `joining again keeps the work that waits`() throws {
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        #expect(device.run("report", "litter", "--amount", "bagful").exit == 0)
        let again = device.run(
            "join",
            "http://hub.example",
            try hub.invite("coordinator"),
            "--again",
            "--json"
        )
        #expect(again.exit == 0)
        #expect(try again.json()["waiting"] == 1)
        let sync = device.run("sync", "--json")
        #expect(sync.exit == 0)
        #expect(try device.run("status", "--json").json()["waiting"] == 0)
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
        #expect(run.exit == 3)
        #expect(run.errors.contains("[network.url]"))
    }
}
