import Testing

/// One line of the table of hostile requests: what is sent, and what must come back.
struct HostileCase: Sendable, CustomTestStringConvertible {
    enum Expected: Sendable {
        /// These answers, then the connection is open and in step.
        case open([Int])
        /// These answers, then the end.
        case closed([Int])
        /// libmicrohttpd 0.9.75 overwrites its "error queued" state for some errors of the head and
        /// builds the reply again: the client gets the head twice, then the end.
        case closedAfterDoubleHead(Int)
        /// No answer, and the end only when a deadline comes.
        case waits
    }

    let name: String
    let bytes: [UInt8]
    let expected: Expected

    init(_ name: String, _ text: String, _ expected: Expected) {
        self.init(name, Array(text.utf8), expected)
    }

    init(_ name: String, _ bytes: [UInt8], _ expected: Expected) {
        self.name = name
        self.bytes = bytes
        self.expected = expected
    }

    var testDescription: String { name }
    var isHead: Bool { bytes.starts(with: Array("HEAD".utf8)) }

    static let all: [HostileCase] =
        pipelining + sizes + framing + lengths + chunks + characters + targets + versions + methods

    /// A second request in the same packet; whoever answers it has seen the first one end there.
    static let second = "GET /nothing HTTP/1.1\r\nHost: test\r\n\r\n"
    static let get = "GET /hello HTTP/1.1\r\nHost: test\r\n"
    static let post = "POST /echo HTTP/1.1\r\nHost: test\r\n"
    static let length = "Content-Length: 5\r\n"
    static let chunked = "Transfer-Encoding: chunked\r\n"
    static let oneChunk = "5\r\nhello\r\n0\r\n\r\n"

    static func many(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }
}
