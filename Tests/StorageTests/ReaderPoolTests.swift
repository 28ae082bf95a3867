import Synchronization
import Testing

@testable import Storage

@Suite struct ReaderPoolTests {
    let folder = TemporaryFolder()

    private func makePool(count: Int, waitMilliseconds: Int = 10_000) throws -> ReaderPool<
        Connection
    > {
        let path = folder.file("a.db")
        let store = try Connection(path: path, mode: .create, options: .init(durability: .none))
        try store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY); INSERT INTO item VALUES (1)")
        return try ReaderPool(count: count, waitMilliseconds: waitMilliseconds) {
            try Connection(path: path, mode: .readOnly)
        }
    }

    private func count(_ store: Connection) throws -> Int? {
        try store.first("SELECT count(*) FROM item") { $0.int(0) }
    }

    @Test func `reads run side by side, one to a connection`() throws {
        let pool = try makePool(count: 3)
        let running = Mutex((now: 0, most: 0, right: 0))
        let threads = try (0..<8).map { _ in
            try WorkerThread {
                for _ in 0..<50 {
                    let found = try? pool.read { store in
                        running.withLock {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                        }
                        defer { running.withLock { $0.now -= 1 } }
                        return try count(store)
                    }
                    if found == 1 { running.withLock { $0.right += 1 } }
                }
            }
        }
        threads.forEach { $0.join() }
        #expect(running.withLock { $0.right } == 400)
        #expect((1...3).contains(running.withLock { $0.most }))
    }

    @Test func `a read that fails gives its connection back`() throws {
        let pool = try makePool(count: 1, waitMilliseconds: 1)
        for _ in 1...3 {
            #expect(failureCode { try pool.read { try $0.run("DELETE FROM item") } } == .readOnly)
        }
        #expect(try pool.read { try count($0) } == 1)
    }

    @Test func `a reader without a turn is busy after its time`() throws {
        let pool = try makePool(count: 1, waitMilliseconds: 5)
        let code = try pool.read { _ in failureCode { try pool.read { _ in } } }
        #expect(code == .busy)
    }

    @Test func `a closed pool has let go of the store and refuses reads at once`() throws {
        let pool = try makePool(count: 2)
        try pool.read { _ = try count($0) }
        pool.close()
        pool.close()
        #expect(failureCode { try pool.read { _ in } } == .stopped)
        #expect(failureCode { try pool.read { _ in } } == .stopped)
        try Connection(path: folder.file("a.db"), mode: .readWrite).checkpoint(truncate: true)
        #expect(folder.names == ["a.db"])
    }
}
