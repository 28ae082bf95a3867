import SyncEngine

/// What the API itself refuses; what engine, store and wire refuse has codes of its own.
extension SyncError {
    static let authMissing = SyncError(
        "auth.missing",
        "Send the device's token: 'Authorization: Bearer dgn_…'."
    )
    static let authUnknown = SyncError(
        "auth.unknown",
        """
        This hub did not give that token. Join again with a new code; what waits comes along ('field join URL CODE \
        --again').
        """
    )
    static let reviewDenied = SyncError(
        "review.denied",
        "Only a coordinator or manager of the centre may see its reviews."
    )
    static let routeUnknown = SyncError(
        "route.unknown",
        "There is nothing at this path; see /v1/openapi.yaml."
    )
    static let routeMethod = SyncError(
        "route.method",
        "The path does not know this method; 'Allow' names those it knows."
    )
    static let encodingUnknown = SyncError(
        "request.encoding",
        "Send the body plain, or with 'Content-Encoding: zstd' or 'gzip'."
    )
    static let cursorMalformed = SyncError(
        "pull.cursor",
        "This is no cursor of a hub; leave it out to start afresh."
    )
    static let tooManyWaiting = SyncError(
        "pull.too_many_waiting",
        "Too many devices wait for news; ask again without waiting."
    )
    static let tooManyRequests = SyncError(
        "device.too_many_requests",
        "The device has too many requests open; finish one first."
    )
    static let tooManyTries = SyncError(
        "enrolment.too_many",
        "Too many codes were tried from here; wait a minute."
    )
    static let hubBusy = SyncError("hub.busy", "Too much is waiting; try again in a moment.")
    static let hubSlow = SyncError(
        "hub.slow",
        "The answer took too long. Send it again: nothing is done twice."
    )
    static let noThreads = SyncError(
        "hub.no_threads",
        "The system gives no more threads; raise its limit or stop something."
    )
    static let deviceUnknown = SyncError("device.unknown", "There is no such device.")
    static let personUnknown = SyncError("person.unknown", "There is no such person.")
    static let hubStarted = SyncError("hub.started", "A hub starts once; make another one.")
    static let zoneUnknown = SyncError("zone.unknown", "There is no such zone.")
    static let centreUnknown = SyncError("centre.unknown", "There is no such centre.")

    /// A query parameter that the path does not have; the names are ours, never the client's.
    static func queryUnknown(_ known: Set<String>) -> SyncError {
        let names = known.sorted().joined(separator: ", ")
        return SyncError(
            "request.query",
            known.isEmpty
                ? "This path takes no query parameters."
                : "This path knows only the query parameters \(names)."
        )
    }

    /// A part of the request that is missing or not of its form; `name` is ours, never the client's.
    static func field(_ name: String, _ form: String) -> SyncError {
        SyncError("request.field", "'\(name)' has to be \(form).")
    }
}
