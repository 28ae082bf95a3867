/// Refuses the heads that libmicrohttpd 0.9.75 lets through and RFC 9112 does not.
///
/// The danger is request smuggling: a proxy in front that sees another end of the body than we do.
/// The library takes the first of two lengths, prefers `Transfer-Encoding` when both are there,
/// reads an unknown coding until the connection closes, and glues a folded line to the name before
/// it. A bare line feed as line end, and what followed a NUL, cannot be seen through its interface.
enum HeaderGuard {
    /// The first fault of a request head, or nil.
    static func check(
        method: String,
        target: String,
        version: String,
        headers: [(name: String, value: String)],
        fieldLimit: Int
    ) -> HTTPFault? {
        guard HTTPRequest.methods.contains(method) else { return .methodNotSupported }
        guard target.utf8.first == UInt8(ascii: "/") else {
            return .malformed("the request target must begin with a slash")
        }
        guard headers.count <= fieldLimit else { return .tooManyHeaderFields(limit: fieldLimit) }
        guard headers.allSatisfy({ isToken($0.name) && !hasControl($0.value) }) else {
            return .malformed("a header field has a character that is not allowed")
        }
        return framing(headers, version: version)
    }

    /// RFC 9112 section 6: one framing of the body, said once.
    private static func framing(
        _ headers: [(name: String, value: String)],
        version: String
    ) -> HTTPFault? {
        var hosts = 0
        var lengths = 0
        var codings: [String] = []
        for (name, value) in headers {
            switch FramingField(name) {
            case .host: hosts += 1
            case .length: lengths += 1
            case .coding: codings.append(value)
            case .disguised: return .malformed("a framing header field is folded or misspelt")
            case nil: continue
            }
        }
        guard hosts <= 1 else { return .malformed("there are two Host header fields") }
        guard lengths + codings.count <= 1 else {
            return .malformed("the length of the body is given twice")
        }
        guard let coding = codings.first else { return nil }
        guard version == "HTTP/1.1" else { return .malformed("a transfer coding needs HTTP/1.1") }
        return coding.equalsIgnoringCase("chunked") ? nil : .transferCodingNotSupported
    }

    /// The fields that decide where a request ends and whom it is for.
    private enum FramingField {
        case host, length, coding
        /// A name that only starts like one: a folded field as this library shows it.
        case disguised

        init?(_ name: String) {
            if name.equalsIgnoringCase("host") {
                self = .host
            } else if name.startsIgnoringCase("content-length") {
                self = name.utf8.count == 14 ? .length : .disguised
            } else if name.startsIgnoringCase("transfer-encoding") {
                self = name.utf8.count == 17 ? .coding : .disguised
            } else {
                return nil
            }
        }
    }

    /// RFC 9110 section 5.6.2.
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(isTokenByte)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// RFC 9110 section 5.5 allows tab and whatever is not a control character.
    private static func hasControl(_ value: String) -> Bool {
        value.utf8.contains { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }
    }
}
