/// What the client is sent: a status, header fields, and bytes or a stream of them.
///
/// `Content-Length`, `Transfer-Encoding` and `Date` are the server's to write and are dropped when
/// given. A field with a line break in it would split the response, so that such a response is
/// replaced whole by the fault `http.unusable_response`.
package struct HTTPResponse: Sendable {
    /// The status code, 200 to 599.
    package var status: Int
    /// The header fields, sent in this order.
    package var headers: [(String, String)]
    /// The content; left out by the server for HEAD, 204 and 304.
    package var body: Body

    /// The content of a response.
    package enum Body: Sendable {
        /// No content: `Content-Length: 0`.
        case empty
        /// These bytes, with their length.
        case bytes([UInt8])
        /// Chunks pulled while the client reads them; the length need not be known.
        case stream(any ResponseStream)
    }

    /// A response; without arguments an empty 200.
    package init(status: Int = 200, headers: [(String, String)] = [], body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Content that is made while it is sent, one chunk at a time.
///
/// The server pulls on its event-loop thread, only as fast as the client reads: a call must not
/// block, as every other connection of that thread waits for it. The stream is let go when it has
/// ended or the client has left, so that `deinit` is the place to give back what it holds.
package protocol ResponseStream: AnyObject, Sendable {
    /// The next bytes, at best no more than `maximum` of them; nil at the end.
    ///
    /// An error cuts the connection without the last chunk, which tells the client that the body is
    /// not whole. An empty chunk is asked for again at once, a few times, and then counts as one.
    func next(maximum: Int) throws -> [UInt8]?
}
