/// Why the hub was not reached, or what it answered instead of what was asked.
///
/// Codes made here: `network.url`, `network.unreachable`, `network.timeout`,
/// `network.certificate`, `network.scheme` (https where http is spoken, or the other way), `network.tls`,
/// `network.redirected`, `network.too_large`, `network.not_a_hub`. Every other code is the hub's own.
package struct NetworkError: Error, Sendable, Equatable {
    package let code: String
    package let message: String
    /// The HTTP status; nil when there was no answer.
    package let status: Int?
    /// Until when the hub still allows what it named, hub time in Unix milliseconds; nil where it says nothing.
    package let until: Int64?

    package init(_ code: String, _ message: String, status: Int? = nil, until: Int64? = nil) {
        self.code = code
        self.message = message
        self.status = status
        self.until = until
    }

    /// Whether trying again later may help: nothing is wrong with what was sent.
    package var isPassing: Bool {
        guard let status else { return code == "network.unreachable" || code == "network.timeout" }
        return status == 408 || status == 429 || status >= 500
    }
}
