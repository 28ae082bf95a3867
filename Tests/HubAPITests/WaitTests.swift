import HubAPI
import Coordination
import Glibc
import Schema
import Storage
import SyncCore
import SyncEngine
import Testing

struct WaitTests {
    private func wait(
        _ device: TestDevice,
        _ cursor: Cursor,
        seconds: Int = 30
    ) throws -> TestClient {
        let client = try TestClient(port: device.hub.port)
        client.ask(
            "GET",
            device.pullTarget(cursor, wait: seconds),
            headers: [device.authorization]
        )
        return client
    }

    @Test func `a waiting pull is answered when another device writes`() throws {
        let hub = try TestHub()
        let waiting = try hub.join()
        let writing = try hub.join()
        let client = try wait(waiting, try waiting.cursor())
        #expect(eventually { hub.server.waiting == 1 })
        #expect(client.isSilent(seconds: 0.1))
        let sent = writing.report(1)
        _ = try writing.push([sent])
        let pulled = try client.answer()?.pull
        #expect(pulled?.rows.map(\.id) == [sent.edits[0].id])
        #expect(hub.server.waiting == 0)
    }

    @Test func `what was written just before the wait is answered at once`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let cursor = try device.cursor()
        _ = try device.push([device.report(1)])
        #expect(try device.pull(cursor, wait: 30).rows.count == 1)
    }

    @Test func `nothing new costs no look-up while nobody writes`() throws {
        let hub = try TestHub(readers: 1)
        let device = try hub.join()
        let cursor = try device.cursor()
        func statements() throws -> Int {
            _ = try hub.service.read { $0.store.takeCost() }
            #expect(try device.pull(cursor).rows.isEmpty)
            return try hub.service.read { $0.store.takeCost().statements }
        }
        // A hub that has just begun may write by itself.
        #expect(eventually { (try? statements()) == 0 })
    }

    @Test func `who asked for nothing new hears what is written, and that it is shut out`() throws {
        let hub = try TestHub()
        let (device, writing) = (try hub.join(), try hub.join())
        let cursor = try device.cursor()
        for number in Int64(1)...3 {
            for _ in 1...3 { #expect(try device.pull(try device.cursor()).rows.isEmpty) }
            _ = try writing.push([writing.report(number)])
            #expect(try device.pull(cursor).rows.count == Int(number))
        }
        let last = try device.cursor()
        for _ in 1...3 { #expect(try device.pull(last).rows.isEmpty) }
        try hub.office.revoke(device.id, isLost: false)
        let answer = try hub.get(device.pullTarget(last), headers: [device.authorization])
        #expect(answer.code == "device.revoked")
    }

    @Test func `a wait that is taken without the store is woken and ends like any`() throws {
        let hub = try TestHub()
        let (device, writing) = (try hub.join(), try hub.join())
        let cursor = try device.cursor()
        for _ in 1...3 { #expect(try device.pull(cursor).rows.isEmpty) }
        #expect(try device.pull(cursor, wait: 1).rows.isEmpty)
        let client = try wait(device, cursor)
        #expect(eventually { hub.server.waiting == 1 })
        _ = try writing.push([writing.report(1)])
        #expect(try client.answer()?.pull.rows.count == 1)
        #expect(hub.server.waiting == 0)
    }

    @Test func `to hear that nothing is new takes six hundred bytes both ways`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let target = device.pullTarget(try device.cursor(), isBrief: true)
        let headers = [device.authorization, ("Accept-Encoding", "zstd")]
        let client = try TestClient(port: hub.port)
        client.ask("GET", target, headers: headers)
        let answer = try #require(client.answer())
        guard case .same = try answer.pull.first, try answer.pull.count == 1 else {
            Issue.record("not one line")
            return
        }
        func size(_ fields: [(name: String, value: String)]) -> Int {
            fields.map { $0.name.utf8.count + $0.value.utf8.count + 4 }.reduce(2, +)
        }
        let asked = "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:65535\r\n".utf8.count
        let told = "HTTP/1.1 200 OK\r\n".utf8.count + size(answer.headers) + answer.body.count
        #expect(asked + size(headers.map { (name: $0.0, value: $0.1) }) + told <= 600)
    }

    @Test func `a wait that is asked for briefly ends with one line, and news wake it`() throws {
        let hub = try TestHub()
        let (device, writing) = (try hub.join(), try hub.join())
        let target = device.pullTarget(try device.cursor(), wait: 1, isBrief: true)
        let idle = try hub.get(target, headers: [device.authorization])
        guard case .same = try idle.pull.first else {
            Issue.record("not one line")
            return
        }
        let client = try TestClient(port: hub.port)
        client.ask(
            "GET",
            device.pullTarget(try device.cursor(), wait: 30, isBrief: true),
            headers: [device.authorization]
        )
        #expect(eventually { hub.server.waiting == 1 })
        _ = try writing.push([writing.report(1)])
        #expect(try client.answer()?.pull.rows.count == 1)
    }

    @Test func `a longer wait than the document allows counts as the longest`() throws {
        let text = String(decoding: Schema.openAPI, as: UTF8.self)
        #expect(text.contains("more than \(ServeLimits().waitSeconds) counts as"))
        let hub = try TestHub { $0.limits.waitSeconds = 1 }
        let device = try hub.join()
        #expect(try device.pull(try device.cursor(), wait: 3600).rows.isEmpty)
    }

    @Test func `a wait without news ends at its time, with a cursor to go on from`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let cursor = try device.cursor()
        let start = now()
        let lines = try device.pull(cursor, wait: 1)
        #expect((0.9...4).contains(now() - start))
        #expect(lines.rows.isEmpty)
        #expect(lines.end?.cursor == cursor)
        #expect(eventually { hub.server.waiting == 0 })
    }

    @Test func `nobody waits longer than the hub lets wait`() throws {
        let hub = try TestHub { $0.limits.waitSeconds = 1 }
        let device = try hub.join()
        let cursor = try device.cursor()
        let start = now()
        _ = try device.pull(cursor, wait: 100_000)
        #expect(now() - start < 5)
    }

    @Test func `only devices whose scopes changed are woken`() throws {
        let hub = try TestHub()
        let public_ = try hub.join(.volunteer)
        let coordinator = try hub.join()
        let one = try wait(public_, try public_.cursor())
        let two = try wait(coordinator, try coordinator.cursor())
        #expect(eventually { hub.server.waiting == 2 })
        let writing = try hub.join()
        // Reports of litter are not in the public scope; zones are.
        _ = try writing.push([writing.report(1)])
        #expect(two.answer() != nil)
        #expect(hub.server.wakeUps == 1)
        #expect(one.isSilent(seconds: 0.1))
        _ = try hub.zone()
        #expect(try one.answer()?.pull.rows.count == 1)
    }

    @Test func `a newer wait of the same store ends the older`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let cursor = try device.cursor()
        let older = try wait(device, cursor)
        #expect(eventually { hub.server.waiting == 1 })
        let newer = try wait(device, cursor)
        #expect(try older.answer()?.pull.end?.cursor == cursor)
        #expect(newer.isSilent(seconds: 0.1))
        #expect(hub.server.waiting == 1)
    }

    @Test func `a device revoked while it waits hears it with the next news`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let client = try wait(device, try device.cursor())
        #expect(eventually { hub.server.waiting == 1 })
        try hub.office.revoke(device.id, isLost: false)
        let other = try hub.join()
        _ = try other.push([other.report(1)])
        #expect(client.answer()?.code == "device.revoked")
    }

    /// Raises the limit of open files as far as allowed; both ends of every connection are in this process.
    private static func canOpen(_ files: UInt) -> Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return false
        }
        guard limit.rlim_cur < files else { return true }
        limit.rlim_cur = min(files, limit.rlim_max)
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
            && limit.rlim_cur >= files
    }

    @Test(.enabled(if: canOpen(6_000), "the limit of open files is below 6,000"))
    func `of two thousand waiting pulls one write answers those it concerns`() throws {
        let hub = try TestHub()
        let (count, concerned) = (2_000, 300)
        let centre = hub.centre
        let incarnations = (0..<count).map { _ in Environment.system.newID() }
        let enrolled = try hub.service.write { hub in
            try incarnations.enumerated().map { place, incarnation in
                // Reports of litter are not in the public scope, which is all a volunteer has.
                let role: Role = place < concerned ? .actionOwner : .volunteer
                let code = try hub.invite(role: role, centre: centre)
                return try hub.enrol(code: code, name: "many", incarnation: incarnation)
            }
        }
        let devices = zip(enrolled, incarnations).map {
            TestDevice(hub, enrolled: $0, incarnation: $1)
        }
        let cursors = try hub.service.read { reader in
            try devices.map { device -> Cursor? in
                guard let known = try reader.device(token: device.token) else { return nil }
                let page = try reader.pull(known, incarnation: device.incarnation, cursor: nil)
                return try Lines.split(page.bytes).lines.map { try PullLine($0) }.end?.cursor
            }
        }
        let clients = try zip(devices, cursors).map { device, cursor in
            try wait(device, try #require(cursor), seconds: 55)
        }
        #expect(eventually(within: 60) { hub.server.waiting == count })
        let threads = Self.threads
        let writing = try hub.join()
        let sent = writing.report(1)
        let start = now()
        _ = try writing.push([sent])
        for client in clients.prefix(concerned) {
            #expect(try client.answer()?.pull.rows.map(\.id) == [sent.edits[0].id])
        }
        // Long before any of them would have given up, also where a sanitizer slows all of it.
        #expect(now() - start < 25)
        #expect(hub.server.wakeUps == concerned)
        #expect(hub.server.waiting == count - concerned)
        let isSilent = clients.dropFirst(concerned).allSatisfy { $0.isSilent(seconds: 0) }
        #expect(isSilent)
        // Tests run beside each other, so only a thread for each waiter would show.
        #expect(threads < 200)
    }

    private static var threads: Int {
        guard let folder = opendir("/proc/self/task") else { return .max }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }
}
