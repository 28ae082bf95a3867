import Synchronization
import Testing

@testable import Storage

/// What a writer answers when the store itself fails.
@Suite struct WriterFailureTests {
    let folder = TemporaryFolder()

    private func makeWriter(pages: Int? = nil) throws -> Writer<Connection> {
        let path = folder.file("a.db")
        return try Writer {
            let options = Connection.Options(
                busyTimeoutMilliseconds: 1,
                durability: .none,
                maximumPages: pages
            )
            let store = try Connection(path: path, mode: .create, options: options)
            try store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, bytes BLOB) STRICT")
            return (store, store)
        }
    }

    /// The code of each job's failure, nil for those that were stored.
    private func outcomes(
        _ writer: Writer<Connection>,
        sizes: [Int],
        holding: Connection? = nil
    ) throws -> [StorageError.Code?] {
        let (started, gate, done) = (Semaphore(), Semaphore(), Semaphore())
        let codes = Mutex<[Int: StorageError.Code]>([:])
        writer.submit({ _ in started.signal() }) { _ in gate.wait() }
        started.wait()
        for (number, size) in sizes.enumerated() {
            let insert: @Sendable (Connection) throws -> Void = { store in
                let bytes = [UInt8](repeating: 1, count: size)
                try store.run("INSERT INTO item (id, bytes) VALUES (?1, ?2)", number, bytes)
            }
            writer.submit(insert) { result in
                let code = failureCode { try result.get() }
                codes.withLock { $0[number] = code }
                done.signal()
            }
        }
        try holding?.execute("BEGIN IMMEDIATE")
        gate.signal()
        for _ in sizes { done.wait() }
        try holding?.execute("ROLLBACK")
        return sizes.indices.map { number in codes.withLock { $0[number] } }
    }

    private func stored() throws -> [Int] {
        try Connection(path: folder.file("a.db"), mode: .readOnly)
            .all("SELECT id FROM item ORDER BY id") { $0.int(0) }
    }

    @Test func `a job that does not fit the disk fails alone`() throws {
        let writer = try makeWriter(pages: 20)
        let codes = try outcomes(writer, sizes: [1_000, 200_000, 1_000])
        #expect(codes == [nil, .full, nil])
        #expect(try stored() == [0, 2])
        #expect(try writer.perform { try $0.integrityProblems() } == [])
    }

    @Test func `a group that together does not fit is stored as far as it does`() throws {
        let writer = try makeWriter(pages: 20)
        let codes = try outcomes(writer, sizes: Array(repeating: 9_000, count: 10))
        #expect(codes.first == .some(nil))
        #expect(codes.last == .full)
        #expect(try stored() == codes.indices.filter { codes[$0] == nil })
    }

    @Test func `when the store is held by another connection every job hears busy`() throws {
        let writer = try makeWriter()
        let other = try Connection(path: folder.file("a.db"), mode: .readWrite)
        let codes = try outcomes(writer, sizes: [1, 1, 1], holding: other)
        #expect(codes == [.busy, .busy, .busy])
        #expect(try stored() == [])
        try writer.perform { try $0.run("INSERT INTO item (id) VALUES (1)") }
        #expect(try stored() == [1])
    }
}
