import CSQLite
import Testing

@testable import Storage

@Suite struct TransactionTests {
    struct Stop: Error {}

    let folder = TemporaryFolder()
    let store: Connection

    init() throws {
        store = try Connection(path: folder.file("a.db"), mode: .create)
        try store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY) STRICT")
    }

    private func items(_ connection: Connection? = nil) throws -> [Int] {
        try (connection ?? store).all("SELECT id FROM item ORDER BY id") { $0.int(0) }
    }

    private func add(_ id: Int) throws {
        try store.run("INSERT INTO item (id) VALUES (?1)", id)
    }

    @Test func `a transaction is stored whole`() throws {
        let answer = try store.transaction {
            try add(1)
            try add(2)
            return "done"
        }
        #expect(answer == "done")
        #expect(try items() == [1, 2])
        #expect(!store.isInTransaction)
    }

    @Test func `a transaction that throws leaves nothing`() throws {
        #expect(throws: Stop.self) {
            try store.transaction {
                try add(1)
                throw Stop()
            }
        }
        #expect(try items() == [])
        #expect(!store.isInTransaction)
    }

    @Test func `a savepoint that throws undoes only itself`() throws {
        try store.transaction {
            try add(1)
            #expect(throws: Stop.self) {
                try store.savepoint {
                    try add(2)
                    try store.savepoint { try add(3) }
                    throw Stop()
                }
            }
            try store.savepoint { try add(4) }
        }
        #expect(try items() == [1, 4])
    }

    @Test func `a savepoint outside a transaction is one`() throws {
        var wasInTransaction = false
        #expect(throws: Stop.self) {
            try store.savepoint {
                wasInTransaction = store.isInTransaction
                try add(1)
                throw Stop()
            }
        }
        #expect(wasInTransaction)
        #expect(try items() == [])
    }

    @Test func `transactions do not nest`() throws {
        #expect(throws: StorageError.self) {
            try store.transaction { try store.transaction { try add(1) } }
        }
        #expect(try items() == [])
    }

    @Test func `a commit that fails leaves nothing and no open transaction`() throws {
        try store.execute(
            """
            CREATE TABLE part (item INTEGER REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED) STRICT
            """
        )
        let error = #expect(throws: StorageError.self) {
            try store.transaction { try store.run("INSERT INTO part VALUES (9)") }
        }
        #expect(error?.code == .constraint)
        #expect(!store.isInTransaction)
        #expect(try store.first("SELECT count(*) FROM part") { $0.int(0) } == 0)
    }

    @Test func `nothing more runs after SQLite undid the transaction by itself`() throws {
        try add(1)
        var codes: [StorageError.Code?] = []
        let whole = failureCode {
            try store.transaction {
                // Stands for a full disk: this conflict rule undoes the whole transaction too.
                try? store.run("INSERT OR ROLLBACK INTO item (id) VALUES (1)")
                codes.append(failureCode { try add(2) })
                codes.append(failureCode { try store.execute("DELETE FROM item") })
                codes.append(failureCode { try store.savepoint { try add(3) } })
            }
        }
        #expect(codes == [.failed, .failed, .failed])
        #expect(whole == .failed)
        #expect(try items() == [1])
        try add(4)
        #expect(try items() == [1, 4])
    }

    @Test func `a snapshot does not see what is written meanwhile`() throws {
        let reader = try Connection(path: folder.file("a.db"), mode: .readOnly)
        try reader.snapshot {
            try add(1)
            #expect(try items(reader) == [])
        }
        #expect(try items(reader) == [1])
    }

    @Test func `a second writer is busy after the time it was given`() throws {
        let other = try Connection(
            path: folder.file("a.db"),
            mode: .readWrite,
            options: .init(busyTimeoutMilliseconds: 1)
        )
        let error = try store.transaction {
            #expect(throws: StorageError.self) { try other.transaction {} }
        }
        #expect(error?.code == .busy)
    }

    @Test func `a truncating checkpoint empties the log, and waits for readers`() throws {
        try add(1)
        let reader = try Connection(path: folder.file("a.db"), mode: .readOnly)
        sqlite3_busy_timeout(store.handle, 1)
        try reader.snapshot {
            try add(2)
            let error = #expect(throws: StorageError.self) { try store.checkpoint(truncate: true) }
            #expect(error?.code == .busy)
        }
        try store.checkpoint(truncate: true)
        #expect(folder.read("a.db-wal").isEmpty)
    }

    @Test func `rows that refer to nothing are found`() throws {
        try store.execute(
            """
            CREATE TABLE part (item INTEGER REFERENCES item (id)) STRICT;
            PRAGMA foreign_keys = OFF; INSERT INTO part VALUES (9); PRAGMA foreign_keys = ON;
            """
        )
        #expect(try store.integrityProblems() == ["row 1 in part refers to nothing in item"])
    }
}
