import CMicrohttpd

/// A daemon of libmicrohttpd without a thread of its own.
///
/// It may only be used on the thread that made it, which is also where every callback runs.
struct Daemon: ~Copyable {
    private let handle: OpaquePointer
    private let tls: TLSMemory?
    /// What to wait on before `run`.
    let epoll: Int32

    /// Starts accepting and takes over the descriptor; nil when the library does not start.
    ///
    /// The worker must outlive the daemon: the library holds no reference to it.
    init?(worker: Worker, listening: Int32) {
        let configuration = worker.shared.configuration
        tls = configuration.tls.map(TLSMemory.init)
        let closure = Unmanaged.passUnretained(worker).toOpaque()
        let options =
            limits(configuration) + callbacks(closure) + (tls?.options ?? []) + [
                option(.LISTEN_SOCKET, Int(listening)), option(.END),
            ]
        var flags = MHD_USE_EPOLL.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
        if tls != nil { flags |= MHD_USE_TLS.rawValue }
        // When TLS cannot start, the library has closed the descriptor. It is not closed here too:
        // its number may be another's by now, and a leaked one does less harm.
        guard let handle = dugnad_mhd_start(flags, onAccept, closure, onRequest, closure, options)
        else { return nil }
        self.handle = handle
        epoll = dugnad_mhd_epoll_fd(handle)
    }

    /// Accepts, reads, calls the handler and writes, all that is ready and without waiting.
    func run() {
        MHD_run(handle)
    }

    /// How long `run` may be put off; at most a second, so that nothing can be forgotten for ever.
    var timeoutMilliseconds: Int32 {
        var milliseconds: UInt64 = 0
        guard MHD_get_timeout(handle, &milliseconds) == .YES else { return 1000 }
        return Int32(min(milliseconds, 1000))
    }

    /// Stops accepting; from here on the listening descriptor is the caller's to close.
    func quiesce() {
        MHD_quiesce_daemon(handle)
    }

    /// Closes every connection; none may be suspended.
    consuming func stop() {
        MHD_stop_daemon(handle)
    }
}

private func limits(_ configuration: HTTPServer.Configuration) -> [MHD_OptionItem] {
    [
        option(
            .CONNECTION_LIMIT,
            max(1, configuration.connections / max(1, configuration.workers))
        ),
        option(.CONNECTION_TIMEOUT, configuration.idleSeconds),
        option(.CONNECTION_MEMORY_LIMIT, configuration.headerBytes),
        // Demands Host and refuses spaces in the target.
        option(.STRICT_FOR_CLIENT, 1),
        option(.SIGPIPE_HANDLED_BY_APP, 1),
    ]
}

// Options with two pointers want the function in the number and its closure in the pointer.
private func callbacks(_ closure: UnsafeMutableRawPointer) -> [MHD_OptionItem] {
    let target:
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
        ) -> UnsafeMutableRawPointer? = onTarget
    let completed: MHD_RequestCompletedCallback = onCompleted
    let connection: MHD_NotifyConnectionCallback = onConnection
    return [
        option(.URI_LOG_CALLBACK, unsafeBitCast(target, to: Int.self), closure),
        option(.NOTIFY_COMPLETED, unsafeBitCast(completed, to: Int.self), closure),
        option(.NOTIFY_CONNECTION, unsafeBitCast(connection, to: Int.self), closure),
    ]
}

func option(
    _ name: MHD_OPTION,
    _ value: Int = 0,
    _ pointer: UnsafeMutableRawPointer? = nil
) -> MHD_OptionItem {
    MHD_OptionItem(option: name, value: value, ptr_value: pointer)
}
