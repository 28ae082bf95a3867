/// Request lines and header fields: too long, of odd characters, of other protocols.
extension HostileCase {
    static let sizes: [HostileCase] = [
        .init("one header of 100 KB", get + "X-A: \(many("a", 100_000))\r\n\r\n", .closed([431])),
        .init("one header of 2 MB", get + "X-A: \(many("a", 2_000_000))\r\n\r\n", .closed([431])),
        .init("10,000 headers", get + many("X-A: aaaa\r\n", 10_000) + "\r\n", .closed([431])),
        .init("headers without end", get + many("X-A: aaaa\r\n", 400_000), .closed([431])),
        .init("target of 100 KB", "GET /\(many("a", 100_000)) HTTP/1.1\r\n\r\n", .closed([414])),
        .init("request line without end", "GET /\(many("a", 4_000_000))", .closed([414])),
    ]

    static let characters: [HostileCase] = [
        .init("bare CR in a value", get + "X-A: a\rb\r\n\r\n", .closed([400])),
        .init("control byte in a value", get + "X-A: a\u{1}b\r\n\r\n", .closed([400])),
        // Cut at the NUL by the library; the bytes behind it belong to no field.
        .init("NUL in a value", get + "X-A: a\0b\r\n\r\n", .closed([400])),
        .init("NUL in the last value but one", get + "X: a\0b\r\nY: c\r\n\r\n", .closed([400])),
        .init("NUL in a name", get + "X-\0A: a\r\n\r\n", .closed([400])),
        .init("header without a colon", get + "X-A\r\n\r\n", .closed([400])),
        .init("name with a space", get + "X A: a\r\n\r\n", .closed([400])),
        // The library takes it for the end of the head and the next line for a request.
        .init("empty name", get + ": a\r\n\r\n", .closed([400])),
        .init("empty name and value", get + ":\r\n\r\n", .closed([400])),
        .init("request behind an empty name", get + ": a\r\n" + second, .closed([400])),
        .init("empty name first", "GET /hello HTTP/1.1\r\n: a\r\n" + second, .closed([400])),
        .init("folded value", get + "X-A: a\r\n b\r\n\r\n", .closed([400])),
        .init(
            "space before the first header",
            "GET /hello HTTP/1.1\r\n X-A: a\r\nHost: test\r\n\r\n",
            .closed([400])
        ),
        .init(
            "space before the only Host",
            "GET /hello HTTP/1.1\r\n Host: test\r\n\r\n",
            .closedAfterDoubleHead(400)
        ),
        .init(
            "spaces around a value",
            get + "X-A: \t a b \t \r\nX-B:\r\nX-C:c\r\n\r\n",
            .open([200])
        ),
        .init("bare line feeds", "GET /hello HTTP/1.1\nHost: test\n\n", .open([200])),
        .init("no Host", "GET /hello HTTP/1.1\r\n\r\n", .closedAfterDoubleHead(400)),
        .init("two Hosts", get + "Host: other\r\n\r\n", .closed([400])),
        .init(
            "random bytes",
            random.filter { ![0, 10, 13].contains($0) } + end,
            .closed([400])
        ),
        // With STRICT_FOR_CLIENT the library closes on a request line without any space, as on one
        // with a space in its target, and says nothing.
        .init(
            "random bytes without spaces",
            random.filter { ![0, 10, 13, 32].contains($0) } + end,
            .closed([])
        ),
        .init("200 KB of line ends", many("\r\n", 100_000), .closed([414])),
        .init(
            "TLS to the plain port",
            [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3] + [UInt8](repeating: 0x77, count: 300),
            .waits
        ),
    ]

    private static let random = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 73 ^ 0xA5) }
    private static let end: [UInt8] = [13, 10, 13, 10]

    static let targets: [HostileCase] = [
        .init("NUL escaped in the path", line("/hello%00/admin"), .open([404])),
        // The library's C string ends at the NUL.
        .init("raw NUL in the path", line("/hello\0/admin"), .open([200])),
        .init("dot segments", line("/x/../hello"), .open([404])),
        .init("escaped dot segments", line("/%2e%2e/hello"), .open([404])),
        .init("broken escape", line("/%zz"), .open([404])),
        .init("space in the target", line("/hel lo"), .closed([])),
        .init("absolute form", line("http://test/hello"), .closed([400])),
    ]

    static let versions: [HostileCase] = [
        .init("HTTP/0.9", "GET /hello\r\n\r\n", .closed([400])),
        .init("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .closed([505])),
        .init("HTTP/9.9", "GET /hello HTTP/9.9\r\nHost: test\r\n\r\n", .closed([505])),
        .init("HTTP/1.10", "GET /hello HTTP/1.10\r\nHost: test\r\n\r\n", .closed([400])),
        .init("http/1.1", "GET /hello http/1.1\r\nHost: test\r\n\r\n", .closed([400])),
    ]

    static let methods: [HostileCase] = [
        .init("CONNECT", "CONNECT test:443 HTTP/1.1\r\nHost: test\r\n\r\n", .closed([501])),
        .init("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n", .closed([400])),
        .init("FOO", "FOO /hello HTTP/1.1\r\nHost: test\r\n\r\n", .closed([501])),
        .init("get", "get /hello HTTP/1.1\r\nHost: test\r\n\r\n", .closed([501])),
        .init("TRACE", "TRACE /hello HTTP/1.1\r\nHost: test\r\n\r\n", .closed([501])),
        .init("GET with a body, GET", get + length + "\r\nhello" + second, .closed([413])),
        .init(
            "GET with a chunked body, GET",
            get + chunked + "\r\n" + oneChunk + second,
            .closed([413])
        ),
        .init("HEAD", "HEAD /hello HTTP/1.1\r\nHost: test\r\n\r\n", .open([200])),
        .init(
            "Expect: 100-continue",
            post + length + "Expect: 100-continue\r\n\r\nhello",
            .open([100, 200])
        ),
        .init("Expect: nonsense", post + length + "Expect: nonsense\r\n\r\nhello", .open([200])),
    ]

    private static func line(_ target: String) -> String {
        "GET \(target) HTTP/1.1\r\nHost: test\r\n\r\n"
    }
}
