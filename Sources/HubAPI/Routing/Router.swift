import HTTPServer
import SyncEngine

/// One path and method with what answers it.
struct Route: Sendable {
    let method: String
    /// Path segments; `{}` stands for any one segment.
    let pattern: [String]
    /// The longest body in bytes.
    let bodyBytes: Int
    /// The query parameters it knows; nil where it looks itself, after it knows who asks.
    let query: Set<String>?
    let answer: @Sendable (Call) -> Disposition

    init(
        _ method: String,
        _ path: String,
        bodyBytes: Int = 0,
        query: Set<String>? = [],
        _ answer: @escaping @Sendable (Call) -> Disposition
    ) {
        self.method = method
        pattern = path.split(separator: "/").map(String.init)
        self.bodyBytes = bodyBytes
        self.query = query
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
    /// Routes without open segments by their path: nearly every request is for one of these.
    private let fixed: [String: [Route]]
    private let open: [Route]

    /// What an unknown path may send before it hears that it is one.
    private static let unknownBytes = 4096

    init(routes: [Route]) {
        open = routes.filter { $0.pattern.contains("{}") }
        fixed = Dictionary(grouping: routes.filter { !$0.pattern.contains("{}") }) { route in
            "/" + route.pattern.joined(separator: "/")
        }
    }

    func handle(_ request: HTTPRequest, _ exchange: Exchange) -> Disposition {
        let method = Self.plain(request.method)
        if let (route, parts) = find(method, request.path) {
            if let error = request.unknownQuery(route.query) {
                return .respond(ErrorAnswer.response(error, to: request))
            }
            return route.answer(Call(request: request, exchange: exchange, parts: parts))
        }
        let known = (fixed[request.path] ?? []) + matches(request.path).map(\.route)
        guard !known.isEmpty else {
            return .respond(ErrorAnswer.response(SyncError.routeUnknown, to: request))
        }
        var response = ErrorAnswer.response(SyncError.routeMethod, to: request)
        response.headers.append(("Allow", known.map(\.method).joined(separator: ", ")))
        return .respond(response)
    }

    func bodyLimit(method: String, path: String) -> Int {
        find(Self.plain(method), path)?.route.bodyBytes ?? Self.unknownBytes
    }

    private static func plain(_ method: String) -> String { method == "HEAD" ? "GET" : method }

    private func find(_ method: String, _ path: String) -> (route: Route, parts: [String])? {
        if let route = fixed[path]?.first(where: { $0.method == method }) { return (route, []) }
        return matches(path).first { $0.route.method == method }
    }

    /// The routes with open segments that fit.
    private func matches(_ path: String) -> [(route: Route, parts: [String])] {
        let slash = UInt8(ascii: "/")
        let segments = path.utf8.split(separator: slash, omittingEmptySubsequences: false)
            .dropFirst().map { Substring($0) }
        return open.compactMap { route in route.match(segments).map { (route, $0) } }
    }
}

extension HTTPRequest {
    /// The error of a query parameter that is not one of these; nil where all are known.
    ///
    /// A slip in a name would else be a wish that nobody heeds.
    func unknownQuery(_ known: Set<String>?) -> SyncError? {
        guard let known, query.contains(where: { !known.contains($0.name) }) else { return nil }
        return .queryUnknown(known)
    }
}
