extension HTTPServer {
    /// Where the server listens and every limit it keeps; the defaults suit one small machine.
    package struct Configuration: Sendable {
        /// A numeric address or a name of this machine.
        package var host: String
        /// The TCP port; 0 lets the system choose one, which `start` returns.
        package var port: UInt16
        /// How many event-loop threads; handlers run on them, so one blocking read stalls a share.
        package var workers = 2
        /// The certificate and its key; nil serves plain HTTP, behind a proxy or on one machine.
        package var tls: TLS?

        /// The longest body in bytes; bodies are held in memory, and operations are small.
        package var bodyBytes = 1 << 20
        /// The longest body for a method and raw path; nil is `bodyBytes`, and 0 for GET and HEAD.
        package var bodyLimit: (@Sendable (_ method: String, _ path: String) -> Int)?
        /// All bodies together, in bytes; many slow uploads must not use up the machine.
        package var bodyMemoryBytes = 256 << 20
        /// Memory of one connection in bytes: request line and header fields fit in a bit less.
        ///
        /// All of it stays resident for an idle connection: 5,000 of them hold 96 MB at 16 KiB and
        /// 656 MB at 128 KiB. At or below 32 KiB the library takes it from malloc.
        package var headerBytes = 16 << 10
        /// The most header fields; a browser sends about 20.
        package var headerFields = 100
        /// Open connections, shared out over the workers; more wait unanswered in the backlog.
        package var connections = 20_000
        /// Open connections of one address, or nil for any number, as behind a proxy.
        package var connectionsPerAddress: Int?
        /// Seconds for a whole request head, and for the TLS handshake before it.
        ///
        /// The library's timeout counts inactivity, which a header line a second never is.
        package var headerSeconds = 15
        /// Seconds for a whole body; a slow phone line needs most of them.
        package var bodySeconds = 60
        /// Seconds of inactivity after which a connection is closed, in any state but parked.
        package var idleSeconds = 30
        /// Seconds for the client to take a whole response; ends one that reads a byte at a time.
        package var responseSeconds = 600
        /// Milliseconds a drain waits, with nothing in flight, for clients still connected.
        ///
        /// An answer sent just before did not tell its client to close, and its next request may be
        /// on the way; a round trip to a telephone takes so long.
        package var lingerMilliseconds = 100
        /// Requests parked at once; each holds a connection, and any wake-up walks them all.
        package var parkedMaximum = 10_000

        /// The response for what the server refuses by itself; the default is plain text.
        package var errorResponse: @Sendable (HTTPFault) -> HTTPResponse = HTTPFault.plainResponse

        /// A configuration with the default limits.
        package init(host: String = "127.0.0.1", port: UInt16 = 0) {
            self.host = host
            self.port = port
        }
    }

    /// A certificate and its private key, both in PEM; TLS 1.2 and 1.3 are spoken, nothing older.
    package struct TLS: Sendable {
        /// The certificate, followed by the ones that lead to the root.
        package var certificatePEM: String
        /// The unencrypted private key.
        package var keyPEM: String

        /// A pair that `HTTPServer.start` checks.
        package init(certificatePEM: String, keyPEM: String) {
            self.certificatePEM = certificatePEM
            self.keyPEM = keyPEM
        }
    }
}

extension HTTPServer.Configuration {
    func limit(method: String, path: String) -> Int {
        if let bodyLimit { return max(0, bodyLimit(method, path)) }
        // RFC 9110 section 9.3.1: content in a GET has no meaning and may be an attack.
        return method == "GET" || method == "HEAD" ? 0 : bodyBytes
    }
}
