import Foundation
import Storage
import Testing

/// What the program says of a store it cannot or must not use: one clear error with a code, nothing changed.
@Suite struct StoreRefusalTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    private func expect(_ answer: Program.Answer, _ code: String, exit: Int32) {
        #expect(answer.errorCode == code, "\(answer.output) \(answer.errors)")
        #expect(answer.status == exit, "\(answer.errors)")
    }

    @Test func `a store that is not there is not made by serving it`() throws {
        let path = folder.file("none.db")
        expect(try Program.run("serve", "--db", path), "store.missing", exit: 3)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a file that is no store is left as it is`() throws {
        try folder.write("Fornavn;Etternavn\r\n", to: "roster.csv")
        let path = folder.file("roster.csv")
        expect(try Program.run("serve", "--db", path), "store.not_ours", exit: 3)
        expect(
            try Program.run("init", "--db", path, "--centre", "Prøve"),
            "store.not_ours",
            exit: 3
        )
        #expect(try folder.text("roster.csv") == "Fornavn;Etternavn\r\n")
    }

    @Test func `another program's database is left as it is`() throws {
        let path = folder.file("bookmarks.db")
        try Connection(path: path, mode: .create).execute("CREATE TABLE bookmark (url TEXT)")
        let before = try Data(contentsOf: URL(filePath: path))
        expect(try Program.run("serve", "--db", path), "store.not_ours", exit: 3)
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test func `a field client's store is not served, and a hub's is not joined`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let replica = try centre.join("ane", "actionOwner", hub)
        expect(try Program.run("serve", "--db", replica), "store.not_ours", exit: 3)
        expect(
            try Program.run("field", "status", "--replica", centre.store),
            "store.not_ours",
            exit: 3
        )
    }

    @Test func `a store of a later version is refused`() throws {
        let centre = try Centre()
        let store = try Connection(path: centre.store, mode: .readWrite)
        try store.execute(
            "INSERT INTO migration (position, name, checksum) VALUES (1000, 'v999-later', x'00')"
        )
        expect(try Program.run("serve", "--db", centre.store), "store.newer", exit: 3)
    }

    @Test func `a damaged store is refused`() throws {
        let centre = try Centre()
        let file = try FileHandle(forUpdating: URL(filePath: centre.store))
        try file.seek(toOffset: 4096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 3 * 4096))
        try file.close()
        expect(try Program.run("serve", "--db", centre.store), "store.corrupt", exit: 3)
    }

    @Test func `a second hub on the same store is refused`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let second = try Program.run("serve", "--db", centre.store, "--listen", "127.0.0.1:0")
        expect(second, "store.locked", exit: 3)
        #expect(hub.isRunning)
    }

    @Test func `a port in use is named`() throws {
        let centre = try Centre()
        let other = try Centre()
        let hub = try HubProcess(store: centre.store)
        let second = try Program.run(
            "serve",
            "--db",
            other.store,
            "--listen",
            "127.0.0.1:\(hub.port)"
        )
        #expect(second.status == 3 || second.status == 2)
        #expect(second.errorCode != nil, "\(second.errors)")
        #expect(second.errors.contains("\(hub.port)"), "\(second.errors)")
    }

    @Test func `a hub that is asked to stop stops cleanly`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        #expect(hub.stop() == 0)
        #expect(try Program.run("doctor", "--db", centre.store).status == 0)
    }
}

/// Disks that are full or may not be written.
@Suite(.enabled(if: Tmpfs.isPossible, "this process may not mount a file system"))
struct DiskTests {
    @Test func `a store on a read-only disk is refused with a code`() throws {
        let disk = try Tmpfs(kibibytes: 8192)
        let store = disk.file("hub.db")
        try #require(try Program.run("init", "--db", store, "--centre", "Prøve").status == 0)
        try disk.remount("ro")
        let answer = try Program.run("serve", "--db", store)
        #expect(answer.status == 3)
        #expect(answer.errorCode == "store.read_only", "\(answer.errors)")
        let made = try Program.run("init", "--db", disk.file("new.db"), "--centre", "Prøve")
        #expect(made.status == 3)
        #expect(made.errorCode != nil, "\(made.errors)")
    }

    @Test func `on a full disk nothing is lost or half stored, and work goes on after`() throws {
        let disk = try Tmpfs(kibibytes: 768)
        let replica = disk.file("ane.db")
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let code = try centre.code("coordinator")
        let joined = try Program.run("field", "join", hub.url, code, "--replica", replica)
        try #require(joined.status == 0, "\(joined.errors)")
        let kept = try fill(replica)
        #expect(kept.code == "store.full", "\(kept.code ?? "no code")")
        try disk.remount("size=32768k")
        let outbox = try Program.run("field", "outbox", "--replica", replica, "--json")
        #expect(try outbox.json["waiting"].elements.count == kept.count)
        #expect(try Program.run("field", "sync", "--replica", replica).status == 0)
        let status = try Program.run("field", "status", "--replica", replica, "--json")
        #expect(try status.json["waiting"].integer == 0)
    }

    /// Makes reports until one fails; how many were kept, and the code of the failure.
    private func fill(_ replica: String) throws -> (count: Int, code: String?) {
        let note = String(repeating: "isopor ", count: 270)
        for count in 0..<600 {
            let answer = try Program.run(
                "field",
                "new",
                "litterReport",
                "amount=bagful",
                "seenAt=2026-05-01T12:00",
                "note=\(note)",
                "--replica",
                replica
            )
            guard answer.status == 0 else { return (count, answer.errorCode) }
        }
        return (600, nil)
    }
}
