import Compression
import Glibc

/// Many connections to one server, all driven by this thread: each sends, and takes whole answers.
///
/// With `poll`, whose cost grows with the connections; it is paid by the clients, not by what is measured.
final class Crowd {
    struct Answer {
        let status: Int
        let body: [UInt8]

        /// The body as it was before it was packed.
        var unpacked: [UInt8] {
            get throws {
                guard body.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return body }
                return try unzstd(body, limit: 64 << 20)
            }
        }
    }

    private struct Member {
        /// The request under way, to be sent again where the connection is closed before its answer.
        var request: [UInt8] = []
        var unsent: ArraySlice<UInt8> = []
        var received: [UInt8] = []
    }

    /// How often the server closed a connection before it had answered.
    private(set) var reconnections = 0
    private let port: UInt16
    private var slots: [pollfd] = []
    private var members: [Member]
    private var buffer = [UInt8](repeating: 0, count: 256 << 10)

    /// Connects them all.
    init(port: UInt16, connections: Int) throws {
        self.port = port
        members = Array(repeating: Member(), count: connections)
        for _ in 0..<connections { slots.append(try Self.slot(port)) }
    }

    private static func slot(_ port: UInt16) throws -> pollfd {
        guard let descriptor = Loopback.connected(port) else {
            throw Scratch.Failure(what: "a connection did not come about")
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        return pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    }

    /// As field clients do: nothing that was sent twice is done twice.
    private func sendAgain(_ place: Int) throws {
        reconnections += 1
        close(slots[place].fd)
        slots[place] = try Self.slot(port)
        members[place].received = []
        try send(members[place].request, on: place)
    }

    deinit { for slot in slots { close(slot.fd) } }

    /// Sends a request on a connection, as far as it takes it now; the rest goes with `run`.
    func send(_ bytes: [UInt8], on place: Int) throws {
        members[place].request = bytes
        members[place].unsent = bytes[...]
        try write(place)
    }

    /// Hands whole answers over until one says that it was the last; false when the time ran out before.
    func run(seconds: Double, answered: (Int, Answer) throws -> Bool) throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            guard poll(&slots, nfds_t(slots.count), 100) > 0 else { continue }
            for place in slots.indices where slots[place].revents != 0 {
                if slots[place].revents & Int16(POLLOUT) != 0 { try write(place) }
                guard slots[place].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 else {
                    continue
                }
                try read(place)
                while let answer = takeAnswer(place) {
                    guard try answered(place, answer) else { return true }
                }
            }
        }
        return false
    }

    private func write(_ place: Int) throws {
        while !members[place].unsent.isEmpty {
            let count = members[place].unsent.withUnsafeBytes {
                Glibc.send(slots[place].fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                guard errno == EAGAIN else { return try sendAgain(place) }
                break
            }
            members[place].unsent = members[place].unsent.dropFirst(count)
        }
        let isDone = members[place].unsent.isEmpty
        slots[place].events = Int16(isDone ? POLLIN : POLLIN | POLLOUT)
    }

    private func read(_ place: Int) throws {
        let count = recv(slots[place].fd, &buffer, buffer.count, 0)
        guard count > 0 else { return try sendAgain(place) }
        members[place].received.append(contentsOf: buffer[..<count])
    }

    private func takeAnswer(_ place: Int) -> Answer? {
        guard let (answer, length) = AnswerText.read(members[place].received) else { return nil }
        members[place].received.removeFirst(length)
        return answer
    }
}

/// Reads answers that have a length, as all of the hub's have.
enum AnswerText {
    /// The first answer and the bytes it takes; nil while it is not whole.
    static func read(_ bytes: [UInt8]) -> (answer: Crowd.Answer, length: Int)? {
        guard let blank = blankLine(bytes) else { return nil }
        let head = String(decoding: bytes[..<blank], as: UTF8.self).lowercased()
        let lines = head.split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        let field = lines.first { $0.hasPrefix("content-length:") }
        let size = field?.split(separator: " ").last.flatMap { Int($0) } ?? 0
        let length = blank + 4 + size
        guard bytes.count >= length else { return nil }
        let body = Array(bytes[(blank + 4)..<length])
        return (Crowd.Answer(status: status ?? 0, body: body), length)
    }
    /// Where the blank line behind the head begins.
    private static func blankLine(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { text in
            var place = 3
            while place < text.count {
                if text[place] == 10, text[place - 1] == 13, text[place - 2] == 10,
                    text[place - 3] == 13
                {
                    return place - 3
                }
                place += 1
            }
            return nil
        }
    }
}
