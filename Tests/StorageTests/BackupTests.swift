import Synchronization
import Testing

@testable import Storage

@Suite struct BackupTests {
    let folder = TemporaryFolder()
    let store: Connection

    init() throws {
        store = try Connection(
            path: folder.file("a.db"),
            mode: .create,
            options: .init(applicationID: 5, durability: .none)
        )
        try store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, bytes BLOB) STRICT")
        try add(500)
    }

    private func add(_ count: Int) throws {
        try store.transaction {
            for _ in 0..<count {
                try store.run(
                    "INSERT INTO item (bytes) VALUES (?1)",
                    [UInt8](repeating: 7, count: 900)
                )
            }
        }
    }

    private func reader() throws -> Connection {
        try Connection(path: folder.file("a.db"), mode: .readOnly)
    }

    private func count(_ name: String) throws -> Int? {
        try Connection(
            path: folder.file(name),
            mode: .readOnly,
            options: .init(applicationID: 5)
        ).first("SELECT count(*) FROM item") { $0.int(0) }
    }

    @Test func `a backup is one whole file and says how far it is`() throws {
        var steps: [BackupProgress] = []
        try backup(from: try reader(), to: folder.file("b.db"), pagesPerStep: 50) {
            steps.append($0)
        }
        #expect(try count("b.db") == 500)
        #expect(steps.count > 2)
        #expect(steps.last?.pagesDone == steps.last?.pages)
        #expect(folder.names.filter { $0.hasPrefix("b") } == ["b.db"])
    }

    @Test func `writes during a backup neither stop it nor come into it`() throws {
        var rounds = 0
        try backup(from: try reader(), to: folder.file("b.db"), pagesPerStep: 10) { _ in
            try add(10)
            rounds += 1
        }
        #expect(rounds > 5)
        #expect(try count("b.db") == 500)
        #expect(try count("a.db") == 500 + rounds * 10)
    }

    @Test func `a backup that is stopped leaves the older one as it was`() throws {
        try backup(from: try reader(), to: folder.file("b.db"))
        try add(1)
        #expect(throws: CancellationError.self) {
            try backup(from: try reader(), to: folder.file("b.db"), pagesPerStep: 10) { progress in
                if progress.pagesDone > 50 { throw CancellationError() }
            }
        }
        #expect(try count("b.db") == 500)
        #expect(folder.names.filter { $0.hasPrefix("b") } == ["b.db"])
        try backup(from: try reader(), to: folder.file("b.db"))
        #expect(try count("b.db") == 501)
    }

    @Test func `what an interrupted backup left behind is replaced`() throws {
        folder.write(Array("half a backup".utf8), to: "b.db.partial")
        try backup(from: try reader(), to: folder.file("b.db"))
        #expect(folder.names.filter { $0.hasPrefix("b") } == ["b.db"])
    }

    @Test func `a damaged store makes no backup`() throws {
        try store.checkpoint(truncate: true)
        var bytes = folder.read("a.db")
        for place in (4_096 * 9)..<(4_096 * 10) { bytes[place] = 0xaa }
        folder.write(bytes, to: "damaged.db")
        let damaged = try Connection(path: folder.file("damaged.db"), mode: .readOnly)
        #expect(failureCode { try backup(from: damaged, to: folder.file("b.db")) } == .corrupt)
        #expect(!folder.names.contains { $0.hasPrefix("b") })
    }

    @Test func `a store is not its own backup`() throws {
        let source = try reader()
        #expect(failureCode { try backup(from: source, to: folder.file("a.db")) } == .failed)
        #expect(try count("a.db") == 500)
    }

    @Test func `a folder that is not there is missing`() throws {
        let source = try reader()
        #expect(failureCode { try backup(from: source, to: folder.file("none/b.db")) } == .missing)
    }

    @Test func `a backup inside a transaction is refused`() throws {
        let code = try store.transaction {
            failureCode { try backup(from: store, to: folder.file("b.db")) }
        }
        #expect(code == .failed)
    }
}
