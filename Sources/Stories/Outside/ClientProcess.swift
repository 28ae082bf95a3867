import Glibc
import SyncCore
import SyncEngine

/// Another client of the protocol, in a process of its own, that plays the devices of stories.
///
/// It is asked on its standard input and answers on its standard output, a JSON object a line
/// (`schema/protocol.md`, section 15). One process plays all devices of all stories. Not Sendable.
package final class ClientProcess {
    private let process: pid_t
    private let socket: Int32
    private var received: [UInt8] = []
    private var devices = 0
    private var catalogues: Set<String> = []

    /// Starts the command in a shell; it ends with this value.
    ///
    /// Throws `client.start` when no process can be made.
    package init(command: String) throws {
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            throw SyncError("client.start", "The client cannot be started.")
        }
        socket = ends[0]
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[1])
        let texts = ["sh", "-c", "exec \(command)"]
        let words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
        defer { for word in words { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", &actions, nil, words + [nil], environ) == 0 else {
            close(ends[0])
            throw SyncError("client.start", "The client cannot be started.")
        }
        process = child
    }

    deinit {
        // Without its input the client ends; one that does not is not waited for longer than it takes.
        close(socket)
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// A name no device of an earlier run had.
    func newDevice(_ name: String) -> String {
        devices += 1
        return "\(devices)/\(name)"
    }

    /// Tells the client a catalogue once, and gives its name.
    func catalogue(_ bytes: [UInt8]) throws -> String {
        let json = try JSONValue.parse(bytes, limits: Self.limits)
        let name = "catalogue-\(bytes.count)-\(bytes.reduce(0) { $0 &* 31 &+ UInt64($1) })"
        guard catalogues.insert(name).inserted else { return name }
        _ = try ask(["do": "catalogue", "name": .string(name), "catalogue": json])
        return name
    }

    /// Asks and waits for the answer; an error of the client is thrown with its code.
    func ask(_ request: JSONValue) throws -> JSONValue {
        try send(request.line())
        let answer = try JSONValue.parse(try receive(), limits: Self.limits)
        guard let code = answer["error"]?.text else { return answer }
        let message = answer["message"]?.text ?? ""
        guard code != "client.cannot" else { throw CannotPlay(reason: message) }
        let findings = (answer["findings"]?.array ?? []).compactMap(Finding.init)
        throw SyncError(code, message, findings: findings)
    }

    private static let limits = JSONLimits(bytes: 64 << 20, depth: 64)

    private func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    socket,
                    buffer.baseAddress.map { $0 + sent },
                    bytes.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StoryFailure("the client does not read any more") }
            sent += count
        }
    }

    private func receive() throws -> [UInt8] {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        var searched = 0
        while true {
            if let end = received[searched...].firstIndex(of: 0x0A) {
                let line = Array(received[..<end])
                received.removeSubrange(...end)
                return line
            }
            searched = received.count
            let count = recv(socket, &part, part.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StoryFailure("the client has ended") }
            received += part.prefix(count)
        }
    }
}

/// The other client has no such thing; the story is not played.
struct CannotPlay: Error {
    let reason: String
}
