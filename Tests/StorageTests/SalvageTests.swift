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
    @Test(.timeLimit(.minutes(1)))
    func `a chain that goes round and a page of the highest number take no time, and hide nothing`()
        throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole: Set<String>
        do {
            let store = try filled(100)
            try store.checkpoint(truncate: true)
            whole = try wanted(store)
        }
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let last = UInt8(bytes.count / 4_096 + 2)
        // Six hundred cells at one place, whose record of 1 MiB runs over to a page that leads to itself.
        var leaf: [UInt8] = [0x0D, 0, 0, 2, 88, 0, 0, 0]
        for _ in 0..<600 { leaf += [0x07, 0xD0] }
        leaf += [UInt8](repeating: 0, count: 2_000 - leaf.count)
        leaf += [0xC0, 0x80, 0x00, 1]
        while leaf.count < 4_096 { leaf += [0, 0, 0, last] }
        bytes += leaf
        bytes += [0, 0, 0, last] + [UInt8](repeating: 0, count: 4_092)
        try Data(bytes).write(to: URL(filePath: path))
        var log = TestLog()
        log.add(page: .max, Self.leaf(number: 7), commits: true)
        try Data(log.bytes).write(to: URL(filePath: path + "-wal"))
        #expect(try found() == whole.union(["7 7 x 1"]))
    }

    @Test func `of a torn last transaction nothing counts, of an earlier one what is whole`()
        throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        var log = TestLog()
        log.add(page: 1_001, Self.leaf(number: 1), commits: true)
        log.add(page: 1_002, Self.leaf(number: 2), commits: false)
        log.add(page: 1_003, Self.leaf(number: 3), commits: true)
        var torn = log.bytes
        torn[torn.count - 1] ^= 1
        try Data(torn).write(to: URL(filePath: path + "-wal"))
        #expect(try found() == ["1 1 x 1"])
        // No commit follows at all.
        try Data(log.bytes.dropLast(4_120)).write(to: URL(filePath: path + "-wal"))
        #expect(try found() == ["1 1 x 1"])
        let place = log.bytes.count - 1
        log.add(page: 1_004, Self.leaf(number: 4), commits: true)
        var later = log.bytes
        later[place] ^= 1
        try Data(later).write(to: URL(filePath: path + "-wal"))
        #expect(try found() == ["1 1 x 1", "2 2 x 1", "4 4 x 1"])
    }

    /// A leaf of the items' table with one row.
    private static func leaf(number: UInt8) -> [UInt8] {
        var page: [UInt8] = [0x0D, 0, 0, 0, 1, 0x0F, 0xA0, 0, 0x0F, 0xA0]
        page += [UInt8](repeating: 0, count: 4_000 - page.count)
        page += [8, number, 5, 0, 1, 15, 14, number, 0x78, 1]
        return page + [UInt8](repeating: 0, count: 4_096 - page.count)
    }
}

/// A log written frame by frame. https://www.sqlite.org/fileformat2.html#walformat
private struct TestLog {
    private(set) var bytes: [UInt8] = []
    private var first: UInt32 = 0
    private var second: UInt32 = 0
    private static let salts: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

    init() {
        let words: [UInt32] = [0x377F_0683, 3_007_000, 4_096, 0]
        bytes = words.flatMap { Self.big($0) } + Self.salts
        sum(bytes)
        bytes += Self.big(first) + Self.big(second)
    }

    mutating func add(page: UInt32, _ body: [UInt8], commits: Bool) {
        let head = Self.big(page) + Self.big(commits ? 1_004 : 0)
        sum(head)
        sum(body)
        bytes += head
        bytes += Self.salts
        bytes += Self.big(first) + Self.big(second)
        bytes += body
    }

    private mutating func sum(_ part: [UInt8]) {
        for place in stride(from: 0, to: part.count, by: 8) {
            first = first &+ Self.word(part, place) &+ second
            second = second &+ Self.word(part, place + 4) &+ first
        }
    }

    private static func word(_ part: [UInt8], _ place: Int) -> UInt32 {
        part[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func big(_ word: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
}
