import Synchronization
import Testing

@testable import Storage

@Suite struct WriterTests {
    struct Stop: Error {}

    let folder = TemporaryFolder()

    private func open(_ mode: Connection.Mode = .create) throws -> Connection {
        try Connection(path: folder.file("a.db"), mode: mode, options: .init(durability: .none))
    }

    private func makeWriter(
        _ limits: WriterLimits = .init(),
        undone: @escaping @Sendable (Connection) -> Void = { _ in }
    ) throws -> Writer<Connection> {
        let path = folder.file("a.db")
        return try Writer(limits: limits, undone: undone) {
            let store = try Connection(
                path: path,
                mode: .create,
                options: .init(durability: .none)
            )
            try store.execute(
                """
                CREATE TABLE item (id INTEGER PRIMARY KEY) STRICT;
                CREATE TABLE part (item INTEGER REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED) STRICT
                """
            )
            return (store, store)
        }
    }

    private func items() throws -> [Int] {
        try open(.readOnly).all("SELECT id FROM item ORDER BY id") { $0.int(0) }
    }

    /// Hands in all jobs while the writer is held up, so that they make one group.
    private func submitTogether(
        _ writer: Writer<Connection>,
        _ jobs: [@Sendable (Connection) throws -> Void],
        completion: @escaping @Sendable (Int, Result<Void, any Error>) -> Void
    ) {
        let (started, gate, done) = (Semaphore(), Semaphore(), Semaphore())
        writer.submit(
            { _ in
                started.signal(); gate.wait()
            },
            completion: { _ in }
        )
        started.wait()
        for (number, job) in jobs.enumerated() {
            writer.submit(job) { result in
                completion(number, result)
                done.signal()
            }
        }
        gate.signal()
        for _ in jobs { done.wait() }
    }

    private func insert(_ id: Int) -> @Sendable (Connection) throws -> Void {
        { try $0.run("INSERT INTO item (id) VALUES (?1)", id) }
    }

    @Test func `a job's answer comes back, and its error too`() throws {
        let writer = try makeWriter()
        #expect(try writer.perform { try $0.first("SELECT 7") { $0.int(0) } } == 7)
        #expect(throws: Stop.self) { try writer.perform { _ in throw Stop() } }
        writer.stop()
    }

    @Test func `what opening throws reaches whoever starts the writer`() {
        #expect(throws: Stop.self) { try Writer<Int> { throw Stop() } }
    }

    @Test func `a failing job of a group fails alone`() throws {
        let writer = try makeWriter()
        let failed = Mutex<[Int]>([])
        let bad: @Sendable (Connection) throws -> Void = { store in
            try store.run("INSERT INTO item (id) VALUES (50)")
            throw Stop()
        }
        submitTogether(writer, [insert(1), bad, insert(2), insert(1), insert(3)]) {
            number,
            result in
            if case .failure = result { failed.withLock { $0.append(number) } }
        }
        #expect(failed.withLock { $0 } == [1, 3])
        #expect(try items() == [1, 2, 3])
    }

    @Test func `answers come in order and after the commit`() throws {
        let writer = try makeWriter()
        let seen = Mutex<[[Int]]>([])
        let path = folder.file("a.db")
        submitTogether(writer, [insert(1), insert(2), insert(3)]) { number, _ in
            let reader = try? Connection(path: path, mode: .readOnly)
            let count = try? reader?.first("SELECT count(*) FROM item") { $0.int(0) }
            seen.withLock { $0.append([number, count ?? -1]) }
        }
        #expect(seen.withLock { $0 } == [[0, 3], [1, 3], [2, 3]])
    }

    @Test func `a commit that fails is tried again one by one, and only the guilty job fails`()
        throws
    {
        let undone = Mutex(0)
        let writer = try makeWriter(undone: { _ in undone.withLock { $0 += 1 } })
        let runs = Mutex([0, 0, 0])
        let failed = Mutex<[Int]>([])
        let jobs: [@Sendable (Connection) throws -> Void] = [
            insert(1), { try $0.run("INSERT INTO part VALUES (99)") }, insert(2),
        ]
        let counted = jobs.enumerated().map {
            number,
            job -> @Sendable (Connection) throws -> Void in
            { store in
                runs.withLock { $0[number] += 1 }
                try job(store)
            }
        }
        submitTogether(writer, counted) { number, result in
            if case .failure(let error as StorageError) = result, error.code == .constraint {
                failed.withLock { $0.append(number) }
            }
        }
        #expect(failed.withLock { $0 } == [1])
        #expect(runs.withLock { $0 } == [2, 2, 2])
        #expect(undone.withLock { $0 } == 2, "once for the group, once for the guilty job")
        #expect(try items() == [1, 2])
    }

