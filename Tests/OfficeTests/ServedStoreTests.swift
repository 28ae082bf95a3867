import Commands
import Foundation
import SyncCore
import Synchronization
import Testing

struct ServedStoreTests {
    /// Runs a hub on a free port for as long as `body` takes.
    private func serving(_ folder: CommandFolder, _ body: (String) throws -> Void) throws {
        let file = folder.file("port")
        let done = DispatchSemaphore(value: 0)
        let ended = Ended()
        Thread.detachNewThread {
            let told = folder.run(
                "serve",
                "--db",
                folder.db,
                "--listen",
                "127.0.0.1:0",
                "--port-file",
                file
            )
            ended.exit = told.exit
            done.signal()
        }
        defer {
            folder.stopping.withLock { $0 = true }
            done.wait()
        }
        var url: String?
        for _ in 0..<200 where url == nil {
            url = try? String(contentsOfFile: file, encoding: .utf8)
            if url == nil { usleep(20_000) }
        }
        try body(try require(url).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private final class Ended: @unchecked Sendable {
        // Written before the semaphore is signalled and read after it was waited for.
        var exit: Int32 = -1
    }

    @Test func `while a hub serves the store, the office writes through it`() throws {
        let folder = CommandFolder.withHub()
        let shore = folder.file("strand.geojson")
        folder.run("sample", "shore", shore)
        try serving(folder) { url in
            #expect(url.hasPrefix("http://127.0.0.1:"))
            let zones = folder.run("zone", "import", shore, "--db", folder.db, "--json")
            #expect(zones.exit == 0)
            #expect(try zones.json["counts"]?["create"] == 21)
            let roster = try folder.write(RosterApplyTests.roster, to: "liste.csv")
            let plan = folder.file("liste.plan")
            folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
            let applied = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
            #expect(try applied.json["counts"]?["created"] == 3)
            let postal = try folder.write("0150\tOSLO\t0301\tOSLO\tG\r\n", to: "post.txt")
            let read = folder.run("reference", "import", postal, "--db", folder.db, "--json")
            #expect(read.exit == 0)
            let code = folder.run("reference", "list", "0150", "--db", folder.db, "--json")
            #expect(try code.json.array?.first?["municipality"] == "0301")
            let invite = folder.run("device", "invite", "--db", folder.db, "--role", "volunteer")
            #expect(invite.exit == 0)
            let nobody = folder.run(
                "device",
                "retire",
                "00000000-0000-7000-8000-000000000000",
                "--db",
                folder.db
            )
            #expect(nobody.exit == 3)
            #expect(nobody.errors.contains("device.unknown"))
            let copy = folder.run("backup", folder.file("kopi.db"), "--db", folder.db, "--json")
            #expect(copy.exit == 0)
            #expect(try copy.json["noted"] == true)
            #expect(folder.run("doctor", "--db", folder.db).output.contains("A process serves"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("port")))
        let zones = try folder.run("zone", "list", "--db", folder.db, "--json").json
        #expect(zones.array?.count == 20)
    }

    @Test func `a device enrols at a served hub and is shut out by the office`() throws {
        let folder = CommandFolder.withHub()
        try serving(folder) { url in
            let invite = folder.run("device", "invite", "--db", folder.db, "--role", "coordinator")
            let code = invite.output.trimmingCharacters(in: .whitespacesAndNewlines)
            let replica = folder.file("ane.db")
            let joined = folder.run("field", "join", url, code, "--replica", replica)
            #expect(joined.exit == 0)
            let devices = try folder.run("device", "list", "--db", folder.db, "--json").json.array
            let device = try require(devices?.last?["id"]?.text)
            #expect(folder.run("device", "revoke", device, "--lost", "--db", folder.db).exit == 0)
            #expect(folder.run("field", "sync", "--replica", replica).exit != 0)
        }
    }

    @Test func `a port in use is a clear error`() throws {
        let folder = CommandFolder.withHub()
        try serving(folder) { url in
            let port = try require(url.split(separator: ":").last.map(String.init))
            let other = CommandFolder.withHub()
            let told = other.run("serve", "--db", other.db, "--listen", "127.0.0.1:\(port)")
            #expect(told.exit != 0)
            #expect(told.errors.contains("http.port_in_use"))
            let same = folder.run("serve", "--db", folder.db, "--listen", "127.0.0.1:0")
            #expect(same.errors.contains("store.locked"))
        }
    }
}
