/// The one table from the codes of the API to HTTP statuses.
///
/// A code that is not here is a fault of the program: it is answered as `hub.internal`, and reported.
package enum ErrorTable {
    package struct Entry: Sendable {
        package let status: Int
        /// When to try again, in seconds.
        let retry: Int?
        /// Said in place of the error's own message, where that one speaks of the hub's inside.
        let message: String?

        init(_ status: Int, retry: Int? = nil, message: String? = nil) {
            self.status = status
            self.retry = retry
            self.message = message
        }
    }

    package static let internalCode = "hub.internal"

    /// Every code with its status; the OpenAPI document lists the same ones.
    package static let entries: [String: Entry] = [
        request, devices, sync, office, http, hub,
    ].reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

    /// What the body says: the bytes, JSON, and the parts of a request.
    private static let request: [String: Entry] = [
        "request.field": Entry(400),
        "request.query": Entry(400),
        "request.encoding": Entry(415),
        "route.unknown": Entry(404),
        "route.method": Entry(405),
        "zone.unknown": Entry(404),
        "json.invalid": Entry(400),
        "json.too_deep": Entry(400),
        "json.number_range": Entry(400),
        "json.text": Entry(400),
        "json.duplicate_key": Entry(400),
        "json.too_large": Entry(413),
        "json.memory": Entry(503, retry: 5),
        "gzip.corrupt": Entry(400),
        "gzip.truncated": Entry(400),
        "gzip.too_large": Entry(413),
        "gzip.ratio": Entry(413),
        "gzip.no_memory": Entry(503, retry: 5),
        "zstd.corrupt": Entry(400),
        "zstd.truncated": Entry(400),
        "zstd.too_large": Entry(413),
        "zstd.ratio": Entry(413),
        "zstd.no_memory": Entry(503, retry: 5),
    ]

    /// Who asks: tokens, enrolment and grants.
    private static let devices: [String: Entry] = [
        "auth.missing": Entry(401),
        "auth.unknown": Entry(401),
        "review.denied": Entry(403),
        "device.revoked": Entry(403),
        "device.retired": Entry(403),
        "device.too_many_requests": Entry(429, retry: 2),
        "code.malformed": Entry(400),
        "code.wrong": Entry(403),
        "code.used": Entry(410),
        "code.expired": Entry(410),
        "code.plain": Entry(409),
        "code.for_device": Entry(409),
        "device.known": Entry(409),
        "enrolment.too_many": Entry(429, retry: 60),
    ]

    /// Pushes and pulls as a whole; what becomes of one operation is an outcome, not an error.
    private static let sync: [String: Entry] = [
        "push.cut": Entry(400),
        "push.malformed": Entry(400),
        "push.too_many": Entry(413),
        "device.forked": Entry(409),
        "pull.cursor": Entry(400),
        "pull.too_many_waiting": Entry(503, retry: 10),
    ]

    /// The office listener, which only the hub's own machine reaches.
    private static let office: [String: Entry] = [
        "centre.unknown": Entry(404),
        "centre.name": Entry(400),
        "centre.exists": Entry(409),
        "device.unknown": Entry(404),
        "device.office": Entry(409),
        "device.ended": Entry(409),
        "device.in_use": Entry(409),
        "grant.ended": Entry(400),
        "invitation.days": Entry(400),
        "person.unknown": Entry(404),
        "erasure.stale": Entry(409),
        "erasure.done": Entry(409),
        "erasure.refused": Entry(409),
        "role.unknown": Entry(400),
        "op.malformed": Entry(400),
        "op.too_large": Entry(413),
        "op.unknown_key": Entry(400),
        "batch.too_many": Entry(413),
        "batch.cut": Entry(400),
    ]

    /// What the HTTP server refuses by itself.
    private static let http: [String: Entry] = [
        "http.malformed": Entry(400),
        "http.content_too_large": Entry(413),
        "http.too_many_header_fields": Entry(431),
        "http.unusable_response": Entry(500),
        "http.transfer_coding_not_supported": Entry(501),
        "http.method_not_supported": Entry(501),
        "http.overloaded": Entry(503, retry: 5),
        "http.stopping": Entry(503, retry: 5),
    ]

    /// The hub and its store; SQLite's words stay inside.
    private static let hub: [String: Entry] = [
        internalCode: Entry(500, message: "The hub failed; its log says why. Nothing was stored."),
        "hub.busy": Entry(503, retry: 2),
        "hub.slow": Entry(503, retry: 5),
        "store.busy": Entry(503, retry: 2, message: "Too much is waiting; try again in a moment."),
        "store.stopped": Entry(503, retry: 5, message: "The hub is being stopped; try again soon."),
        "store.full": Entry(
            507,
            retry: 300,
            message: "The hub's disk is full. Nothing was stored."
        ),
        "store.read_only": Entry(503, retry: 300, message: "The hub's store cannot be written."),
        "store.io": Entry(503, retry: 60, message: "The hub cannot use its disk at the moment."),
        "store.corrupt": Entry(
            500,
            message: "The hub's store is damaged; its owner must restore it."
        ),
    ]
}
