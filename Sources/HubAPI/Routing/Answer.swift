import HTTPServer
import SyncCore

/// Responses in the forms the API has.
enum Answer {
    /// Below this, packing costs more than it saves.
    private static let packedFrom = 1024

    static func json(_ value: JSONValue, status: Int = 200) -> HTTPResponse {
        bytes(value.line(), type: "application/json", status: status)
    }

    static func lines(_ bytes: [UInt8]) -> HTTPResponse {
        self.bytes(bytes, type: "application/x-ndjson")
    }

    /// Nothing is cached unless a route says so: most of it is about people.
    static func bytes(_ bytes: [UInt8], type: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: [
                ("Content-Type", type), ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
            body: .bytes(bytes)
        )
    }

    /// The response packed in the coding the client likes best, when it is worth it.
    static func packed(_ response: HTTPResponse, for request: HTTPRequest) -> HTTPResponse {
        guard case .bytes(let bytes) = response.body, bytes.count >= packedFrom,
            let coding = Coding.preferred(request.header("Accept-Encoding")),
            let body = try? coding.pack(bytes)
        else { return response }
        var packed = response
        packed.body = .bytes(body)
        packed.headers += [("Content-Encoding", coding.rawValue), ("Vary", "Accept-Encoding")]
        return packed
    }
}
