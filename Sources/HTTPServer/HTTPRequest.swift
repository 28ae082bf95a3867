/// One request, read whole: head and body, as the client sent them.
///
/// The target is the raw one. libmicrohttpd decodes the path in place as a C string, so that
/// `/healthz%00/admin` would arrive as `/healthz`; routes are matched on `path` and each segment is
/// decoded on its own, with `PercentCoding.decode`.
package struct HTTPRequest: Sendable {
    /// The method, always one of `HTTPRequest.methods`.
    package let method: String
    /// The request target, exactly as it stood in the request line.
    package let target: String
    /// The part of the target before the first `?`, not decoded; it begins with `/`.
    package let path: String
    /// The decoded pairs of the part behind the first `?`, in order; repeated names stay repeated.
    package let query: [(name: String, value: String)]
    /// The header fields in the order they came; look one up with `header(_:)`.
    package let headers: [(name: String, value: String)]
    /// The body without its transfer coding; a content coding such as gzip is left as it is.
    package let body: [UInt8]
    /// The numeric address of the client without its port, for limits and never for a log.
    package let peer: String

    /// The methods that are let through; any other is refused with 501 before its body is read.
    package static let methods: Set<String> = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
    ]

    /// A request as the server or a test puts it together; path and query are cut from the target.
    package init(
        method: String,
        target: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        peer: String = ""
    ) {
        let (path, query) = PercentCoding.split(target: target)
        self.method = method
        self.target = target
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.peer = peer
    }

    /// The first header field of this name, in any case; nil when there is none.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    /// The first query value of this name, in this case; nil when there is none.
    package func query(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }
}
