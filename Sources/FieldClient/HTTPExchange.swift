import Foundation
import FoundationNetworking
import SyncCore
import Synchronization

/// One request and its whole answer, waited for.
struct HTTPExchange: Sendable {
    /// The most an answer may unpack to; pages of a pull are far smaller.
    ///
    /// URLSession asks for every coding its libcurl unpacks, zstd where that was built with it as on Debian, and
    /// unpacks as the bytes come; what counts here is what came out.
    static let largestAnswer = 64 << 20

    /// The body of a 2xx answer; anything else is thrown as a `NetworkError`.
    func send(_ request: URLRequest) throws -> [UInt8] {
        let (status, body): (Int, [UInt8])
        do { (status, body) = try perform(request) } catch {
            throw explained(error, request.url)
        }
        guard (200..<300).contains(status) else { throw Self.refusal(status, body) }
        return body
    }

    /// A connection that came to nothing, told as a wrong scheme where the other one is answered.
    private func explained(_ error: NetworkError, _ url: URL?) -> NetworkError {
        switch (error, url?.scheme?.lowercased()) {
        case (.nothingAnswered, "http"): answers(url, scheme: "https") ? .speaksTLS : error
        case (.tls, "https"): answers(url, scheme: "http") ? .speaksPlain : error
        default: error
        }
    }

    /// Whether anything answers under the other scheme; asks once, without the token.
    private func answers(_ url: URL?, scheme: String) -> Bool {
        guard let url, var parts = URLComponents(url: url, resolvingAgainstBaseURL: false) else {
            return false
        }
        parts.scheme = scheme
        parts.query = nil
        guard let other = parts.url else { return false }
        do { _ = try perform(URLRequest(url: other, timeoutInterval: 10)) } catch {
            return error == .certificate
        }
        return true
    }

    private func perform(_ request: URLRequest) throws(NetworkError) -> (Int, [UInt8]) {
        let receiver = Receiver(limit: Self.largestAnswer)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        // A session keeps its delegate until it is told to end.
        let session = URLSession(
            configuration: configuration,
            delegate: receiver,
            delegateQueue: nil
        )
        defer { session.finishTasksAndInvalidate() }
        session.dataTask(with: request).resume()
        return try receiver.wait()
    }

    /// The hub's own code and message, where the answer is the hub's.
    private static func refusal(_ status: Int, _ body: [UInt8]) -> NetworkError {
        let json = try? JSONValue.parse(body)
        if let error = json?["error"] ?? json, let code = error["code"]?.text,
            let message = error["message"]?.text
        {
            return NetworkError(code, message, status: status, until: error["until"]?.integer)
        }
        guard !(300..<400).contains(status) else {
            return NetworkError(
                "network.redirected",
                "The address leads elsewhere; join with the hub's own address.",
                status: status
            )
        }
        return NetworkError(
            "network.not_a_hub",
            "What answered with status \(status) is not a hub; check the address.",
            status: status
        )
    }
}

/// Gathers the answer on the session's queue for the thread that waits.
private final class Receiver: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
        var body: [UInt8] = []
        var isTooLarge = false
        var result: Result<Int, NetworkError>?
    }

    private let limit: Int
    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)

    init(limit: Int) { self.limit = limit }

    func wait() throws(NetworkError) -> (Int, [UInt8]) {
        done.wait()
        let state = state.withLock { $0 }
        let result = state.result ?? .failure(.unreachable)
        return (try result.get(), state.body)
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        // The bearer token goes to the hub that gave it and to nobody else.
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            state.isTooLarge = state.body.count + data.count > limit
            if !state.isTooLarge { state.body.append(contentsOf: data) }
            return state.isTooLarge
        }
        if isTooLarge { dataTask.cancel() }
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        didCompleteWithError error: (any Error)?
    ) {
        let status = (task.response as? HTTPURLResponse)?.statusCode
        state.withLock { state in
            if state.isTooLarge {
                state.result = .failure(.tooLarge)
            } else if let error {
                state.result = .failure(NetworkError(error))
            } else {
                state.result = status.map { .success($0) } ?? .failure(.unreachable)
            }
        }
        done.signal()
    }
}
