import CSQLite
import Glibc
import Testing

@testable import Storage

@Suite struct OpeningTests {
    let folder = TemporaryFolder()
    let ours = Connection.Options(applicationID: 0x4455_0001)

    private func failure(
        _ name: String,
        _ mode: Connection.Mode,
        _ options: Connection.Options? = nil
    ) -> StorageError.Code? {
        failureCode {
            _ = try Connection(path: folder.file(name), mode: mode, options: options ?? ours)
        }
    }

    private func makeStore(_ name: String, rows: Int = 1) throws {
        let store = try Connection(path: folder.file(name), mode: .create, options: ours)
        try store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT) STRICT")
        for row in 1...rows {
            try store.run(
                "INSERT INTO item (text) VALUES (?1)",
                String(repeating: "\(row)", count: 500)
            )
        }
    }

    @Test func `a new store gets its mark and opens again`() throws {
        try makeStore("a.db")
        let again = try Connection(path: folder.file("a.db"), mode: .readWrite, options: ours)
        #expect(try again.applicationID() == 0x4455_0001)
        #expect(try again.first("PRAGMA journal_mode") { $0.text(0) } == "wal")
        #expect(try again.first("PRAGMA foreign_keys") { $0.int(0) } == 1)
        #expect(try again.first("PRAGMA trusted_schema") { $0.int(0) } == 0)
        #expect(try again.first("PRAGMA synchronous") { $0.int(0) } == 2)
        #expect(try again.first("PRAGMA secure_delete") { $0.int(0) } == 1)
        #expect(try again.first("PRAGMA wal_autocheckpoint") { $0.int(0) } == 16_384)
        #expect(try again.first("PRAGMA auto_vacuum") { $0.int(0) } == 0)
    }

    @Test func `nobody else may read a new store`() throws {
        try makeStore("a.db")
        let open = try Connection(path: folder.file("a.db"), mode: .readWrite, options: ours)
        try open.run("DELETE FROM item")
        for name in ["a.db", "a.db-wal", "a.db-shm"] {
            var status = stat()
            #expect(stat(folder.file(name), &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600, "\(name)")
        }
    }

    @Test func `a closed store is one file`() throws {
        try makeStore("a.db")
        #expect(folder.names == ["a.db"])
    }

    @Test(arguments: [Connection.Mode.readWrite, .readOnly])
    func `a store that is not there is missing and is not made`(mode: Connection.Mode) {
        #expect(failure("none.db", mode) == .missing)
        #expect(folder.names.isEmpty)
    }

    @Test func `a folder that is not there is missing too`() {
        #expect(failure("none/a.db", .create) == .missing)
    }

    @Test(arguments: [Connection.Mode.create, .readWrite, .readOnly])
    func `another program's database is refused and left as it was`(mode: Connection.Mode) throws {
        do {
            let other = try Connection(
                path: folder.file("other.db"),
                mode: .create,
                options: .init(durability: .full, usesLog: false)
            )
            try other.execute("CREATE TABLE bookmark (url TEXT)")
        }
        let before = folder.read("other.db")
        #expect(failure("other.db", mode) == .notOurs)
        let isUntouched = folder.read("other.db") == before
        #expect(isUntouched)
        #expect(folder.names == ["other.db"])
    }

    @Test func `a store of another kind is refused`() throws {
        try makeStore("a.db")
        #expect(failure("a.db", .create, .init(applicationID: 7)) == .notOurs)
    }

    @Test func `an empty file is a store only when making one`() {
        folder.write([], to: "empty.db")
        #expect(failure("empty.db", .readWrite) == .notOurs)
        #expect(failure("empty.db", .create) == nil)
    }

    @Test(arguments: [2, 50, 600, 5_000])
    func `random bytes are refused and left as they were`(count: Int) {
        var seed: UInt64 = 42
        let bytes = (0..<count).map { _ -> UInt8 in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: seed >> 56)
        }
        folder.write(bytes, to: "noise.db")
        #expect(failure("noise.db", .create) == .notOurs)
        let isUntouched = folder.read("noise.db") == bytes
        #expect(isUntouched)
    }

    @Test func `a truncated store is corrupt`() throws {
        try makeStore("a.db", rows: 40)
        let bytes = folder.read("a.db")
        folder.write(Array(bytes.prefix(bytes.count / 2)), to: "a.db")
        #expect(failure("a.db", .readWrite) == .corrupt)
    }

    @Test func `a damaged page is corrupt when it is read, and integrity tells`() throws {
        try makeStore("a.db", rows: 200)
        var bytes = folder.read("a.db")
        for place in (4_096 * 3)..<(4_096 * 4) { bytes[place] = 0xaa }
        folder.write(bytes, to: "a.db")
        let store = try Connection(path: folder.file("a.db"), mode: .readWrite, options: ours)
        let error = #expect(throws: StorageError.self) {
            try store.first("SELECT sum(length(text)) FROM item") { $0.int(0) }
        }
        #expect(error?.code == .corrupt)
        #expect(try !store.integrityProblems().isEmpty)
    }

    @Test func `a read-only connection reads and does not write`() throws {
        try makeStore("a.db")
        let store = try Connection(path: folder.file("a.db"), mode: .readOnly, options: ours)
        #expect(try store.first("SELECT count(*) FROM item") { $0.int(0) } == 1)
        let error = #expect(throws: StorageError.self) { try store.run("DELETE FROM item") }
        #expect(error?.code == .readOnly)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write anything"))
    func `a write-protected store is refused for writing at once`() throws {
        try makeStore("a.db")
        chmod(folder.file("a.db"), 0o400)
        #expect(failure("a.db", .readWrite) == .readOnly)
    }

    @Test func `a full store says so and keeps what it has`() throws {
        var options = ours
        options.maximumPages = 8
        let store = try Connection(path: folder.file("a.db"), mode: .create, options: options)
        try store.execute("CREATE TABLE item (bytes BLOB) STRICT")
        try store.run("INSERT INTO item VALUES (?1)", [UInt8](repeating: 1, count: 9_000))
        let error = #expect(throws: StorageError.self) {
            try store.run("INSERT INTO item VALUES (?1)", [UInt8](repeating: 2, count: 90_000))
        }
        #expect(error?.code == .full)
        #expect(try store.first("SELECT count(*) FROM item") { $0.int(0) } == 1)
        #expect(try store.integrityProblems().isEmpty)
    }

    @Test func `a name that looks like an address is a plain file`() {
        #expect(Connection.plainName("file:odd?mode=ro") == "./file:odd?mode=ro")
        #expect(Connection.plainName("/a/b.db") == "/a/b.db")
        #expect(Connection.plainName(":memory:") == ":memory:")
    }

    @Test func `an old library is refused by name`() {
        let error = #expect(throws: StorageError.self) { try Connection.requireLibrary(3_039_004) }
        #expect(error?.code == .sqliteTooOld)
        #expect(error?.message.contains("3.39.4") == true)
        #expect(throws: Never.self) { try Connection.requireLibrary(3_040_001) }
    }

    @Test func `an error in a running search does not repeat the words searched for`() throws {
        let store = try Connection(path: ":memory:", mode: .create)
        try store.execute("CREATE VIRTUAL TABLE word USING fts5(text)")
        let error = #expect(throws: StorageError.self) {
            try store.first("SELECT 1 FROM word WHERE word MATCH ?1", #"Kari" AND"#) { $0.int(0) }
        }
        #expect(error?.message.contains("Kari") == false)
    }

    @Test func `a search index is filled by statements`() throws {
        let store = try Connection(path: ":memory:", mode: .create)
        try store.execute("CREATE VIRTUAL TABLE word USING fts5(text)")
        try store.run("INSERT INTO word (rowid, text) VALUES (?1, ?2)", 7, "rake the leaves")
        #expect(try store.first("SELECT rowid FROM word('leaves')") { $0.int(0) } == 7)
        let error = #expect(throws: StorageError.self) { try store.run("DELETE FROM word_data") }
        #expect(error?.code == .failed)
    }

    @Test func `a name that goes to SQLite as a URI keeps its odd characters`() {
        #expect(
            Connection.immutableName("/mnt/a b/50%?#ø.db")
                == "file:/mnt/a%20b/50%25%3F%23%C3%B8.db?immutable=1"
        )
        #expect(Connection.immutableName("hub.db") == "file:./hub.db?immutable=1")
    }

    @Test func `a store in a folder that can be written is not write-protected`() throws {
        let folder = TemporaryFolder()
        _ = try Connection(path: folder.file("a.db"), mode: .create)
        #expect(!Connection.isWriteProtected(folder.file("a.db")))
        #expect(!Connection.isWriteProtected(folder.file("none.db")))
        #expect(!Connection.isWriteProtected(":memory:"))
    }
}
