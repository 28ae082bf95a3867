/// Where a hub listens, how long things may take, and every limit it keeps.
package struct ServeConfiguration: Sendable {
    /// A numeric address or a name of this machine.
    package var host: String
    /// The TCP port; 0 lets the system choose one, which `HubServer.start` returns.
    package var port: UInt16
    /// A PEM file with the certificate and those that lead to the root; nil serves plain HTTP.
    package var certificatePath: String?
    /// A PEM file with the certificate's unencrypted private key.
    package var keyPath: String?
    /// Whether the command line on this machine may write through this process.
    package var hasOffice = true
    /// How often the passing of time acts (expiry, season, day 14); days matter there, not seconds.
    package var tickSeconds = 60
    /// How long a drain waits for what is in flight before it is cut.
    package var drainSeconds = 10
    /// Where notices are sent on to; nil sends none.
    package var noticeHook: NoticeHook?
    package var limits = ServeLimits()
    /// Told of failures nobody was sent the cause of: a code or type and a route, never a value.
    package var report: @Sendable (String) -> Void = { _ in }

    package init(host: String = "127.0.0.1", port: UInt16 = 8080) {
        self.host = host
        self.port = port
    }
}

/// Every number a hub bounds its clients by; beyond one, the code named with it is answered.
package struct ServeLimits: Sendable {
    /// Bytes of a push as sent: 1,000 operations of a day's work are below 1 MB (`http.content_too_large`).
    package var pushBytes = 4 << 20
    /// Bytes of a push unpacked; one operation alone may have 1 MiB (`gzip.too_large`, `zstd.too_large`).
    package var inflatedBytes = 16 << 20
    /// Bytes of a small JSON body, such as an enrolment (`http.content_too_large`).
    package var jsonBytes = 4 << 10
    /// Bytes of a body to the office listener; an import comes in batches (`http.content_too_large`).
    package var officeBytes = 16 << 20
    /// Bytes of request line and header fields; all of it stays resident per connection.
    package var headerBytes = 16 << 10
    /// Open connections; more wait in the system's backlog.
    package var connections = 10_000
    /// Open connections of one address; nil behind a proxy, where all have the same.
    package var connectionsPerAddress: Int?
    /// Pulls that wait for news at once; each holds a connection (`pull.too_many_waiting`).
    package var waiting = 5_000
    /// The longest a pull waits; middleboxes cut connections that are silent for a minute.
    package var waitSeconds = 55
    /// Requests of one device in flight; one client needs two (`device.too_many_requests`).
    package var requestsPerDevice = 8
    /// Failed enrolments of one address before it has to wait (`enrolment.too_many`).
    package var enrolmentTries = 10
    /// After so many seconds an address gets one more try.
    package var enrolmentSecondsPerTry = 30
    /// Threads that read the store; a read waits for the disk and would stall an event loop.
    package var readerThreads = 2
    /// Requests that wait for one of those threads (`hub.busy`).
    package var queuedReads = 6_000
    /// How long a read may take, waiting included (`hub.busy`).
    package var readSeconds = 30
    /// How long a write may take until it is committed (`hub.slow`).
    package var writeSeconds = 60
    /// Zones in one answer; `after` asks for those behind them.
    package var zones = 500
    /// Stretches on the map of needs, the most in need first.
    package var needs = 2_000

    package init() {}
}

/// The version of the program, as `/v1/health` tells it.
package enum HubVersion {
    package static let text = "0.1.0"
}
