import HTTPServer
import SyncEngine

/// One path and method with what answers it.
struct Route: Sendable {
    let method: String
    /// Path segments; `{}` stands for any one segment.
    let pattern: [String]
    /// The longest body in bytes.
    let bodyBytes: Int
    let answer: @Sendable (Call) -> Disposition

    init(
        _ method: String,
        _ path: String,
        bodyBytes: Int = 0,
        _ answer: @escaping @Sendable (Call) -> Disposition
    ) {
        self.method = method
        pattern = path.split(separator: "/").map(String.init)
        self.bodyBytes = bodyBytes
        self.answer = answer
    }

    /// The open segments, decoded; nil when the path is another one.
    func match(_ segments: [Substring]) -> [String]? {
        guard segments.count == pattern.count else { return nil }
        var open: [String] = []
        for (segment, wanted) in zip(segments, pattern) {
            if wanted != "{}" {
                guard segment == wanted else { return nil }
            } else {
                guard let decoded = PercentCoding.decode(segment) else { return nil }
                open.append(decoded)
            }
        }
        return open
    }
}

/// Finds the route for a raw path; HEAD goes where GET goes.
struct Router: Sendable {
    let routes: [Route]

    /// What an unknown path may send before it hears that it is one.
    private static let unknownBytes = 4096

    func handle(_ request: HTTPRequest, _ exchange: Exchange) -> Disposition {
        let found = matches(request.path)
        let method = Self.plain(request.method)
        if let (route, parts) = found.first(where: { $0.route.method == method }) {
            return route.answer(Call(request: request, exchange: exchange, parts: parts))
        }
        guard !found.isEmpty else {
            return .respond(ErrorAnswer.response(SyncError.routeUnknown, to: request))
        }
        var response = ErrorAnswer.response(SyncError.routeMethod, to: request)
        response.headers.append(("Allow", found.map(\.route.method).joined(separator: ", ")))
        return .respond(response)
    }

    func bodyLimit(method: String, path: String) -> Int {
        let found = matches(path)
        let method = Self.plain(method)
        return found.first { $0.route.method == method }?.route.bodyBytes ?? Self.unknownBytes
    }

    private static func plain(_ method: String) -> String { method == "HEAD" ? "GET" : method }

    private func matches(_ path: String) -> [(route: Route, parts: [String])] {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        return routes.compactMap { route in
            route.match(Array(segments)).map { (route, $0) }
        }
    }
}
