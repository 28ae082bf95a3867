import Storage
import Testing

@Suite struct QueryTests {
    let store: Connection

    init() throws {
        store = try Connection(path: ":memory:", mode: .create)
        try store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, value ANY) STRICT")
    }

    @Test func `every kind of value comes back as it went in`() throws {
        let bytes: [UInt8] = [0, 1, 255]
        try store.run(
            "INSERT INTO item (value) VALUES (?1), (?2), (?3), (?4), (?5), (?6), (?7), (?8)",
            Int64.min,
            7,
            "blåbær\0€",
            bytes,
            bytes[1...],
            2.5,
            true,
            String?.none
        )
        let rows = try store.all("SELECT value, typeof(value) FROM item ORDER BY id") { row in
            (row.text(1), row.optionalInt64(0), row.optionalText(0), row.optionalBytes(0))
        }
        #expect(
            rows.map(\.0) == [
                "integer", "integer", "text", "blob", "blob", "real", "integer", "null",
            ]
        )
        #expect(rows[0].1 == .min)
        #expect(rows[2].2 == "blåbær\0€")
        #expect(rows[3].3 == [0, 1, 255])
        #expect(rows[4].3 == [1, 255])
        #expect(rows[6].1 == 1)
        #expect(rows[7].1 == nil && rows[7].2 == nil && rows[7].3 == nil)
    }

    @Test func `an empty text and an empty blob are not NULL`() throws {
        try store.run(
            "INSERT INTO item (value) VALUES (?1), (?2), (?3)",
            "",
            [UInt8](),
            [UInt8]()[...]
        )
        let kinds = try store.all("SELECT typeof(value) FROM item ORDER BY id") { $0.text(0) }
        #expect(kinds == ["text", "blob", "blob"])
        #expect(try store.first("SELECT value FROM item WHERE id = 2") { $0.bytes(0) } == [])
    }

    @Test func `first gives nil without a row and stops at the first`() throws {
        #expect(try store.first("SELECT id FROM item", map: { $0.int(0) }) == nil)
        try store.run("INSERT INTO item (id) VALUES (1), (2)")
        #expect(try store.first("SELECT id FROM item ORDER BY id", map: { $0.int(0) }) == 1)
        #expect(store.changes == 2)
        #expect(store.lastInsertRowID == 2)
    }

    @Test func `bytes on loan go in and come out without a copy`() throws {
        let bytes: [UInt8] = [9, 8, 7]
        try store.withStatement("INSERT INTO item (value) VALUES (?1)") { insert in
            try insert.bind(bytes.span.bytes, at: 1)
            #expect(try !insert.step())
        }
        let sum = try store.first("SELECT value FROM item") { row in
            row.withBytes(0) { span in
                (0..<span.byteCount).reduce(0) {
                    $0 + Int(span.unsafeLoad(fromByteOffset: $1, as: UInt8.self))
                }
            }
        }
        #expect(sum == 24)
    }

    @Test func `the same SQL may be used while it is already running`() throws {
        try store.run("INSERT INTO item (id) VALUES (1), (2), (3)")
        var pairs: [[Int]] = []
        let sql: SQL = "SELECT id FROM item ORDER BY id"
        try store.query(sql) { outer in
            let left = outer.int(0)
            try store.query(sql) { inner in pairs.append([left, inner.int(0)]) }
        }
        #expect(
            pairs == [
                [1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [3, 1], [3, 2], [3, 3],
            ]
        )
    }

    @Test func `a statement that was left half-way starts afresh`() throws {
        try store.run("INSERT INTO item (id) VALUES (1), (2)")
        let sql: SQL = "SELECT id FROM item WHERE id > ?1 ORDER BY id"
        for _ in 1...2 {
            #expect(throws: CancellationError.self) {
                try store.query(sql, 0) { _ in throw CancellationError() }
            }
        }
        #expect(try store.all(sql, 1) { $0.int(0) } == [2])
    }

    @Test func `too few values are an error and not a NULL`() throws {
        let error = #expect(throws: StorageError.self) {
            try store.run("INSERT INTO item (id, value) VALUES (?1, ?2)", 1)
        }
        #expect(error?.code == .failed)
    }

    @Test func `run takes one statement and says so`() throws {
        let error = #expect(throws: StorageError.self) {
            try store.run("INSERT INTO item (id) VALUES (1); DELETE FROM item")
        }
        #expect(error?.code == .failed)
        try store.run("INSERT INTO item (id) VALUES (1); -- a remark is fine")
        #expect(throws: StorageError.self) { try store.run("-- nothing at all") }
    }

    @Test func `more statements than the cache keeps still work`() throws {
        let small = try Connection(
            path: ":memory:",
            mode: .create,
            options: .init(cachedStatements: 2)
        )
        for round in 1...3 {
            for number in 1...5 {
                #expect(
                    try small.first("SELECT \(number)", map: { $0.int(0) }) == number,
                    "\(round)"
                )
            }
        }
    }

    @Test func `a misspelt column in double quotes is an error`() throws {
        #expect(throws: StorageError.self) { try store.run(#"DELETE FROM item WHERE "nme" = 1"#) }
    }

    @Test func `the same text is one statement to SQLite, whether literal or made`() throws {
        let store = try Connection(path: ":memory:", mode: .create)
        try store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY) STRICT")
        let table = "item"
        for id in 1...3 {
            try store.run("INSERT INTO item (id) VALUES (?1)", id)
            #expect(try store.first("SELECT count(*) FROM \(table)") { $0.int(0) } == id)
            #expect(try store.first(SQL("SELECT count(*) FROM item")) { $0.int(0) } == id)
        }
        #expect(SQL("a \(table) b").string == "a item b" && ("c" as SQL).string == "c")
    }
}
