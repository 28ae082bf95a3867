/// Why the server itself refuses a request, before or instead of the handler.
///
/// `Configuration.errorResponse` turns it into a response, so that clients see one error body. What
/// libmicrohttpd refuses while it parses (414, 431, 505, some 400) comes with its own small page.
package enum HTTPFault: Sendable, Equatable {
    /// The head is not HTTP as RFC 9112 has it; the text says where.
    case malformed(String)
    /// The body is longer than this many bytes.
    case contentTooLarge(limit: Int)
    /// There are more than this many header fields.
    case tooManyHeaderFields(limit: Int)
    /// The body comes in another transfer coding than `chunked`.
    case transferCodingNotSupported
    /// The method is not one of `HTTPRequest.methods`.
    case methodNotSupported
    /// A limit that protects the whole server is reached: parked requests, or memory of bodies.
    case overloaded
    /// The server stops before the handler has answered.
    case stopping
    /// The handler's response cannot be sent: a bad status, or a line break in a header field.
    case unusableResponse

    /// The status code that belongs to it.
    package var status: Int {
        switch self {
        case .malformed: 400
        case .contentTooLarge: 413
        case .tooManyHeaderFields: 431
        case .unusableResponse: 500
        case .transferCodingNotSupported, .methodNotSupported: 501
        case .overloaded, .stopping: 503
        }
    }

    /// The stable name of the fault, for the error body.
    package var code: String {
        switch self {
        case .malformed: "http.malformed"
        case .contentTooLarge: "http.content_too_large"
        case .tooManyHeaderFields: "http.too_many_header_fields"
        case .transferCodingNotSupported: "http.transfer_coding_not_supported"
        case .methodNotSupported: "http.method_not_supported"
        case .overloaded: "http.overloaded"
        case .stopping: "http.stopping"
        case .unusableResponse: "http.unusable_response"
        }
    }

    /// One sentence for the client, with what to do; it repeats nothing the client sent.
    package var message: String {
        switch self {
        case .malformed(let what): "The request is not valid HTTP: \(what)."
        case .contentTooLarge(let limit): "Send a body of at most \(limit) bytes."
        case .tooManyHeaderFields(let limit): "Send at most \(limit) header fields."
        case .transferCodingNotSupported:
            "Send the body with a length, or chunked and nothing else."
        case .methodNotSupported: "This server does not know the method."
        case .overloaded: "Too much is waiting on this server; try again in a little while."
        case .stopping: "The server is being stopped; try again in a little while."
        case .unusableResponse:
            "The server could not form its answer; this is a fault of the server."
        }
    }

    /// The fault as plain text, for a server that was given no `errorResponse` of its own.
    package static let plainResponse: @Sendable (HTTPFault) -> HTTPResponse = { fault in
        HTTPResponse(
            status: fault.status,
            headers: [("Content-Type", "text/plain; charset=utf-8")],
            body: .bytes(Array("\(fault.code): \(fault.message)\n".utf8))
        )
    }
}
