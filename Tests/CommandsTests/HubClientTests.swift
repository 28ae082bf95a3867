import Compression
import FieldClient
import HTTPServer
import SyncCore
import SyncEngine
import Testing

struct HubClientTests {
    let incarnation = Environment.system.newID()

    func error(_ response: HTTPResponse) throws -> NetworkError {
        let stub = try StubServer(response)
        let client = try HubClient(url: stub.url, token: "t")
        let error = #expect(throws: NetworkError.self) {
            try client.pull(cursor: nil, lacks: [], incarnation: incarnation, waitSeconds: 0)
        }
        return try #require(error)
    }

    func body(_ text: String) -> HTTPResponse.Body { .bytes(Array(text.utf8)) }

    @Test func `enrolling sends the code and reads what the hub tells`() throws {
        let ids = (0..<3).map { _ in Environment.system.newID() }
        let answer: JSONValue = [
            "device": ids[0].json, "centre": ids[1].json, "timeline": ids[2].json,
            "role": "volunteer", "token": "secret", "origin": 3, "person": ids[0].json,
        ]
        let stub = try StubServer(HTTPResponse(status: 201, body: .bytes(answer.bytes())))
        let enrolled = try HubClient(url: stub.url, token: nil)
            .enrol(code: "ABCD", name: "Anes mobil", incarnation: incarnation)
        #expect(enrolled.device == ids[0])
        #expect(enrolled.token == "secret")
        #expect(enrolled.origin == 3)
        #expect(enrolled.person == ids[0])
        let request = try #require(stub.seen.first)
        #expect(request.method == "POST")
        #expect(request.path == "/v1/devices")
        #expect(request.header("Authorization") == nil)
        let sent = try JSONValue.parse(request.body)
        #expect(sent["code"]?.text == "ABCD")
        #expect(sent["incarnation"] == incarnation.json)
    }

    @Test func `a pull carries token, cursor and waiting time, and is unpacked`() throws {
        let page = Array(String(repeating: "{\"row\":1}\n", count: 1000).utf8)
        let encoder = try GzipEncoder()
        let packed = encoder.append(page) + encoder.finish()
        let stub = try StubServer(
            HTTPResponse(headers: [("Content-Encoding", "gzip")], body: .bytes(packed))
        )
        let cursor = Cursor(timeline: incarnation, seq: 7, epoch: 1)
        // A base with a folder, as behind a reverse proxy.
        let client = try HubClient(url: stub.url + "/hub/", token: "t0ken")
        #expect(
            try client.pull(cursor: cursor, lacks: [], incarnation: incarnation, waitSeconds: 3)
                == page
        )
        let request = try #require(stub.seen.first)
        #expect(request.path == "/hub/v1/sync/pull")
        #expect(request.header("Authorization") == "Bearer t0ken")
        #expect(request.header("Accept-Encoding")?.contains("gzip") == true)
        #expect(request.query("cursor") == cursor.token)
        #expect(request.query("incarnation") == "\(incarnation)")
        #expect(request.query("wait") == "3")
    }

    @Test func `zstd is asked for and unpacked`() throws {
        let page = Array(String(repeating: "{\"row\":1}\n", count: 1000).utf8)
        let stub = try StubServer(
            HTTPResponse(headers: [("Content-Encoding", "zstd")], body: .bytes(try zstd(page)))
        )
        let client = try HubClient(url: stub.url, token: "t0ken")
        let taken = try client.pull(
            cursor: nil,
            lacks: [],
            incarnation: incarnation,
            waitSeconds: 0
        )
        #expect(taken == page)
        #expect(stub.seen.first?.header("Accept-Encoding")?.contains("zstd") == true)
    }

    @Test func `a packed bomb is given up at the bound, and a damaged answer passes by itself`()
        throws
    {
        let packed = try zstd([UInt8](repeating: 0x20, count: 80 << 20))
        #expect(packed.count < 20_000)
        func answered(_ body: [UInt8]) throws -> NetworkError {
            try error(HTTPResponse(headers: [("Content-Encoding", "zstd")], body: .bytes(body)))
        }
        #expect(try answered(packed).code == "network.too_large")
        #expect(try answered(Array("no zstd".utf8)).isPassing)
    }

    @Test func `the hub's own code and message come through`() throws {
        let error = try error(
            HTTPResponse(
                status: 403,
                body: body(#"{"error":{"code":"device.revoked","message":"Ask for a new code."}}"#)
            )
        )
        #expect(error == NetworkError("device.revoked", "Ask for a new code.", status: 403))
        #expect(!error.isPassing)
    }

    @Test func `a redirect is not followed, and the token not sent on`() throws {
        let other = try StubServer(HTTPResponse())
        let error = try error(
            HTTPResponse(status: 302, headers: [("Location", other.url + "/v1/sync/pull")])
        )
        #expect(error.code == "network.redirected")
        #expect(other.seen.isEmpty)
    }

    @Test func `what is not a hub is told as such`() throws {
        #expect(
            try error(HTTPResponse(status: 404, body: body("<html>"))).code == "network.not_a_hub"
        )
        let gateway = try error(HTTPResponse(status: 502, body: body("Bad gateway")))
        #expect(gateway.isPassing)
        let stub = try StubServer(HTTPResponse(body: body("hello")))
        #expect(throws: NetworkError.self) {
            try HubClient(url: stub.url, token: nil)
                .enrol(code: "A", name: "n", incarnation: incarnation)
        }
    }

    @Test func `nobody listening is a passing trouble`() throws {
        let stub = try StubServer(HTTPResponse())
        let url = stub.url
        stub.server.drain(deadlineMilliseconds: 0)
        let error = #expect(throws: NetworkError.self) {
            try HubClient(url: url, token: nil)
                .pull(cursor: nil, lacks: [], incarnation: incarnation, waitSeconds: 0)
        }
        #expect(error?.code == "network.unreachable")
        #expect(error?.isPassing == true)
    }

    @Test func `a hub that does not answer is given up after the time set`() throws {
        let server = HTTPServer(configuration: HTTPServer.Configuration()) { _, _ in
            .park(deadlineMilliseconds: 20_000) { HTTPResponse() }
        }
        let url = "http://127.0.0.1:\(try server.start())"
        defer { server.drain(deadlineMilliseconds: 0) }
        let error = #expect(throws: NetworkError.self) {
            try HubClient(url: url, token: nil, timeoutSeconds: 1)
                .pull(cursor: nil, lacks: [], incarnation: incarnation, waitSeconds: 0)
        }
        #expect(error?.code == "network.timeout")
    }
}
