import HubAPI
import Compression
import SyncCore
import SyncEngine
import Testing

/// Bodies that cannot be taken as they are: refused whole, or one operation of them, never half-stored.
struct MalformedTests {
    /// Lines that are no operation, with the code of the outcome they get.
    static let lines: [(String, String)] = [
        ("this is not JSON", "json.invalid"),
        ("{\"n\":1", "json.invalid"),
        (String(repeating: "[", count: 40) + String(repeating: "]", count: 40), "json.too_deep"),
        ("{\"n\":1,\"n\":1}", "json.duplicate_key"),
        ("{\"n\":\"\\ud800\"}", "json.text"),
        ("{\"n\":99999999999999999999}", "json.number_range"),
        ("{\"n\":1e999}", "json.number_range"),
        ("[]", "op.malformed"),
        ("{}", "op.malformed"),
    ]

    private func head(_ device: TestDevice) -> [UInt8] { device.body([]) }

    @Test(arguments: lines)
    func `a line that is no operation is refused by itself`(line: String, code: String) throws {
        let hub = try TestHub()
        let device = try hub.join()
        let good = device.report(2).json.line()
        let answer = try device.push(head(device) + Array(line.utf8) + [0x0A] + good)
        #expect(answer.status == 200)
        let outcomes = try PushAnswer(answer.body).outcomes
        #expect(outcomes.map(\.verdict) == [.refused, .applied])
        #expect(outcomes[0].findings.first?.code == code)
    }

    @Test(arguments: lines)
    func `a first line that is no head refuses the whole push`(line: String, code: String) throws {
        let hub = try TestHub()
        let device = try hub.join()
        let before = try hub.head
        let answer = try device.push(Array(line.utf8) + [0x0A] + device.report(1).json.line())
        #expect(answer.status == 400)
        #expect(answer.code == (code == "op.malformed" ? "push.malformed" : code))
        #expect(try hub.head == before)
    }

    @Test func `a push cut at any byte stores nothing`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let before = try hub.head
        let whole = device.body([device.report(1), device.report(2)])
        let ends = whole.indices.filter { whole[$0] == 0x0A }
        for length in stride(from: 0, to: whole.count, by: 37) where !ends.contains(length - 1) {
            let answer = try device.push(Array(whole[..<length]))
            #expect(answer.status == 400)
            #expect(answer.code == "push.cut")
        }
        #expect(try hub.head == before)
    }

    @Test func `bytes that are no UTF-8 are refused`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let answer = try device.push(head(device) + [0x22, 0xC3, 0x28, 0x22, 0x0A])
        #expect(try PushAnswer(answer.body).outcomes[0].findings.first?.code == "json.text")
    }

    @Test func `a packed push is as good as a plain one`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let gzip = try GzipEncoder()
        let packed = gzip.append(device.body([device.report(1)])) + gzip.finish()
        let answer = try device.push(packed, headers: [("Content-Encoding", "gzip")])
        #expect(try PushAnswer(answer.body).outcomes.map(\.verdict) == [.applied])
        let other = try device.push(
            try zstd(device.body([device.report(2)])),
            headers: [("Content-Encoding", "zstd")]
        )
        #expect(try PushAnswer(other.body).outcomes.map(\.verdict) == [.applied])
    }

    @Test func `a zstd bomb and a cut zstd are refused`() throws {
        let hub = try TestHub { $0.limits.inflatedBytes = 1 << 20 }
        let device = try hub.join()
        func send(_ body: [UInt8]) throws -> TestClient.Answer {
            try device.push(body, headers: [("Content-Encoding", "zstd")])
        }
        let packed = try zstd([UInt8](repeating: 0x20, count: 100 << 20))
        #expect(packed.count < 20_000)
        #expect(try send(packed).code == "zstd.ratio")
        var random = SystemRandomNumberGenerator()
        let noise = (0..<(1 << 20) + 1).map { _ in UInt8(random.next() & 15) }
        let large = try send(try zstd(noise))
        #expect(large.status == 413)
        #expect(large.code == "zstd.too_large")
        #expect(try send(Array(packed.prefix(20))).code == "zstd.truncated")
        #expect(try send(Array("no zstd".utf8)).code == "zstd.corrupt")
    }

    @Test func `a gzip bomb, a cut gzip and an unknown packing are refused`() throws {
        let hub = try TestHub { $0.limits.inflatedBytes = 1 << 20 }
        let device = try hub.join()
        func send(_ body: [UInt8], _ coding: String = "gzip") throws -> TestClient.Answer {
            try device.push(body, headers: [("Content-Encoding", coding)])
        }
        let bomb = try GzipEncoder(level: 9)
        let zeros = [UInt8](repeating: 0x20, count: 50 << 20)
        let packed = bomb.append(zeros) + bomb.finish()
        #expect(packed.count < 100_000)
        #expect(try send(packed).code == "gzip.ratio")
        // Not dense enough to look like a bomb, and still more than is allowed.
        let plain = try GzipEncoder()
        var random = SystemRandomNumberGenerator()
        let noise = (0..<(1 << 20) + 1).map { _ in UInt8(random.next() & 15) }
        let large = try send(plain.append(noise) + plain.finish())
        #expect(large.status == 413)
        #expect(large.code == "gzip.too_large")
        #expect(try send(Array(packed.prefix(20))).code == "gzip.truncated")
        #expect(try send(Array("no gzip".utf8)).code == "gzip.corrupt")
        let unknown = try send([], "br")
        #expect(unknown.status == 415)
        #expect(unknown.code == "request.encoding")
    }

    @Test func `an unknown cursor, incarnation or wait is named`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        func code(_ target: String) throws -> String? {
            try hub.get("/v1/sync/pull" + target, headers: [device.authorization]).code
        }
        #expect(try code("") == "request.field")
        #expect(try code("?incarnation=7") == "request.field")
        let own = "?incarnation=\(device.incarnation)"
        #expect(try code(own + "&cursor=c1.x") == "pull.cursor")
        #expect(try code(own + "&wait=-1") == "request.field")
        #expect(try code(own + "&wait=soon") == "request.field")
        // Who has no token learns nothing of the query.
        for query in ["", "?incarnation=7", own + "&cursor=c1.x", own + "&wait=-1"] {
            let stranger = try hub.get("/v1/sync/pull" + query)
            #expect(stranger.status == 401)
            #expect(stranger.code == "auth.missing")
        }
        // One that another hub made, or for another device, starts afresh.
        let other = try hub.join().cursor()
        guard case .head(let head)? = try device.pull(other).first else {
            Issue.record("no head")
            return
        }
        #expect(head.isFresh)
    }

    @Test func `an unknown path, method or zone is an error like all others`() throws {
        let hub = try TestHub()
        #expect(try hub.get("/v1/nothing").code == "route.unknown")
        #expect(try hub.get("/").status == 404)
        let method = try hub.ask("DELETE", "/v1/health")
        #expect(method.status == 405)
        #expect(method.header("Allow") == "GET")
        #expect(try hub.get("/v1/zones/%00").status == 404)
        #expect(try hub.get("/v1/zones/\(Environment.system.newID())").code == "zone.unknown")
        #expect(try hub.ask("HEAD", "/v1/health").body.isEmpty)
    }
}
