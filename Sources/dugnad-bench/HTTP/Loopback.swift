import Glibc

/// Sockets of 127.0.0.1.
enum Loopback {
    /// `SOCK_STREAM`, whose name another module's headers hide here.
    private static let stream: Int32 = 1

    static func socket() -> Int32 { Glibc.socket(AF_INET, stream, 0) }

    static func with<R>(
        _ port: UInt16,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
    ) -> R {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
        }
    }

    /// A connected socket that does not wait to fill packets; nil where nobody listens.
    static func connected(_ port: UInt16) -> Int32? {
        let descriptor = Self.socket()
        guard descriptor >= 0 else { return nil }
        guard with(port, { connect(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            return nil
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
        return descriptor
    }

    static func answers(_ port: UInt16) -> Bool {
        guard let descriptor = connected(port) else { return false }
        close(descriptor)
        return true
    }

    /// A port nobody listens on now; to be taken a moment later.
    static func freePort() throws -> UInt16 {
        let descriptor = Self.socket()
        defer { close(descriptor) }
        guard with(0, { bind(descriptor, $0, $1) }) == 0 else {
            throw Scratch.Failure(what: "no port is free")
        }
        var bound = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = withUnsafeMutablePointer(to: &bound) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size) == 0
            }
        }
        guard found else { throw Scratch.Failure(what: "no port is free") }
        return UInt16(bigEndian: bound.sin_port)
    }
}
