import Glibc
import Storage
import SyncCore
import SyncEngine
import Synchronization
import Testing

@Suite struct `A hub's store in use` {
    private static func folder() -> String {
        var template = Array("/tmp/dugnad-service-XXXXXX".utf8CString)
        return template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/tmp"
        }
    }

    private func withService(_ body: (HubService, RowID) throws -> Void) throws {
        let folder = Self.folder()
        defer { _ = system("rm -rf '\(folder)'") }
        let path = folder + "/hub.db"
        let domain = try NotesDomain()
        let centre = try HubService.found(
            path: path,
            centre: "Klubben",
            municipality: nil,
            domain: domain,
            environment: .system
        )
        let service = try HubService(path: path, domain: domain, environment: .system)
        try body(service, centre)
        service.close()
    }

    @Test func `the listener is called no deeper after many commits`() throws {
        try withService { service, centre in
            let places = Mutex<[Int]>([])
            service.listen { _ in
                var here = 0
                let place = withUnsafePointer(to: &here) { Int(bitPattern: $0) }
                places.withLock { $0.append(place) }
            }
            for _ in 0..<200 {
                let id = service.environment.newID()
                _ = try service.submit([
                    Edit("note", id, set: ["clubId": centre.json, "title": "once more"])
                ])
            }
            // Told after the answer, so that the last may still be on its way.
            service.close()
            let depths = places.withLock { $0 }
            #expect(depths.count >= 199)
            let grown = abs((depths.last ?? 0) - (depths.first ?? 0))
            #expect(grown < 1024, "the stack has grown by \(grown) bytes")
        }
    }

    @Test func `readers see what was committed and nothing else`() throws {
        try withService { service, centre in
            let id = service.environment.newID()
            let outcome = try service.submit([
                Edit("note", id, set: ["clubId": centre.json, "title": "seen"])
            ])
            #expect(outcome.verdict == .applied)
            #expect(try service.read { try $0.row(id)?["title"]?.text } == "seen")
        }
    }

    @Test func `a pull hears what was written since, however often it heard that nothing was`()
        throws
    {
        try withService { service, centre in
            let incarnation = service.environment.newID()
            let token = try service.write { hub in
                let code = try hub.invite(role: Role(rawValue: "member"), centre: centre)
                return try hub.enrol(code: code, name: "a", incarnation: incarnation).token
            }
            func pull(from cursor: Cursor?) throws -> PullPage {
                try service.read { reader in
                    let device = try #require(try reader.device(token: token))
                    return try reader.pull(device, incarnation: incarnation, cursor: cursor)
                }
            }
            let first = try #require(Lines.split(try pull(from: nil).bytes).lines.last)
            guard case .end(let end) = try PullLine(first) else {
                Issue.record("the page has no end")
                return
            }
            // More often than there are readers, so that each has found nothing new.
            for _ in 1...5 { #expect(try pull(from: end.cursor).isNothingNew) }
            _ = try service.submit([
                Edit(
                    "note",
                    service.environment.newID(),
                    set: ["clubId": centre.json, "title": "x"]
                )
            ])
            for _ in 1...5 { #expect(try !pull(from: end.cursor).isNothingNew) }
        }
    }

    @Test func `a second process is told that the store is in use`() throws {
        try withService { service, _ in
            let error = #expect(throws: StorageError.self) {
                try HubService(
                    path: service.path,
                    domain: service.domain,
                    environment: .system
                )
            }
            #expect(error?.code.rawValue == "store.locked")
        }
    }

    @Test func `a service that was closed leaves the store to the next while it still lives`()
        throws
    {
        try withService { service, centre in
            service.close()
            let again = try HubService(
                path: service.path,
                domain: service.domain,
                environment: .system
            )
            let id = again.environment.newID()
            let edit = Edit("note", id, set: ["clubId": centre.json, "title": "later"])
            #expect(try again.submit([edit]).verdict == .applied)
            #expect(throws: (any Error).self) { try service.submit([edit]) }
            again.close()
        }
    }

    @Test func `an empty store is no hub, and a hub is not founded twice`() throws {
        try withService { service, _ in
            service.close()
            let twice = #expect(throws: (any Error).self) {
                try HubService.found(
                    path: service.path,
                    centre: "B",
                    municipality: nil,
                    domain: service.domain,
                    environment: .system
                )
            }
            #expect(twice is SyncError || twice is StorageError)
        }
    }

    @Test func `listeners hear of changed scopes only after the commit`() throws {
        try withService { service, centre in
            let heard = Mutex<[Set<Int64>]>([])
            service.listen { scopes in heard.withLock { $0.append(scopes) } }
            _ = try service.submit([
                Edit("note", service.environment.newID(), set: ["clubId": centre.json])
            ])
            #expect(heard.withLock { $0.count } == 1)
            _ = try service.submit([Edit("note", service.environment.newID(), set: [:])])
            #expect(heard.withLock { $0.count } == 1)
        }
    }

    @Test func `many threads push at once and every operation is there once`() throws {
        try withService { service, centre in
            let threads = 8
            let each = 25
            let group = DispatchlessGroup()
            for _ in 0..<threads {
                group.run {
                    for _ in 0..<each {
                        _ = try? service.submit([
                            Edit("note", service.environment.newID(), set: ["clubId": centre.json])
                        ])
                    }
                }
            }
            group.wait()
            let rows = try service.read { try $0.rows("note").count }
            #expect(rows == threads * each)
            #expect(try service.read { try $0.head() } == Int64(threads * each + 1))
        }
    }
}

/// A few threads, joined at the end; the tests need no more of a thread pool.
private final class DispatchlessGroup {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    private var threads: [pthread_t] = []

    func run(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Body(body)).toOpaque()
        pthread_create(
            &thread,
            nil,
            { @Sendable context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context
        )
        threads.append(thread)
    }

    func wait() {
        for thread in threads { pthread_join(thread, nil) }
    }
}
