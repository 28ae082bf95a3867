import Glibc
import SyncCore
import Testing

/// A client over one socket of 127.0.0.1 that checks each answer against the OpenAPI document.
final class TestClient {
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var asked: [(method: String, path: String)] = []
    private let base: String

    struct Answer {
        var status: Int
        var headers: [(name: String, value: String)]
        var body: [UInt8]

        func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        var json: JSONValue { (try? JSONValue.parse(body)) ?? .null }
        /// The code of the error body.
        var code: String? { json["error"]?["code"]?.text }
        var text: String { String(decoding: body, as: UTF8.self) }
        var pull: [PullLine] {
            get throws { try Lines.split(body).lines.map { try PullLine($0) } }
        }
    }

    struct Refused: Error {}

    init(port: UInt16) throws {
        base = "127.0.0.1:\(port)"
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failure = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, size)
            }
        }
        // An object that is whole ends with its deinit, also when its initialiser throws: that closes.
        guard failure == 0 else { throw Refused() }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
    }

    deinit { close(descriptor) }

    func ask(
        _ method: String,
        _ target: String,
        headers: [(String, String)] = [],
        body: [UInt8]? = nil
    ) {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: \(base)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        asked.append((method, String(target.prefix { $0 != "?" })))
        send(Array("\(head)\r\n".utf8) + (body ?? []))
    }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// The next answer; nil when none comes in time.
    func answer(seconds: Double = 60) -> Answer? {
        let deadline = now() + seconds
        var end: Int?
        while end == nil {
            end = (0..<max(0, received.count - 3)).first {
                received[$0] == 13 && received[$0..<$0 + 4].elementsEqual([13, 10, 13, 10])
            }
            if end == nil, !fill(deadline) { return nil }
        }
        let head = String(decoding: received[..<(end ?? 0)], as: UTF8.self)
        received.removeFirst((end ?? 0) + 4)
        var answer = parse(head)
        let length = answer.header("Content-Length").flatMap(Int.init) ?? 0
        let hasBody = asked.first?.method != "HEAD" && answer.status != 304
        while hasBody, received.count < length {
            guard fill(deadline) else { return nil }
        }
        if hasBody {
            answer.body = Array(received.prefix(length))
            received.removeFirst(length)
        }
        if !asked.isEmpty {
            let (method, path) = asked.removeFirst()
            Described.document.check(answer, method, path)
        }
        return answer
    }

    /// Whether nothing arrives in this time.
    func isSilent(seconds: Double) -> Bool { received.isEmpty && !fill(now() + seconds) }

    private func parse(_ head: String) -> Answer {
        let lines = head.split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (
                name: String(parts[0]),
                value: String(parts.count > 1 ? parts[1].drop { $0 == " " } : "")
            )
        }
        return Answer(status: status ?? 0, headers: headers, body: [])
    }

    private func fill(_ deadline: Double) -> Bool {
        var slot = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&slot, 1, Int32(max(0, (deadline - now()) * 1000))) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        received.append(contentsOf: buffer[..<count])
        return true
    }
}

/// Seconds of a clock that only goes forward.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Looks again and again until it is true, at most so many seconds.
func eventually(within seconds: Double = 60, _ condition: () -> Bool) -> Bool {
    let deadline = now() + seconds
    while now() < deadline {
        if condition() { return true }
        usleep(2000)
    }
    return condition()
}

extension TestHub {
    func get(
        _ target: String,
        headers: [(String, String)] = []
    ) throws -> TestClient.Answer {
        try ask("GET", target, headers: headers)
    }

    func post(
        _ target: String,
        _ body: [UInt8],
        headers: [(String, String)] = []
    ) throws -> TestClient.Answer {
        try ask("POST", target, headers: headers, body: body)
    }

    func ask(
        _ method: String,
        _ target: String,
        headers: [(String, String)] = [],
        body: [UInt8]? = nil
    ) throws -> TestClient.Answer {
        let client = try TestClient(port: port)
        client.ask(method, target, headers: headers, body: body)
        return try #require(client.answer())
    }
}