    @Test func `a job that makes SQLite undo everything does not take its group along`() throws {
        let writer = try makeWriter()
        try writer.perform(insert(1))
        let failed = Mutex<[Int]>([])
        let rude: @Sendable (Connection) throws -> Void = { store in
            try? store.run("INSERT OR ROLLBACK INTO item (id) VALUES (1)")
        }
        submitTogether(writer, [insert(2), rude, insert(3)]) { number, result in
            if case .failure = result { failed.withLock { $0.append(number) } }
        }
        #expect(failed.withLock { $0 } == [1])
        #expect(try items() == [1, 2, 3])
    }

    @Test func `a full queue says busy at once`() throws {
        let writer = try makeWriter(.init(jobsPerCommit: 2, waitingJobs: 3))
        let (started, gate) = (Semaphore(), Semaphore())
        writer.submit(
            { _ in
                started.signal(); gate.wait()
            },
            completion: { _ in }
        )
        started.wait()
        let codes = Mutex<[StorageError.Code?]>([])
        for id in 1...5 {
            writer.submit(insert(id)) { result in
                let code = failureCode { try result.get() }
                codes.withLock { $0.append(code) }
            }
        }
        #expect(codes.withLock { $0 } == [.busy, .busy])
        #expect(writer.waitingJobs == 3)
        gate.signal()
        writer.stop()
        #expect(codes.withLock { $0 } == [.busy, .busy, nil, nil, nil])
        #expect(try items() == [1, 2, 3])
    }

    @Test func `a group is no larger than its limit`() throws {
        let writer = try makeWriter(.init(jobsPerCommit: 2, waitingJobs: 10))
        let seen = Mutex<[Int]>([])
        let path = folder.file("a.db")
        submitTogether(writer, (1...5).map(insert)) { _, _ in
            let reader = try? Connection(path: path, mode: .readOnly)
            let count = try? reader?.first("SELECT count(*) FROM item") { $0.int(0) }
            seen.withLock { $0.append(count ?? -1) }
        }
        #expect(seen.withLock { $0 } == [2, 2, 4, 4, 5])
    }

    @Test func `stopping stores what waits, closes the store and refuses more`() throws {
        let writer = try makeWriter()
        for id in 1...200 { writer.submit(insert(id), completion: { _ in }) }
        writer.stop()
        writer.stop()
        #expect(folder.names == ["a.db"])
        #expect(try items().count == 200)
        #expect(failureCode { try writer.perform(insert(201)) } == .stopped)
    }

    @Test func `letting go of a writer stops it, even from its own completion`() throws {
        let (finished, gate) = (Semaphore(), Semaphore())
        do {
            let writer = try makeWriter()
            writer.submit({ _ in gate.wait() }) { _ in
                #expect(writer.isCurrent)
                finished.signal()
            }
        }
        gate.signal()
        finished.wait()
        while folder.names != ["a.db"] { usleepBriefly() }
    }

    @Test func `many threads write at once and every answer is kept`() throws {
        let writer = try makeWriter()
        let lost = Mutex<[Int]>([])
        let threads = try (0..<8).map { thread in
            try WorkerThread {
                for number in 0..<100 {
                    let id = thread * 100 + number
                    do { try writer.perform(insert(id)) } catch { lost.withLock { $0.append(id) } }
                }
            }
        }
        threads.forEach { $0.join() }
        #expect(lost.withLock { $0 } == [])
        #expect(try items() == Array(0..<800))
    }

    @Test func `the writer's own thread may not wait for itself`() async {
        await #expect(processExitsWith: .failure) {
            let writer = try Writer<Int> { (try Connection(path: ":memory:", mode: .create), 0) }
            try writer.perform { _ in try writer.perform { _ in } }
        }
    }

    @Test func `what follows a commit is done before anybody hears of it`() throws {
        let path = folder.file("b.db")
        let log = Mutex<[String]>([])
        let writer = try Writer(committed: { _ in log.withLock { $0.append("committed") } }) {
            let store = try Connection(path: path, mode: .create, options: .init(durability: .none))
            return (store, store)
        }
        let done = Semaphore()
        writer.submit({ _ in log.withLock { $0.append("job") } }) { _ in
            log.withLock { $0.append("answer") }
            done.signal()
        }
        done.wait()
        writer.stop()
        #expect(log.withLock { $0 } == ["job", "committed", "answer"])
    }

    @Test
    func `where it cannot be done nobody is told of success, and the next commit tries again`()
        throws
    {
        let path = folder.file("c.db")
        let isBroken = Mutex(true)
        let writer = try Writer(
            committed: { _ in if isBroken.withLock({ $0 }) { throw Stop() } }
        ) {
            let store = try Connection(path: path, mode: .create, options: .init(durability: .none))
            try store.execute("CREATE TABLE item (id INTEGER PRIMARY KEY) STRICT")
            return (store, store)
        }
        #expect(throws: Stop.self) {
            try writer.perform { try $0.run("INSERT INTO item (id) VALUES (1)") }
        }
        isBroken.withLock { $0 = false }
        let count = try writer.perform { try $0.first("SELECT count(*) FROM item") { $0.int(0) } }
        #expect(count == 1, "what was committed stays")
        writer.stop()
    }
}
