import Foundation
import FoundationNetworking
package import SyncCore
package import SyncEngine

/// A hub over HTTP.
package struct HubClient: HubConnection {
    private let base: URL
    private let token: String?
    private let exchange: HTTPExchange
    private let timeoutSeconds: Double

    /// Throws `network.url` when the address is not one of http or https.
    ///
    /// The hub counts as not reached when nothing arrives for so many seconds, beyond what a pull asks it to
    /// wait; the default is longer than a hub takes for a write at most.
    package init(url text: String, token: String?, timeoutSeconds: Double = 75) throws {
        guard let url = Self.address(text) else { throw NetworkError.url }
        base = url
        self.token = token
        self.timeoutSeconds = timeoutSeconds
        exchange = HTTPExchange()
    }

    /// Whether a text can be the address of a hub.
    package static func isAddress(_ text: String) -> Bool { address(text) != nil }

    private static func address(_ text: String) -> URL? {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = url.host, !host.isEmpty,
            url.user == nil, url.query == nil, url.fragment == nil
        else { return nil }
        return url
    }

    package func enrol(_ enrolment: JoinRequest) throws -> Enrolled {
        let body = enrolment.json.bytes()
        let answer = try exchange.send(
            request("POST", "v1/devices", body: body, type: "application/json")
        )
        guard let json = try? JSONValue.parse(answer),
            let enrolled = Enrolled(json, asked: enrolment)
        else { throw NetworkError.notAHub }
        return enrolled
    }

    package func knows(_ question: StoreQuestion) throws -> StoreKnowledge {
        let body = question.json.bytes()
        let answer = try exchange.send(
            request("POST", "v1/devices/known", body: body, type: "application/json")
        )
        guard let json = try? JSONValue.parse(answer), let known = StoreKnowledge(json) else {
            throw NetworkError.notAHub
        }
        return known
    }

    package func push(_ push: PushRequest) throws -> PushAnswer {
        let answer = try exchange.send(
            request("POST", "v1/sync/push", body: push.bytes, type: "application/x-ndjson")
        )
        return try PushAnswer(answer)
    }

    package func pull(
        cursor: Cursor?,
        lacks: Set<String> = [],
        incarnation: RowID,
        repair: PullRepair?,
        brief: Int?,
        waitSeconds: Int
    ) throws -> [UInt8] {
        var query = [URLQueryItem(name: "incarnation", value: incarnation.description)]
        if let brief { query.append(URLQueryItem(name: "brief", value: "\(brief)")) }
        if waitSeconds > 0 { query.append(URLQueryItem(name: "wait", value: "\(waitSeconds)")) }
        if let repair { query.append(URLQueryItem(name: "repair", value: repair.text)) }
        if let cursor { query.insert(URLQueryItem(name: "cursor", value: cursor.token), at: 0) }
        if !lacks.isEmpty {
            let names = lacks.sorted().joined(separator: ",")
            query.append(URLQueryItem(name: "lacks", value: names))
        }
        var request = request("GET", "v1/sync/pull", query: query)
        request.timeoutInterval += Double(waitSeconds)
        return try exchange.send(request)
    }

    /// Posts JSON to any path of the hub and returns the body of its answer.
    package func post(_ path: String, _ body: [UInt8], type: String) throws -> [UInt8] {
        try exchange.send(request("POST", path, body: body, type: type))
    }

    private func request(
        _ method: String,
        _ path: String,
        query: [URLQueryItem] = [],
        body: [UInt8]? = nil,
        type: String? = nil
    ) -> URLRequest {
        var url = base.appendingPathComponent(path)
        if !query.isEmpty { url.append(queryItems: query) }
        var request = URLRequest(url: url, timeoutInterval: timeoutSeconds)
        request.httpMethod = method
        request.httpBody = body.map { Data($0) }
        if let type { request.setValue(type, forHTTPHeaderField: "Content-Type") }
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        return request
    }
}

extension Enrolled {
    fileprivate init?(_ json: JSONValue, asked: JoinRequest) {
        guard let device = json["device"]?.text.flatMap({ RowID($0) }),
            let centre = json["centre"]?.text.flatMap({ RowID($0) }),
            let timeline = json["timeline"]?.text.flatMap({ RowID($0) }),
            let role = json["role"]?.text, let token = json["token"]?.text,
            let origin = json["origin"]?.integer
        else { return nil }
        self.init(
            device: device,
            centre: centre,
            role: Role(rawValue: role),
            token: token,
            origin: origin,
            timeline: timeline,
            person: json["person"]?.text.flatMap { RowID($0) },
            // An earlier hub takes the name it is given, and does not say it.
            name: json["name"]?.text ?? asked.name,
            admits: json["admits"]?.text.flatMap { RowID($0) },
            heard: Heard(json)
        )
    }
}
