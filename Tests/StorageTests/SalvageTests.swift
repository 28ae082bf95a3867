import Foundation
import Storage
import Testing

/// Records that are read without SQLite, and logs that are looked over.
struct SalvageTests {
    private let folder: URL
    private var path: String { folder.appending(path: "a.db").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "dugnad-salvage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func filled(_ count: Int) throws -> Connection {
        let store = try Connection(path: path, mode: .create)
        try store.execute(
            """
            CREATE TABLE item (id INTEGER PRIMARY KEY, size INTEGER, name TEXT, body BLOB) STRICT;
            CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
            """
        )
        for number in 1...count {
            try store.run(
                "INSERT INTO item (size, name, body) VALUES (?1, ?2, ?3)",
                Int64(number % 3 == 0 ? -1 : 1) << Int64(number % 63),
                number % 5 == 0 ? nil : "rad \(number) æøå",
                [UInt8](repeating: UInt8(number & 255), count: number * number % 20_000)
            )
            try store.run(
                "INSERT INTO fact (name, value) VALUES (?1, ?2)",
                "navn \(number)",
                String(repeating: "x", count: number % 900)
            )
        }
        return store
    }

    private func wanted(_ store: Connection) throws -> Set<String> {
        let items = try store.all("SELECT id, size, name, body FROM item") {
            "\($0.int64(0)) \($0.int64(1)) \($0.optionalText(2) ?? "-") \($0.bytes(3).count)"
        }
        return Set(
            items + (try store.all("SELECT name, value FROM fact") { $0.text(0) + $0.text(1) })
        )
    }

    private func found() throws -> Set<String> {
        var found: Set<String> = []
        try salvage(path) { record in
            let values = record.values
            if let rowid = record.rowid, values.count == 4, values[0] == .null,
                let size = values[1].integer, let body = values[3].blob
            {
                found.insert("\(rowid) \(size) \(values[2].text ?? "-") \(body.count)")
            } else if record.rowid == nil, values.count == 2, let name = values[0].text,
                let value = values[1].text
            {
                found.insert(name + value)
            }
        }
        return found
    }

    @Test func `every record is read, in the log and in the file, short and long`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try filled(300)
        #expect(try found() == wanted(store))
        try store.checkpoint(truncate: true)
        try store.run("DELETE FROM item WHERE id % 7 = 0")
        // What was deleted is no record any more.
        #expect(try found() == wanted(store))
        try store.checkpoint(truncate: true)
        #expect(try found() == wanted(store))
    }

    @Test
    func `a file that is cut or no store gives what is there, and none that is not there nothing`()
        throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            let store = try filled(100)
            try store.checkpoint(truncate: true)
        }
        let whole = try found()
        let bytes = try Data(contentsOf: URL(filePath: path))
        for kept in [bytes.count / 2, 4_096, 5_000, 100, 1, 0] {
            try bytes.prefix(kept).write(to: URL(filePath: path))
            #expect(try found().isSubset(of: whole))
        }
        try Data("bare tekst".utf8).write(to: URL(filePath: path))
        #expect(try found().isEmpty)
        try FileManager.default.removeItem(atPath: path)
        #expect(try found().isEmpty)
    }

    @Test func `a torn last commit is none, and a bad frame before a later one is damage`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try filled(1)
        try store.checkpoint(truncate: true)
        for number in 0..<3 {
            try store.run("INSERT INTO item (size, name) VALUES (?1, 'x')", Int64(number))
        }
        #expect(try !isLogDamaged(path))
        let log = URL(filePath: path + "-wal")
        let bytes = [UInt8](try Data(contentsOf: log))
        let frame = 4_096 + 24
        let frames = (bytes.count - 32) / frame
        try #require(frames >= 3)
        withExtendedLifetime(store) {}
        for place in 0..<frames {
            var damaged = bytes
            damaged[32 + place * frame + 500] ^= 1
            try Data(damaged).write(to: log)
            #expect(try isLogDamaged(path) == (place < frames - 1))
        }
        try Data(bytes).write(to: log)
        #expect(try !isLogDamaged(path))
    }
}
