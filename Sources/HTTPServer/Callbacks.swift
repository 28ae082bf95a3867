import CMicrohttpd
import Glibc

// The functions libmicrohttpd calls, all on the thread of their worker's event loop. They are
// global because a closure literal inherits the isolation of the place it is written in, and traps
// when C calls it on another thread; the compiler does not say so.

/// Whether one more connection of this address may come in.
func onAccept(
    _ closure: UnsafeMutableRawPointer?,
    _ address: UnsafePointer<sockaddr>?,
    _ length: socklen_t
) -> MHD_Result {
    guard let worker = worker(closure) else { return .NO }
    guard let limit = worker.configuration.connectionsPerAddress else { return .YES }
    let peer = numericHost(address, length: length)
    return worker.shared.registry.count(of: peer) < limit ? .YES : .NO
}

/// Keeps book of connections; the reaper needs each from accept until just before its close.
func onConnection(
    _ closure: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ event: MHD_ConnectionNotificationCode
) {
    guard let worker = worker(closure), let connection, let slot else { return }
    let registry = worker.shared.registry
    switch event {
    case .CONNECTION_NOTIFY_STARTED:
        let client = Connection(
            descriptor: dugnad_mhd_connection_fd(connection),
            peer: numericHost(dugnad_mhd_client_address(connection)),
            deadline: monotonicMilliseconds(after: worker.configuration.headerSeconds * 1000)
        )
        slot.pointee = Unmanaged.passRetained(client).toOpaque()
        if registry.add(client) { worker.shared.timekeeper.connectionsArrived() }
    case .CONNECTION_NOTIFY_CLOSED:
        guard let stored = slot.pointee else { return }
        slot.pointee = nil
        registry.remove(Unmanaged<Connection>.fromOpaque(stored).takeRetainedValue())
    }
}

/// Makes the request's context as soon as its line is read; the result is the library's to keep.
func onTarget(
    _ closure: UnsafeMutableRawPointer?,
    _ target: UnsafePointer<CChar>?,
    _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let worker = worker(closure), let target, let connection else { return nil }
    worker.callbacks &+= 1
    let client = dugnad_mhd_socket_context(connection).map {
        Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue()
    }
    client?.shortenDeadline(
        to: monotonicMilliseconds(after: worker.configuration.headerSeconds * 1000)
    )
    let context = RequestContext(
        connection: connection,
        client: client,
        target: String(cString: target),
        shared: worker.shared
    )
    return Unmanaged.passRetained(context).toOpaque()
}

/// The access handler: head, body pieces, end of body, and again after a resume.
func onRequest(
    _ closure: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?,
    _ version: UnsafePointer<CChar>?,
    _ upload: UnsafePointer<CChar>?,
    _ uploadSize: UnsafeMutablePointer<Int>?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let worker = worker(closure), let stored = slot?.pointee, let method, let version,
        let uploadSize
    else { return .NO }
    worker.callbacks &+= 1
    let context = Unmanaged<RequestContext>.fromOpaque(stored).takeUnretainedValue()
    switch context.phase {
    case .head:
        context.method = String(cString: method)
        context.layout = HeadLayout(method: method, version: version)
        MHD_get_connection_values(connection, .HEADER_KIND, onHeader, stored)
        return worker.handleHead(context, version: String(cString: version))
    case .body where uploadSize.pointee > 0:
        let piece = UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee)
        uploadSize.pointee = 0
        return context.append(piece) ? .YES : .NO
    case .body:
        return worker.handleEnd(context)
    case .parked:
        return worker.handleResumed(context)
    case .answered:
        return .YES
    }
}

/// Collects one header field.
func onHeader(
    _ closure: UnsafeMutableRawPointer?,
    _ kind: MHD_ValueKind,
    _ name: UnsafePointer<CChar>?,
    _ value: UnsafePointer<CChar>?
) -> MHD_Result {
    guard let closure, let name, let value else { return .YES }
    let context = Unmanaged<RequestContext>.fromOpaque(closure).takeUnretainedValue()
    context.layout?.add(name: name, value: value)
    context.headers.append((String(cString: name), String(cString: value).trimmingEndOfValue))
    return .YES
}

/// Lets go of the request, whatever ended it, and gives the connection its time for the next.
func onCompleted(
    _ closure: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ reason: MHD_RequestTerminationCode
) {
    guard let worker = worker(closure), let slot, let stored = slot.pointee else { return }
    worker.callbacks &+= 1
    slot.pointee = nil
    let context = Unmanaged<RequestContext>.fromOpaque(stored).takeRetainedValue()
    _ = context.exchange?.finish()
    let seconds = worker.configuration.idleSeconds + worker.configuration.headerSeconds
    context.client?.setDeadline(monotonicMilliseconds(after: seconds * 1000))
}

/// Pulls the next bytes of a stream.
func onPull(
    _ closure: UnsafeMutableRawPointer?,
    _ position: UInt64,
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ maximum: Int
) -> Int {
    guard let closure else { return MHD_CONTENT_READER_END_WITH_ERROR }
    let reader = Unmanaged<StreamReader>.fromOpaque(closure).takeUnretainedValue()
    return reader.fill(UnsafeMutableRawBufferPointer(start: buffer, count: maximum))
}

/// Lets go of a stream, read to its end or not.
func onPullEnded(_ closure: UnsafeMutableRawPointer?) {
    guard let closure else { return }
    Unmanaged<StreamReader>.fromOpaque(closure).release()
}

private func worker(_ closure: UnsafeMutableRawPointer?) -> Worker? {
    closure.map { Unmanaged<Worker>.fromOpaque($0).takeUnretainedValue() }
}
