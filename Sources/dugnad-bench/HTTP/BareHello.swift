import CMicrohttpd
import Glibc

/// What an answer costs before anything of ours: libmicrohttpd with the hub's flags, one thread and a fixed text.
///
/// The loop is the hub's own, as the library's epoll threads stand still at 128 events. Runs until it is killed.
enum BareHello {
    static func serve(port: UInt16) -> Int32 {
        let socket = listening(port)
        guard socket >= 0 else { return 1 }
        let text: StaticString = "hello"
        let response = MHD_create_response_from_buffer(
            text.utf8CodeUnitCount,
            UnsafeMutableRawPointer(mutating: text.utf8Start),
            .RESPMEM_PERSISTENT
        )
        let options = [
            option(.LISTEN_SOCKET, Int(socket)), option(.CONNECTION_LIMIT, 20_000),
            option(.CONNECTION_TIMEOUT, 30), option(.CONNECTION_MEMORY_LIMIT, 16 << 10),
            option(.STRICT_FOR_CLIENT, 1), option(.SIGPIPE_HANDLED_BY_APP, 1), option(.END, 0),
        ]
        signal(SIGPIPE, SIG_IGN)
        let flags = MHD_USE_EPOLL.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
        let closure = response.map { UnsafeMutableRawPointer($0) }
        guard let daemon = dugnad_mhd_start(flags, nil, nil, sayHello, closure, options) else {
            return 1
        }
        let epoll = dugnad_mhd_epoll_fd(daemon)
        while true {
            var milliseconds: UInt64 = 0
            let isTimed = MHD_get_timeout(daemon, &milliseconds) == .YES
            if !isTimed || milliseconds > 0 {
                var slot = pollfd(fd: epoll, events: Int16(POLLIN), revents: 0)
                poll(&slot, 1, 1000)
            }
            MHD_run(daemon)
        }
    }

    private static func option(_ name: MHD_OPTION, _ value: Int) -> MHD_OptionItem {
        MHD_OptionItem(option: name, value: value, ptr_value: nil)
    }

    private static func listening(_ port: UInt16) -> Int32 {
        let descriptor = Loopback.socket()
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, 4)
        guard Loopback.with(port, { bind(descriptor, $0, $1) }) == 0, listen(descriptor, 4096) == 0
        else { return -1 }
        return descriptor
    }
}

/// The first call of a request brings its head; an answer in it would close the connection.
private func sayHello(
    _ closure: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?,
    _ version: UnsafePointer<CChar>?,
    _ upload: UnsafePointer<CChar>?,
    _ uploadSize: UnsafeMutablePointer<Int>?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard slot?.pointee != nil else {
        slot?.pointee = closure
        return .YES
    }
    guard uploadSize?.pointee == 0 else {
        uploadSize?.pointee = 0
        return .YES
    }
    return MHD_queue_response(connection, 200, OpaquePointer(closure))
}
