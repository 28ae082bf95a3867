import Glibc

/// A client that sends exactly the bytes it is told to, over one socket of 127.0.0.1 or ::1.
final class RawClient {
    let descriptor: Int32
    private var received: [UInt8] = []
    private(set) var isClosed = false

    struct Answer {
        var status: Int
        var headers: [(name: String, value: String)]
        var body: [UInt8]
        /// Whether the body ended as its framing says, and not by a cut.
        var isWhole: Bool

        var text: String { String(decoding: body, as: UTF8.self) }

        func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    struct Refused: Error {}
    struct Unable: Error { let errno: Int32 }

    init(port: UInt16, overVersionSix: Bool = false) throws {
        descriptor = socket(
            overVersionSix ? AF_INET6 : AF_INET,
            Int32(SOCK_STREAM.rawValue),
            0
        )
        let rc =
            overVersionSix
            ? connectLoopbackSix(descriptor, port: port) : connectLoopback(descriptor, port: port)
        // An object that is whole ends with its deinit, also when its initialiser throws: that closes.
        guard rc == 0 else {
            // Without descriptors or ports left nothing is said about the server.
            if errno == ECONNREFUSED { throw Refused() }
            throw Unable(errno: errno)
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
    }

    deinit {
        close(descriptor)
    }

    /// Sends all of it; false when the server has closed before.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool {
        send(Array(text.utf8))
    }

    func get(_ target: String, method: String = "GET", headers: String = "") {
        send("\(method) \(target) HTTP/1.1\r\nHost: test\r\n\(headers)\r\n")
    }

    func post(_ target: String, _ body: [UInt8], headers: String = "") {
        let head = "POST \(target) HTTP/1.1\r\nHost: test\r\nContent-Length: \(body.count)\r\n"
        send(Array("\(head)\(headers)\r\n".utf8) + body)
    }

    /// The next answer; nil when none comes in time or the connection ends before its head does.
    func answer(toHead: Bool = false, seconds: Double = 60) -> Answer? {
        let deadline = now() + seconds
        while true {
            if let end = firstIndex(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: received[..<end], as: UTF8.self)
                received.removeFirst(end + 4)
                return body(of: parse(head), toHead: toHead, deadline: deadline)
            }
            guard fill(deadline: deadline) else { return nil }
        }
    }

    /// Whether the server ends the connection in this time; what it still sends is kept.
    func closes(within seconds: Double) -> Bool {
        let deadline = now() + seconds
        while fill(deadline: deadline) {}
        return isClosed
    }

    /// Everything received and not taken as an answer.
    var leftover: [UInt8] { received }

    /// Sends nothing more; the server sees the end of our stream.
    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    private func body(of head: Answer, toHead: Bool, deadline: Double) -> Answer {
        var answer = head
        let isBodiless = toHead || head.status == 204 || head.status == 304 || head.status < 200
        if isBodiless { return answer }
        if head.header("Transfer-Encoding") == "chunked" {
            return chunked(answer, deadline: deadline)
        }
        guard let length = head.header("Content-Length").flatMap(Int.init) else {
            while fill(deadline: deadline) {}
            answer.body = received
            received = []
            return answer
        }
        answer.isWhole = take(length, into: &answer.body, deadline: deadline)
        return answer
    }

    private func chunked(_ head: Answer, deadline: Double) -> Answer {
        var answer = head
        answer.isWhole = false
        while true {
            var line: [UInt8] = []
            while !line.ends(with: [13, 10]) {
                guard take(1, into: &line, deadline: deadline) else { return answer }
            }
            let digits = String(decoding: line.dropLast(2), as: UTF8.self)
            guard let size = Int(digits, radix: 16) else { return answer }
            var end: [UInt8] = []
            guard take(size, into: &answer.body, deadline: deadline),
                take(2, into: &end, deadline: deadline)
            else { return answer }
            if size == 0 {
                answer.isWhole = end == [13, 10]
                return answer
            }
        }
    }

    private func take(_ count: Int, into bytes: inout [UInt8], deadline: Double) -> Bool {
        var left = count
        while left > 0 {
            if cursor == received.count {
                received.removeAll(keepingCapacity: true)
                cursor = 0
                guard fill(deadline: deadline) else { return false }
            }
            let piece = min(left, received.count - cursor)
            bytes.append(contentsOf: received[cursor..<cursor + piece])
            cursor += piece
            left -= piece
        }
        received.removeFirst(cursor)
        cursor = 0
        return true
    }

    private var cursor = 0

    private func parse(_ head: String) -> Answer {
        let lines = head.split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
            return (name: String(parts[0]), value: String(value))
        }
        return Answer(status: status ?? 0, headers: headers, body: [], isWhole: true)
    }

    private func firstIndex(of pattern: [UInt8]) -> Int? {
        guard received.count >= pattern.count else { return nil }
        return (0...(received.count - pattern.count)).first {
            received[$0] == pattern[0] && received[$0..<$0 + pattern.count].elementsEqual(pattern)
        }
    }

    /// Reads once; false at the end, at the deadline, or when the connection was reset.
    private func fill(deadline: Double) -> Bool {
        guard !isClosed else { return false }
        var slot = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&slot, 1, Int32(max(0, (deadline - now()) * 1000))) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else {
            isClosed = true
            return false
        }
        received.append(contentsOf: buffer[..<count])
        return true
    }
}

private func connectLoopback(_ socket: Int32, port: UInt16) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
}

private func connectLoopbackSix(_ socket: Int32, port: UInt16) -> Int32 {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    address.sin6_addr = in6addr_loopback
    let size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
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

extension Array where Element: Equatable {
    func ends(with suffix: [Element]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
    }
}
