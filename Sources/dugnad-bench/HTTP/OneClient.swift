import Glibc

/// One connection whose owner waits for each answer.
final class OneClient {
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    init(port: UInt16) throws {
        guard let descriptor = Loopback.connected(port) else {
            throw Scratch.Failure(what: "the hub does not answer")
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Scratch.Failure(what: "a connection broke") }
            rest = rest.dropFirst(count)
        }
    }

    /// The next answer, read at most so many bytes a second.
    func answer(bytesPerSecond: Int? = nil) throws -> Crowd.Answer {
        while true {
            if let (answer, length) = AnswerText.read(received) {
                received.removeFirst(length)
                return answer
            }
            let most = min(buffer.count, bytesPerSecond.map { max(1, $0 / 20) } ?? buffer.count)
            let count = recv(descriptor, &buffer, most, 0)
            guard count > 0 else { throw Scratch.Failure(what: "the server closed a connection") }
            received.append(contentsOf: buffer[..<count])
            if bytesPerSecond != nil { usleep(50_000) }
        }
    }
}
