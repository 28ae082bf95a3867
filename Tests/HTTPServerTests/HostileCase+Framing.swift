/// Where does the request end? RFC 9112 section 6; request smuggling lives here.
extension HostileCase {
    static let pipelining: [HostileCase] = [
        .init("three GET in a packet", many(get + "\r\n", 3), .open([200, 200, 200])),
        .init(
            "a thousand GET in a packet",
            many(get + "\r\n", 1000),
            .open([Int](repeating: 200, count: 1000))
        ),
        .init("POST with length, GET", post + length + "\r\nhello" + second, .open([200, 404])),
        .init("POST chunked, GET", post + chunked + "\r\n" + oneChunk + second, .open([200, 404])),
    ]

    static let framing: [HostileCase] = [
        refused("length, then chunked", length + chunked),
        refused("chunked, then length", chunked + length),
        refused("coding xchunked", "Transfer-Encoding: xchunked\r\n", 501),
        refused("coding gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", 501),
        refused("coding chunked, identity", "Transfer-Encoding: chunked, identity\r\n", 501),
        refused("coding identity and length", "Transfer-Encoding: identity\r\n" + length),
        refused("coding twice", chunked + "Transfer-Encoding: identity\r\n"),
        refused("coding with a space before the colon", "Transfer-Encoding : chunked\r\n" + length),
        refused("folded coding and length", "Transfer-Encoding:\r\n chunked\r\n" + length),
        refused(
            "coding hidden in a fold",
            "X-A: y\r\n Transfer-Encoding: chunked\r\n" + length
        ),
        refused("length twice, different", length + "Content-Length: 7\r\n"),
        refused("length twice, the same", length + length),
        refused("folded length", "Content-Length:\r\n 5\r\n"),
        .init(
            "coding in HTTP/1.0",
            "POST /echo HTTP/1.0\r\n" + chunked + "\r\n" + oneChunk,
            .closed([400])
        ),
    ]

    static let lengths: [HostileCase] =
        ["+5", "5, 5", "-1", "0x5", "5 5", ""].map { value in
            .init(
                "length '\(value)'",
                post + "Content-Length: \(value)\r\n\r\nhello" + second,
                .closedAfterDoubleHead(400)
            )
        } + [
            .init(
                "length above 64 bits",
                post + "Content-Length: 18446744073709551617\r\n\r\nhello",
                .closedAfterDoubleHead(413)
            ),
            .init(
                "length of 64 bits",
                post + "Content-Length: 18446744073709551615\r\n\r\nhello",
                .closed([413])
            ),
            .init(
                "length of 63 bits",
                post + "Content-Length: 9223372036854775807\r\n\r\nhello",
                .closed([413])
            ),
        ]

    static let chunks: [HostileCase] =
        ["zz", "-5", "0x5", " 5", "5 ", ""].map { size in
            .init(
                "chunk size '\(size)'",
                post + chunked + "\r\n\(size)\r\nhello\r\n0\r\n\r\n" + second,
                .closed([400])
            )
        } + [
            .init(
                "chunk size of 17 f",
                post + chunked + "\r\n\(many("f", 17))\r\nhello",
                .closed([413])
            ),
            .init(
                "chunk size of 16 f",
                post + chunked + "\r\n\(many("f", 16))\r\nhello",
                .waits
            ),
            .init(
                "short chunk extension",
                post + chunked + "\r\n5;a=bc\r\nhello\r\n0\r\n\r\n" + second,
                .open([200, 404])
            ),
            .init(
                "chunk extension of 200 KB",
                post + chunked + "\r\n5;" + many("a", 200_000),
                .waits
            ),
            .init(
                "data without its line end",
                post + chunked + "\r\n5\r\nhelloX0\r\n\r\n" + second,
                .closed([400])
            ),
            .init(
                "chunks with bare line feeds",
                post + chunked + "\r\n5\nhello\n0\n\n" + second,
                .open([200, 404])
            ),
            .init(
                "trailers of 200 KB",
                post + chunked + "\r\n5\r\nhello\r\n0\r\n" + many("X-A: aaaaaaaa\r\n", 14_000),
                .closed([431])
            ),
        ]

    private static func refused(
        _ name: String,
        _ fields: String,
        _ status: Int = 400
    ) -> HostileCase {
        .init(name, post + fields + "\r\n" + oneChunk + second, .closed([status]))
    }
}
