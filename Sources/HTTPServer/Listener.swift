import CMicrohttpd
import Glibc

/// A listening socket, closed when it goes; each worker accepts from a copy of its own.
struct Listener: ~Copyable {
    let descriptor: Int32
    /// The port it is bound to, also when the system chose it.
    let port: UInt16

    /// The kernel shortens it to net.core.somaxconn.
    private static let backlog: Int32 = 4096

    init(host: String, port: UInt16) throws(HTTPServerError) {
        guard let list = resolve(host: host, port: port) else { throw .badAddress(host: host) }
        defer { freeaddrinfo(list) }
        let address = list.pointee
        let socket = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard socket >= 0 else { throw .cannotListen(step: "socket", errno: errno) }
        do throws(HTTPServerError) {
            try prepare(socket)
            try bind(socket, to: address, host: host, port: port)
            guard listen(socket, Self.backlog) == 0 else {
                // Two sockets may be bound with SO_REUSEADDR; only one may listen.
                throw errno == EADDRINUSE
                    ? .portInUse(host: host, port: port)
                    : .cannotListen(step: "listen", errno: errno)
            }
            self.port = try boundPort(of: socket)
            descriptor = socket
        } catch {
            close(socket)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// Another descriptor of the same socket, for the caller to close; nil when there is none left.
    func duplicate() -> Int32? {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        return copy >= 0 ? copy : nil
    }
}

private func resolve(host: String, port: UInt16) -> UnsafeMutablePointer<addrinfo>? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return nil }
    return list
}

private func prepare(_ socket: Int32) throws(HTTPServerError) {
    var on: Int32 = 1
    // A restart must not wait for the old connections' TIME_WAIT.
    guard
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size)) == 0
    else { throw .cannotListen(step: "setsockopt", errno: errno) }
    // Two workers are told of one connection; the later one must not block in accept.
    guard fcntl(socket, F_SETFL, O_NONBLOCK) == 0, fcntl(socket, F_SETFD, FD_CLOEXEC) == 0
    else { throw .cannotListen(step: "fcntl", errno: errno) }
}

private func bind(
    _ socket: Int32,
    to address: addrinfo,
    host: String,
    port: UInt16
) throws(HTTPServerError) {
    guard Glibc.bind(socket, address.ai_addr, address.ai_addrlen) != 0 else { return }
    switch errno {
    case EADDRINUSE: throw .portInUse(host: host, port: port)
    case EADDRNOTAVAIL: throw .badAddress(host: host)
    default: throw .cannotListen(step: "bind", errno: errno)
    }
}

private func boundPort(of socket: Int32) throws(HTTPServerError) -> UInt16 {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let rc = withUnsafeMutablePointer(to: &storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            getsockname(socket, $0, &length)
        }
    }
    guard rc == 0 else { throw .cannotListen(step: "getsockname", errno: errno) }
    // The port stands at the same place for both families.
    return withUnsafeBytes(of: storage) {
        UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))
    }
}

/// The numeric address without its port; empty when it is no Internet address.
func numericHost(_ address: UnsafePointer<sockaddr>?, length: socklen_t? = nil) -> String {
    guard let address else { return "" }
    let isSix = Int32(address.pointee.sa_family) == AF_INET6
    let size = isSix ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let rc = getnameinfo(
        address,
        length ?? socklen_t(size),
        &text,
        socklen_t(text.count),
        nil,
        0,
        NI_NUMERICHOST
    )
    guard rc == 0 else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
