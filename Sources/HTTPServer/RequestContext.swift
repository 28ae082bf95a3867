import CMicrohttpd
import Synchronization

/// One request while libmicrohttpd works on it; lives on its worker's thread alone.
///
/// Made when the request line is read and released when the library says the request is completed,
/// which it does once for each, whatever ended it. Its life is what `ServerState.requests` counts.
final class RequestContext {
    enum Phase {
        case head
        case body
        case parked
        case answered
    }

    let connection: OpaquePointer
    let client: Connection?
    let target: String
    private let shared: ServerState

    var phase = Phase.head
    var method = ""
    var headers: [(name: String, value: String)] = []
    /// Only while the head is read: it points into the library's buffer.
    var layout: HeadLayout?
    var exchange: Exchange?
    /// Why the rest of the body is thrown away.
    private(set) var fault: HTTPFault?
    private var body: [UInt8] = []
    private var bodyLimit = 0
    private var received = 0

    /// How much more than the limit of a chunked body is swallowed, so that 413 can be read at all.
    ///
    /// libmicrohttpd takes no answer while a body arrives. Beyond this the connection is cut.
    static let surplusLimit = 1 << 20

    init(connection: OpaquePointer, client: Connection?, target: String, shared: ServerState) {
        self.connection = connection
        self.client = client
        self.target = target
        self.shared = shared
        shared.requests.add(1, ordering: .acquiringAndReleasing)
    }

    deinit {
        releaseBody()
        shared.requestEnded()
    }

    /// The raw path, for the body limit.
    var path: String { PercentCoding.path(of: target) }

    /// Whether the fields account for the whole head; for once, as the buffer is used again.
    func takeLayoutVerdict() -> Bool {
        defer { layout = nil }
        guard HeadLayout.appliesToLibrary, let layout else { return true }
        return layout.isWhole(byteCount: dugnad_mhd_head_bytes(connection))
    }

    func expectBody(limit: Int) {
        phase = .body
        bodyLimit = limit
    }

    /// Keeps a piece of the body; false when the connection is to be cut.
    func append(_ piece: UnsafeRawBufferPointer) -> Bool {
        received += piece.count
        if received > bodyLimit { refuse(.contentTooLarge(limit: bodyLimit)) }
        if fault == nil, !reserve(piece.count) { refuse(.overloaded) }
        guard fault == nil else { return received <= bodyLimit + Self.surplusLimit }
        body.append(contentsOf: piece)
        return true
    }

    /// The request, complete; the body is the request's from here on.
    func takeRequest() -> HTTPRequest {
        defer { releaseBody() }
        return HTTPRequest(
            method: method,
            target: target,
            headers: headers,
            body: body,
            peer: client?.peer ?? ""
        )
    }

    private func refuse(_ reason: HTTPFault) {
        guard fault == nil else { return }
        fault = reason
        releaseBody()
    }

    private func reserve(_ count: Int) -> Bool {
        let held = shared.bodyBytes.add(count, ordering: .relaxed).newValue
        guard held > shared.configuration.bodyMemoryBytes else { return true }
        shared.bodyBytes.subtract(count, ordering: .relaxed)
        return false
    }

    private func releaseBody() {
        shared.bodyBytes.subtract(body.count, ordering: .relaxed)
        body = []
    }
}
