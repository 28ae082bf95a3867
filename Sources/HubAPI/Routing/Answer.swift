import Compression
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

    /// The response packed, when the client takes gzip and it is worth it.
    static func packed(_ response: HTTPResponse, for request: HTTPRequest) -> HTTPResponse {
        guard case .bytes(let bytes) = response.body, bytes.count >= packedFrom,
            takesGzip(request.header("Accept-Encoding")), let gzip = try? GzipEncoder()
        else { return response }
        var packed = response
        packed.body = .bytes(gzip.append(bytes) + gzip.finish())
        packed.headers += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
        return packed
    }

    /// RFC 9110 section 12.5.3: a coding with weight 0 is not wanted.
    static func takesGzip(_ header: String?) -> Bool {
        for part in (header ?? "").lowercased().split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard pieces.first == "gzip" || pieces.first == "*" else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
            return weight.map { (Double($0) ?? 1) > 0 } ?? true
        }
        return false
    }
}
