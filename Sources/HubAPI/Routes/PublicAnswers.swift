import HTTPServer
import SyncCore
import SyncEngine

extension Call {
    /// Whether the client has this state already (RFC 9110 section 13.1.2, weak comparison).
    func isKnown(_ tag: String) -> Bool {
        let opaque = tag.dropFirst(2)
        return (request.header("If-None-Match") ?? "").split(separator: ",").contains {
            let given = $0.filter { !$0.isWhitespace }
            return given == "*" || given == opaque || given == tag
        }
    }
}

extension HTTPResponse {
    static func notModified(_ tag: String) -> HTTPResponse {
        HTTPResponse(status: 304, headers: publicHeaders(tag))
    }

    static func geoJSON(_ value: JSONValue, _ tag: String) -> HTTPResponse {
        published(value.line(), type: "application/geo+json", tag)
    }

    static func published(_ bytes: [UInt8], type: String, _ tag: String) -> HTTPResponse {
        HTTPResponse(
            headers: [("Content-Type", type)] + publicHeaders(tag),
            body: .bytes(bytes)
        )
    }

    private static func publicHeaders(_ tag: String) -> [(String, String)] {
        [
            ("ETag", tag), ("Cache-Control", "no-cache"), ("Access-Control-Allow-Origin", "*"),
            ("X-Content-Type-Options", "nosniff"),
        ]
    }
}

extension HubReader {
    /// Weak, as packing changes the bytes; any operation changes it, on any timeline.
    func tag() throws -> String { "W/\"\(identity.timeline).\(try head())\"" }

    /// The same for what the passing of time changes as well, each so many milliseconds.
    func tag(every span: Int64, at now: Int64) throws -> String {
        "W/\"\(identity.timeline).\(try head()).\(now / span)\""
    }
}
