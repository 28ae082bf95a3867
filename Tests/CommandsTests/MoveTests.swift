import Commands
import Coordination
import SyncCore
import SyncEngine
import Testing
/// A hub that is found at another address.
struct MoveTests {
    let folder: TestFolder
    let hub: TestHub
    let device: TestDevice

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
        device = try TestDevice("ane", role: "coordinator", hub, folder)
    }

    private func address() throws -> String? { try device.json("status")["hub"]?.text }

    @Test func `the same hub is turned to, and the token is not shown before that`() throws {
        _ = try device.make("report", "litter", "--amount", "bagful", "--point", "7.5,58.0")
        let dry = device.run("move", "https://new.example", "--dry-run", "--json")
        #expect(dry.exit == 0)
        #expect(try dry.json()["device"]?.text == "in_use")
        #expect(try address() == "http://hub.example")
        let moved = device.run("move", "https://new.example", "--json")
        #expect(moved.exit == 0)
        #expect(try moved.json()["before"]?.text == "http://hub.example")
        #expect(try address() == "https://new.example")
        #expect(hub.tokensShown == 0)
        #expect(device.run("sync").exit == 0)
    }

    @Test func `a hub that was restored is the same, and another centre's is not`() throws {
        _ = try device.make("report", "litter", "--amount", "bagful", "--point", "7.5,58.0")
        let elsewhere = try TestFolder()
        let stranger = TestDevice(device, at: try TestHub(elsewhere))
        let refused = stranger.run("move", "https://other.example", "--json")
        #expect(refused.exit == 2)
        #expect(try refused.json()["error"]?["code"]?.text == "hub.other")
        #expect(try address() == "http://hub.example")
        hub.set(.down)
        #expect(device.run("move", "https://new.example").exit == 3)
        hub.set(.none)
        #expect(try address() == "http://hub.example")

        _ = try hub.service.backup(to: folder["copy.db"])
        let restored = try restore("again.db")
        let moved = TestDevice(device, at: restored)
        #expect(moved.run("move", "https://new.example").exit == 0)
        #expect(moved.run("sync").exit == 0)
        #expect(try restored.service.read { try $0.rows(.litterReport).count } == 1)
    }

    @Test func `a hub put back to before the device joined is the same, and says to join again`()
        throws
    {
        _ = try hub.service.backup(to: folder["copy.db"])
        let late = try TestDevice("late", role: "coordinator", hub, folder)
        _ = try late.make("report", "litter", "--amount", "bagful", "--point", "7.5,58.0")
        let restored = try restore("again.db")
        let moved = TestDevice(late, at: restored)
        let run = moved.run("move", "https://new.example", "--json", "--language", "nn")
        #expect(run.exit == 1)
        #expect(try run.json()["device"]?.text == "unknown")
        #expect(run.errors.contains("be om ein ny kode"))
        let sync = moved.run("sync")
        #expect(sync.exit == 2)
        #expect(sync.errors.contains("[auth.unknown]"))
        let code = try restored.invite("coordinator")
        let again = moved.run("join", "https://new.example", code, "--again", "--json")
        #expect(again.exit == 0)
        #expect(try again.json()["waiting"] == 1)
    }

    @Test(arguments: [false, true])
    func `a device that never pulled knows its hub by the timeline it joined`(isRestored: Bool)
        throws
    {
        _ = try hub.service.backup(to: folder["copy.db"])
        let code = try hub.invite("coordinator")
        let file = folder["new.db"]
        let joined = TestRun(
            ["field", "join", "http://hub.example", code, "--replica", file],
            environment: hub.environment
        )
        try #require(joined.exit == 0)
        let elsewhere = try TestFolder()
        let next = isRestored ? try restore("again.db") : try TestHub(elsewhere)
        let moved = TestDevice(TestDevice(copy: file, of: device), at: next)
        let run = moved.run("move", "https://new.example", "--json")
        #expect(run.exit == (isRestored ? 1 : 2))
        guard isRestored else {
            #expect(try run.json()["error"]?["code"]?.text == "hub.other")
            return
        }
        #expect(try run.json()["device"]?.text == "unknown")
        _ = try moved.make("report", "litter", "--amount", "bagful", "--point", "7.5,58.0")
        let plain = try next.invite("coordinator")
        let again = moved.run("join", "https://new.example", plain, "--again", "--json")
        #expect(again.exit == 0)
        #expect(try again.json()["waiting"] == 1)
        #expect(moved.run("sync").exit == 0)
    }

    @Test(arguments: ["notaurl", "ftp://hub.example", "http://"])
    func `what can be no address is a wrong command line`(url: String) throws {
        let run = device.run("move", url, "--json")
        #expect(run.exit == 64)
        #expect(try run.json()["error"]?["code"]?.text == "usage")
        #expect(try address() == "http://hub.example")
    }

    private func restore(_ name: String) throws -> TestHub {
        let run = TestRun([
            "restore", folder["copy.db"], "--db", folder[name], "--ledger",
            folder["hub.db.ledger"],
        ])
        try #require(run.exit < 2, "\(run.errors)")
        return try TestHub(restored: folder[name], centre: hub.centre)
    }
}
