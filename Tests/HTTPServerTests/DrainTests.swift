import Foundation
import HTTPServer
import Synchronization
import Testing

@Suite struct DrainTests {
    @Test func `a drain answers what is in flight and refuses new connections`() throws {
        let server = try TestServer { $0.workers = 2 }
        let clients = try (0..<20).map { _ in try server.client() }
        for client in clients { client.get("/park") }
        #expect(eventually { server.server.requestsParked == 20 })
        let drain = Background { server.server.drain(deadlineMilliseconds: 10_000) }
        #expect(eventually { server.isRefusing })
        for exchange in server.desk.parked.withLock({ $0 }) { exchange.respond(text("done")) }
        for client in clients {
            let answer = try #require(client.answer())
            #expect(answer.text == "done")
            #expect(answer.header("Connection")?.lowercased() == "close")
        }
        #expect(drain.ended(within: 2))
        server.stop()
    }

    @Test func `what the deadline of a drain finds parked gets its deadline's answer`() throws {
        let server = try TestServer { $0.workers = 2 }
        let clients = try (0..<200).map { _ in try server.client() }
        for client in clients { client.get("/park") }
        #expect(eventually { server.server.requestsParked == 200 })
        let began = now()
        server.server.drain(deadlineMilliseconds: 100)
        #expect(now() - began < 1.5)
        for client in clients { #expect(client.answer()?.text == "deadline") }
        server.stop()
    }

    @Test func `long polls end as soon as a drain begins`() throws {
        let server = try TestServer()
        let clients = try (0..<200).map { _ in try server.client() }
        for client in clients { client.get("/long") }
        #expect(eventually { server.server.requestsParked == 200 })
        let began = now()
        server.server.drain(deadlineMilliseconds: 10_000)
        #expect(now() - began < 2)
        for client in clients { #expect(client.answer()?.text == "deadline") }
        server.stop()
    }

    @Test func `a request that comes on an open connection while draining is answered`() throws {
        let server = try TestServer()
        let parked = try server.client()
        let idle = try server.client()
        idle.get("/hello")
        #expect(idle.answer()?.status == 200)
        parked.get("/park")
        #expect(eventually { server.server.requestsParked == 1 })
        let drain = Background { server.server.drain(deadlineMilliseconds: 10_000) }
        #expect(eventually { server.isRefusing })
        idle.get("/long")
        let answer = try #require(idle.answer())
        #expect(answer.text == "deadline")
        #expect(answer.header("Connection")?.lowercased() == "close")
        server.desk.parked.withLock { $0.first }?.respond(text("done"))
        #expect(parked.answer()?.text == "done")
        #expect(drain.ended(within: 2))
        server.stop()
    }

    @Test func `busy clients lose no request to a drain`() throws {
        let server = try TestServer { configuration in
            configuration.workers = 2
            configuration.lingerMilliseconds = 100
        }
        let lost = Mutex(0)
        let answered = Mutex(0)
        let clients = (0..<8).map { _ in
            Background {
                while let client = try? server.client() {
                    var isOpen = true
                    while isOpen {
                        client.get("/hello")
                        guard let answer = client.answer() else {
                            lost.withLock { $0 += 1 }
                            break
                        }
                        answered.withLock { $0 += 1 }
                        isOpen = answer.header("Connection")?.lowercased() != "close"
                    }
                }
            }
        }
        #expect(eventually { answered.withLock { $0 } > 500 })
        server.server.drain(deadlineMilliseconds: 5000)
        for client in clients { #expect(client.ended(within: 10)) }
        #expect(lost.withLock { $0 } == 0)
        server.stop()
    }

    @Test func `a stream without end is cut when the deadline has passed`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/stream?bytes=1000000000000")
        #expect(eventually { server.desk.streams.load(ordering: .relaxed) == 1 })
        let began = now()
        server.server.drain(deadlineMilliseconds: 50)
        #expect(now() - began < 3)
        #expect(server.desk.streams.load(ordering: .relaxed) == 0)
        server.stop()
    }

    @Test func `an idle connection does not hold up a drain`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/hello")
        #expect(client.answer()?.status == 200)
        let began = now()
        server.server.drain(deadlineMilliseconds: 10_000)
        #expect(now() - began < 1)
        #expect(client.closes(within: 1))
        server.stop()
    }
}

/// Something that runs on a thread of its own.
final class Background: Sendable {
    private let isDone = Atomic<Bool>(false)

    init(_ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            body()
            self.isDone.store(true, ordering: .releasing)
        }
    }

    func ended(within seconds: Double) -> Bool {
        eventually(within: seconds) { isDone.load(ordering: .acquiring) }
    }
}
