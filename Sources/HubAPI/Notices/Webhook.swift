import CCurl
package import SyncCore
package import SyncEngine

/// Sends notices to a URL: one POST each, by libcurl.
///
/// Certificates are checked, redirects are not followed, and what the receiver answers is not read beyond its status.
package struct Webhook: NoticeReceiver {
    private let url: String
    private let secret: [UInt8]
    private let environment: Environment

    /// Throws `notice.hook_url` where it is no http or https address, or plain http to another machine, and
    /// `notice.hook_secret` where the secret is too short.
    package init(url: String, secret: [UInt8], environment: Environment) throws(SyncError) {
        guard Self.isUsable(url) else {
            throw SyncError(
                "notice.hook_url",
                "Notices are sent to an https address; http is for this machine alone."
            )
        }
        guard secret.count >= NoticeSignature.secretMinimum else {
            throw SyncError(
                "notice.hook_secret",
                "The secret that signs notices needs at least 16 bytes, on the first line of a file."
            )
        }
        self.url = url
        self.secret = secret
        self.environment = environment
    }

    private static func isUsable(_ url: String) -> Bool {
        // The whole of it is one address, without user or password that would end up in logs.
        guard url.utf8.count <= 2000, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = url.lowercased().wholeMatch(of: /(https?):\/\/([^\/?#@]+)([\/?][^#]*)?/)
        else { return false }
        let host = parts.2.replacing(/:\d+$/, with: "")
        return parts.1 == "https" || ["127.0.0.1", "localhost", "[::1]"].contains(host)
    }

    package func take(
        _ body: [UInt8],
        id: RowID,
        milliseconds: Int64,
        isStopping: @escaping @Sendable () -> Bool
    ) -> String? {
        guard let handle = curl_easy_init() else { return "notice.no_memory" }
        defer { curl_easy_cleanup(handle) }
        let seconds = environment.now() / 1000
        var headers: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(headers) }
        for line in [
            "Content-Type: application/json", "Idempotency-Key: \(id)",
            "Dugnad-Signature: "
                + NoticeSignature.header(body, secret: secret, seconds: seconds),
            // No pause for a "100 Continue" nobody sends.
            "Expect:",
        ] { headers = curl_slist_append(headers, line) ?? headers }
        let stopping = Stopping(isStopping)
        let code = withExtendedLifetime(stopping) {
            setUp(handle, body, headers, milliseconds, stopping) ?? curl_easy_perform(handle)
        }
        guard code == CURLE_OK || code == CURLE_WRITE_ERROR else { return Self.failure(code) }
        let status = dugnad_status(handle)
        return (200..<300).contains(status) ? nil : "notice.http_\(status)"
    }

    /// Sets everything; the code of what curl does not take, or nil.
    private func setUp(
        _ handle: UnsafeMutableRawPointer,
        _ body: [UInt8],
        _ headers: UnsafeMutablePointer<curl_slist>?,
        _ milliseconds: Int64,
        _ stopping: Stopping
    ) -> CURLcode? {
        let steps: [() -> CURLcode] = [
            { dugnad_set_text(handle, CURLOPT_URL, url) },
            { dugnad_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https") },
            {
                // Plain http is for this machine alone: a proxy of the surroundings would be another.
                url.lowercased().hasPrefix("http:")
                    ? dugnad_set_text(handle, CURLOPT_NOPROXY, "*") : CURLE_OK
            },
            { dugnad_set_text(handle, CURLOPT_USERAGENT, "dugnad/\(HubVersion.text)") },
            { dugnad_set_long(handle, CURLOPT_FOLLOWLOCATION, 0) },
            // A name look-up must not use signals in a process with threads.
            { dugnad_set_long(handle, CURLOPT_NOSIGNAL, 1) },
            { dugnad_set_long(handle, CURLOPT_TIMEOUT_MS, Int(milliseconds)) },
            { dugnad_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(milliseconds)) },
            { dugnad_set_bytes(handle, body, body.count) },
            { dugnad_set_headers(handle, headers) },
            { dugnad_set_sink(handle, swallow, nil) },
            {
                dugnad_set_progress(handle, progress, Unmanaged.passUnretained(stopping).toOpaque())
            },
        ]
        for step in steps {
            let code = step()
            guard code == CURLE_OK else { return code }
        }
        return nil
    }

    private static func failure(_ code: CURLcode) -> String {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: "notice.timeout"
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: "notice.unreachable"
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR: "notice.tls"
        default: "notice.curl_\(code.rawValue)"
        }
    }
}

/// What the transfer asks whether it is to end.
private final class Stopping: Sendable {
    let isStopping: @Sendable () -> Bool
    init(_ isStopping: @escaping @Sendable () -> Bool) { self.isStopping = isStopping }
}

// Global functions: closure literals would inherit the isolation of whoever wrote them.
/// Takes a little of the answer and then no more; its status is known by then.
private func swallow(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int { 0 }

private func progress(
    _ context: UnsafeMutableRawPointer?,
    _: curl_off_t,
    _: curl_off_t,
    _: curl_off_t,
    _: curl_off_t
) -> Int32 {
    guard let context else { return 0 }
    return Unmanaged<Stopping>.fromOpaque(context).takeUnretainedValue().isStopping() ? 1 : 0
}
