import Foundation
import HTTPServer
import Synchronization
import Testing

@Suite struct ParkTests {
    @Test func `a parked request is answered from another thread`() throws {
        let server = try TestServer()
        let client = try server.client()
        for round in 0..<20 {
            client.get("/park")
            #expect(eventually { server.server.requestsParked == 1 })
            let exchange = try #require(server.desk.parked.withLock { $0.popLast() })
            #expect(exchange.isWaiting)
            Thread.detachNewThread { exchange.respond(text("round \(round)")) }
            #expect(client.answer()?.text == "round \(round)")
        }
        server.stop()
    }

    @Test func `an answer that comes before the park is not lost`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/early")
        #expect(client.answer()?.text == "early")
        server.stop()
    }

    @Test func `the first answer counts`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/park")
        #expect(eventually { server.server.requestsParked == 1 })
        let exchange = try #require(server.desk.parked.withLock { $0.first })
        #expect(exchange.respond(text("first")))
        #expect(!exchange.respond(text("second")))
        #expect(client.answer()?.text == "first")
        #expect(!exchange.isWaiting)
        server.stop()
    }

    @Test func `each parked request has its own deadline`() throws {
        let server = try TestServer()
        let began = now()
        let clients = try [300, 100, 200].map { milliseconds in
            server.desk.parkMilliseconds.store(milliseconds, ordering: .relaxed)
            let client = try server.client()
            let handled = server.desk.handled.load(ordering: .relaxed)
            client.get("/park")
            #expect(eventually { server.desk.handled.load(ordering: .relaxed) > handled })
            return client
        }
        for (index, seconds) in [(1, 0.1), (2, 0.2), (0, 0.3)] {
            #expect(clients[index].answer()?.text == "deadline")
            #expect(now() - began >= seconds)
            #expect(now() - began < seconds + 1)
        }
        let late = try #require(server.desk.parked.withLock { $0.first })
        #expect(!late.respond(text("too late")))
        server.stop()
    }

    @Test func `a park outlives the time of inactivity`() throws {
        let server = try TestServer { configuration in
            configuration.idleSeconds = 1
            configuration.headerSeconds = 1
            configuration.bodySeconds = 1
        }
        server.desk.parkMilliseconds.store(2300, ordering: .relaxed)
        let client = try server.client()
        client.get("/park")
        #expect(client.answer()?.text == "deadline")
        client.get("/hello")
        #expect(client.answer()?.text == "hello")
        server.stop()
    }

    @Test func `an answer for a client that has left goes nowhere`() throws {
        let server = try TestServer()
        do {
            let client = try server.client()
            client.get("/park")
            #expect(eventually { server.server.requestsParked == 1 })
        }
        server.desk.parked.withLock { $0.first }?.respond(text("anyone there?"))
        #expect(eventually { server.server.connections == 0 })
        #expect(server.server.requestsInFlight == 0)
        server.stop()
    }

    @Test func `an exchange is let go when it is answered`() throws {
        let server = try TestServer()
        let client = try server.client()
        weak var forgotten: Exchange?
        server.desk.parkMilliseconds.store(50, ordering: .relaxed)
        client.get("/park")
        #expect(eventually { server.server.requestsParked == 1 })
        forgotten = server.desk.parked.withLock { $0.popLast() }
        #expect(client.answer()?.text == "deadline")
        #expect(eventually { forgotten == nil })
        server.stop()
    }

    @Test func `many threads may answer many requests at once`() throws {
        let server = try TestServer { $0.workers = 2 }
        let clients = try (0..<100).map { _ in try server.client() }
        for _ in 0..<5 {
            for client in clients { client.get("/park") }
            #expect(eventually { server.server.requestsParked == 100 })
            let exchanges = server.desk.parked.withLock { list in
                defer { list = [] }
                return list
            }
            DispatchQueue.concurrentPerform(iterations: exchanges.count) { index in
                exchanges[index].respond(text("done"))
            }
            for client in clients { #expect(client.answer()?.text == "done") }
        }
        server.stop()
    }

    /// The library's own epoll loop stands still when exactly 128 connections are ready at once.
    @Test(arguments: [64, 127, 128, 129, 256, 300, 384])
    func `any number of connections may be ready at once`(count: Int) throws {
        let server = try TestServer()
        let clients = try (0..<count).map { _ in try server.client() }
        let start = now()
        for client in clients {
            client.get("/hello")
            #expect(client.answer()?.status == 200)
        }
        // What as many answers take one by one, on this machine and with what watches the program.
        let usual = now() - start
        let blocker = try server.client()
        blocker.get("/block")
        #expect(eventually { server.desk.handled.load(ordering: .relaxed) == count + 1 })
        for client in clients { client.get("/hello") }
        let began = now()
        server.desk.gate.store(true, ordering: .releasing)
        for client in clients { #expect(client.answer(seconds: 30)?.status == 200) }
        #expect(now() - began < 1 + usual)
        server.stop()
    }
}
