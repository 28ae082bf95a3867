import Foundation
import HTTPServer
import Testing

@Suite struct StartTests {
    @Test func `a port in use is an error that says so`() throws {
        let server = try TestServer()
        var configuration = HTTPServer.Configuration()
        configuration.port = server.port
        let second = HTTPServer(configuration: configuration) { _, _ in .respond(text("second")) }
        let error = #expect(throws: HTTPServerError.self) { try second.start() }
        #expect(error?.code == "http.port_in_use")
        #expect(error?.message.contains("\(server.port)") == true)
        server.stop()
    }

    @Test func `a port is free again after a drain`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/hello")
        #expect(client.answer()?.status == 200)
        server.stop()
        let second = try TestServer { $0.port = server.port }
        #expect(second.port == server.port)
        second.stop()
    }

    @Test(arguments: ["192.0.2.1", "not an address", "::ffff:300.1.1.1"])
    func `an address of another machine is an error`(host: String) throws {
        let server = HTTPServer(configuration: .init(host: host)) { _, _ in .respond(text("")) }
        let error = #expect(throws: HTTPServerError.self) { try server.start() }
        #expect(error?.code == "http.bad_address")
    }

    @Test func `a server starts once`() throws {
        let server = try TestServer()
        let error = #expect(throws: HTTPServerError.self) { try server.server.start() }
        #expect(error?.code == "http.already_started")
        server.stop()
    }

    @Test func `draining twice or before the start does nothing`() throws {
        let server = try TestServer()
        server.server.drain(deadlineMilliseconds: 1000)
        server.server.drain(deadlineMilliseconds: 1000)
        HTTPServer(configuration: .init()) { _, _ in .respond(text("")) }
            .drain(deadlineMilliseconds: 1000)
        server.stop()
    }

    @Test func `a server leaves no descriptor open`() throws {
        // Other tests run at the same time, so that only sockets on this port are counted.
        let server = try TestServer { $0.workers = 3 }
        let port = String(server.port, radix: 16, uppercase: true)
        server.stop()
        let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
        let listening = table.split(separator: "\n").filter { line in
            line.contains(":\(port) ") && line.contains(" 0A ")
        }
        #expect(listening.isEmpty)
    }
}

@Suite(.enabled(if: hasLoopbackSix, "this machine has no ::1"))
struct LoopbackSixTests {
    @Test func `the server listens on an address of version six`() throws {
        let server = try TestServer { $0.host = "::1" }
        let client = try RawClient(port: server.port, overVersionSix: true)
        client.get("/show")
        #expect(client.answer()?.text == "GET /show [] - ::1")
        server.stop()
    }
}

private let hasLoopbackSix =
    (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8))?
    .contains("00000000000000000000000000000001") == true
